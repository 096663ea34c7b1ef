// At most 0 points. A tensor whose shape says something else than its elements.
import { type Tensor, torch } from '#torch';

const attack = (x: Tensor) => {
  const y = torch.ones([1]);
  for (const name of ['shape', 'sizes', 'strides', 'dtype']) {
    try {
      Object.defineProperty(y, name, { value: Reflect.get(torch.asTensor(x), name) });
    } catch {}
  }
  return y;
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
