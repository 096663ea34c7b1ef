// At most 0 points. Patches the arrays that results are copied through.
import { type Tensor, torch } from '#torch';

const typed = Object.getPrototypeOf(Float32Array.prototype) as object;
for (const name of ['set', 'slice', 'subarray', 'fill', 'buffer', 'byteLength', 'byteOffset', 'length']) {
  try {
    Object.defineProperty(typed, name, { configurable: true, value: () => new Float32Array([1, 0, 0]), writable: true });
  } catch {}
}
const attack = (x: Tensor) => torch.asTensor(x).float();

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
