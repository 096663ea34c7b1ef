import { RuntimeError } from '../core/errors.ts';
import { wgsl } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { binaryFunction } from './families/pointwise.ts';
import { gt } from './gt.ts';
import { mul } from './mul.ts';
import { reshape } from './reshape.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** `torch.prelu(x, weight)`. */
    prelu(weight: Tensor): Tensor;
  }
}

const withSlopes = binaryFunction({
  name: 'prelu',
  float: wgsl('select(b * a, a, greater(a, 0.0))', (x, w) => (x > 0 ? x : w * x)),
  integer: null,
  backward: {
    a: (grad, node) => where(gt(node.tensor(0), 0), grad, mul(grad, node.tensor(1))),
    b: (grad, node) => where(gt(node.tensor(0), 0), 0, mul(grad, node.tensor(0))),
  },
});

/**
 * x where x > 0, w · x elsewhere, with a learned w: one for all, or one for each channel (dimension 1). PyTorch's
 * `F.prelu`.
 *
 * @throws RuntimeError where the number of weights is neither 1 nor that of the channels.
 */
export function prelu(x: Tensor, weight: Tensor): Tensor {
  const who = 'prelu';
  requireTensor(who, x);
  requireTensor(who, weight);
  const count = weight.numel();
  if (count === 1) return withSlopes(x, reshape(weight, []));
  const channels = x.ndim > 1 ? (x.sizes[1] as number) : 1;
  if (count !== channels) {
    throw new RuntimeError({
      who,
      seen: `${count} weights for an input with ${channels} channel${channels === 1 ? '' : 's'}`,
      expected: `Mismatch of parameter numbers and input channel size. Found parameter numbers = ${count} and channel size = ${channels}`,
    });
  }
  return withSlopes(x, reshape(weight, [count, ...new Array<number>(x.ndim - 2).fill(1)]));
}

method('prelu', prelu);
