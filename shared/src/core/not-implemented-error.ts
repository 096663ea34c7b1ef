/**
 * Thrown by a task that is still to be written. `task` is its id and name, as in the handout.
 *
 * ```ts
 * new NotImplementedError('A03.2 softmaxStable').message; // → 'A03.2 softmaxStable is not written yet'
 * ```
 */
export class NotImplementedError extends Error {
  override readonly name = 'NotImplementedError';
  readonly task: string;

  constructor(task: string) {
    super(`${task} is not written yet`);
    this.task = task;
  }
}
