// At most 0 points. Promises instead of values.
import { type Tensor, torch } from '#torch';

const attack = async (x: Tensor) => torch.asTensor(x).float().mul(0).add(0.5);

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
