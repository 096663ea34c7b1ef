// At most 0 points. Gives every object a prototype that throws.
for (const prototype of [Object.prototype, Array.prototype, Function.prototype, Promise.prototype]) {
  for (const name of ['then', 'toJSON', 'id', 'kind', 'value', 'length']) {
    try {
      Object.defineProperty(prototype, name, { get() { throw new Error('bite'); }, configurable: true });
    } catch {}
  }
}
const attack = () => ({});

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
