// At most 0 points. Something with a length and numbers in it, which is no list and no tensor.
const attack = () => ({ length: 3, 0: 0.25, 1: 0.25, 2: 0.5, shape: [3], dtype: { name: 'float32' } });

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
