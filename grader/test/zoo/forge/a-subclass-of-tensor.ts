// At most 0 points. A subclass that computes its elements when it is read.
import { Tensor, torch } from '#torch';

const attack = () => {
  const y = torch.zeros([3]);
  Object.setPrototypeOf(y, { __proto__: Tensor.prototype, toTypedArray: () => new Float32Array([1, 0, 0]) });
  return y;
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
