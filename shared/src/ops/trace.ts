import { RuntimeError } from '../core/errors.ts';
import { positionsOf } from '../core/layout.ts';
import { contiguousStrides, shapeText } from '../core/shape.ts';
import { record } from '../tensor/graph.ts';
import { type Tensor, viewOf } from '../tensor/tensor.ts';
import { expand } from './expand.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { placed } from './families/placement.ts';
import { sum } from './sum.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The sum of the diagonal of a matrix, 0-d.
     *
     * ```ts
     * torch.tensor([[1, 2], [3, 4]]).trace(); // → tensor(5)
     * ```
     *
     * @throws RuntimeError for anything but a matrix.
     */
    trace(): Tensor;
  }
}

export function trace(x: Tensor): Tensor {
  const who = 'trace';
  requireTensor(who, x);
  if (x.ndim !== 2) {
    throw new RuntimeError({
      who,
      seen: `expected a matrix, but got tensor with dim ${x.ndim}: ${shapeText(x.sizes)}`,
    });
  }
  const from = x.sizes;
  const length = Math.min(...from);
  const diagonal = viewOf(x, [length], [(x.strides[0] as number) + (x.strides[1] as number)], x.offset);
  return record(sum(diagonal), 'TraceBackward0', [x], (grad) => {
    const [down, right] = contiguousStrides(from) as [number, number];
    const places = positionsOf({ sizes: [length], strides: [down + right], offset: 0 });
    return [placed(expand(who, grad, [length]), places, from)];
  });
}

method('trace', trace);
