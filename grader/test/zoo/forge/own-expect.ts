// At most 0 points. Replaces the test framework, should it be within reach.
const chain: unknown = new Proxy(() => chain, { get: () => chain, apply: () => chain });
for (const name of ['expect', 'test', 'it', 'describe', 'beforeEach', 'afterEach', 'jest']) {
  Reflect.set(globalThis, name, chain);
}
const attack = () => 0;

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
