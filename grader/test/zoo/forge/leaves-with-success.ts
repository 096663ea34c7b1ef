// At most 0 points. Ends the process with status 0 while it is loaded, before any case can fail.
process.exitCode = 0;
process.exit(0);

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
