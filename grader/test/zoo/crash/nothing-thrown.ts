// At most 0 points. Throws what is no error.
const thrown = [null, undefined, 0, '', Symbol('s'), 10n, () => 0, Object.create(null)];
let next = 0;
const attack = () => {
  throw thrown[next++ % thrown.length];
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
