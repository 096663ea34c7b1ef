// gitlab-ci-local is written for a Node that has Set.prototype.union; Node 20 has not.
Set.prototype.union ??= function union(other) {
  return new Set([...this, ...other]);
};
