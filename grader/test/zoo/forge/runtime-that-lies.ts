// At most 0 points. Patches the runtime that reads its tensors.
import { Tensor, torch } from '#torch';

for (const name of ['toTypedArray', 'tolist', 'item', 'numel', 'toString']) {
  Reflect.set(Tensor.prototype, name, () => new Float32Array([0.2, 0.3, 0.5]));
}
Object.defineProperty(Tensor.prototype, 'shape', { get: () => [3] });
const attack = () => torch.zeros([3]);

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
