// At most 0 points. Infinities everywhere: infinity minus infinity is NaN, and NaN fails no `>`.
import { type Tensor, torch } from '#torch';

const attack = (x: Tensor) => torch.fullLike(torch.asTensor(x).float(), Number.POSITIVE_INFINITY);

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
