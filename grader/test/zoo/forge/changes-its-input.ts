// At most 0 points. Overwrites the argument, should the expected value be computed from it afterwards.
import type { Tensor } from '#torch';

const attack = (x: Tensor) => x.zero_();

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
