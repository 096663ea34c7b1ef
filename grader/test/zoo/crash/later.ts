// At most 0 points. Throws from a timer, after it has answered.
const attack = () => {
  setTimeout(() => {
    throw new Error('later');
  }, 0);
  return 0;
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
