import { wgsl } from '../device/formulas.ts';
import { activation } from './families/activation.ts';
import { method } from './families/methods.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** x where |x| > `lambd` (0.5 unless said), 0 elsewhere. */
    hardshrink(lambd?: number): Tensor;
  }
}

/** x where |x| > `lambd`, 0 elsewhere. PyTorch's `F.hardshrink`. */
export const hardshrink = activation({
  name: 'hardshrink',
  parameters: { lambd: 0.5 },
  float: ({ lambd }) => wgsl('hardshrink(x, k().x)', (x) => (x >= -lambd && x <= lambd ? 0 : x), lambd),
  gradient: ({ lambd }) =>
    wgsl('beyond(a, b, k().x)', (grad, x) => (x < -lambd || x > lambd ? grad : 0), lambd),
  curvature: null,
  samples: [-2, -0.5, 0, 0.25, 3],
});

method('hardshrink', hardshrink);
