// At most 0 points. Stops, and does not go on.
const attack = () => {
  process.kill(process.pid, 'SIGSTOP');
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
