// At most 0 points. Throws an error with a message of a hundred megabytes.
const attack = () => {
  throw new Error('x'.repeat(100_000_000));
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
