// At most 0 points. A thenable: `await` calls it, on whichever side it is awaited.
const attack = () => ({ then: (resolve: (value: unknown) => void) => resolve({ asymmetricMatch: () => true }) });

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
