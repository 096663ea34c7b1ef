// At most 0 points. A proxy that answers every question about a tensor with what is wanted.
import { type Tensor, torch } from '#torch';

const attack = (x: Tensor) =>
  new Proxy(torch.zeros([3]), {
    get: (target, key) => (key === 'shape' ? x.shape : key === 'toTypedArray' ? () => new Float32Array(3).fill(1 / 3) : Reflect.get(target, key)),
    getPrototypeOf: (target) => Reflect.getPrototypeOf(target),
  });

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
