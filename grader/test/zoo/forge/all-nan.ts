// At most 0 points. NaN everywhere: a comparison written as `if (difference > tolerance) fail` lets it through.
import { type Tensor, torch } from '#torch';

const attack = (x: Tensor) => torch.fullLike(torch.asTensor(x).float(), Number.NaN);

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
