// At most 0 points. Strings that convert to the right numbers.
const attack = () => ['0.25', '0.25', '0.5'];

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
