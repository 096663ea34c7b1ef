// At most 0 points. Leaves a rejected promise behind.
const attack = () => {
  Promise.reject(new Error('nobody'));
  return 0;
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
