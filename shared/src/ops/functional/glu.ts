import { RuntimeError } from '../../core/errors.ts';
import { normalizeDim } from '../../core/shape.ts';
import { record } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { cat } from '../cat.ts';
import { type ParameterList, parametersOf } from '../families/activation.ts';
import { dtypeComplaint, requireTensor } from '../families/operand.ts';
import { partialView } from '../families/view.ts';
import { mul } from '../mul.ts';
import { sigmoid } from '../sigmoid.ts';
import { sub } from '../sub.ts';

/**
 * a · σ(b), where a and b are the halves of x along `dim`, the last dimension unless said. PyTorch's `F.glu`.
 *
 * ```ts
 * F.glu(torch.tensor([[1.5, -2, 0, 0]])); // → tensor([[ 0.7500, -1.0000]])
 * ```
 *
 * @throws RuntimeError for a 0-d tensor or an odd size along `dim`; IndexError for a `dim` that is not there.
 */
export function glu(x: Tensor, ...given: ParameterList<{ dim: number }>): Tensor {
  requireTensor('glu', x);
  const { dim } = parametersOf('glu', { dim: -1 }, given);
  if (x.ndim === 0)
    throw new RuntimeError({ who: 'glu', seen: 'glu does not support 0-dimensional tensors' });
  const at = normalizeDim('glu', dim, x.ndim);
  const size = x.sizes[at] as number;
  if (size % 2 !== 0) {
    throw new RuntimeError({
      who: 'glu',
      seen: `dimension ${at} is size ${size}`,
      expected: 'an even size: halving dimension must be even',
    });
  }
  if (!x.isFloatingPoint()) throw dtypeComplaint('glu', x.dtype, 'a floating point dtype');
  const [a, b] = halves(x.detach(), at);
  return record(mul(a, sigmoid(b)), 'GluBackward0', [x], (grad, node) => {
    const [left, right] = halves(node.x, at);
    const s = sigmoid(right);
    return [cat([mul(grad, s), mul(mul(mul(grad, left), s), sub(1, s))], at)];
  });
}

function halves(x: Tensor, dim: number): [Tensor, Tensor] {
  const half = (x.sizes[dim] as number) / 2;
  const sizes = x.sizes.with(dim, half);
  const from = (start: number): Tensor =>
    partialView('SliceBackward0', x, (strides, offset) => ({
      sizes,
      strides,
      offset: offset + start * (strides[dim] as number),
    }));
  return [from(0), from(half)];
}
