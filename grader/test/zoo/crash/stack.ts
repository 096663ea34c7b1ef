// At most 0 points. Recursion without an end.
const attack = (): unknown => [attack()];

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
