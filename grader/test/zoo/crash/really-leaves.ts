// At most 0 points. Ends the process past every handler.
const attack = () => (Reflect.get(process, 'reallyExit') as (status: number) => never)(0);

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
