import { RuntimeError } from '../core/errors.ts';
import { broadcastStrides, shapeText } from '../core/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';
import { sumTo } from './families/sum-to.ts';
import { view } from './families/view.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * A view in which dimensions of size 1 repeat, and new dimensions stand in front. −1 keeps a size.
     *
     * ```ts
     * torch.tensor([[1], [2]]).expand(-1, 3); // → tensor([[1, 1, 1],\n        [2, 2, 2]])
     * ```
     *
     * @throws RuntimeError where a size other than 1 would change.
     */
    expand(...sizes: readonly number[]): Tensor;
    expand(sizes: readonly number[]): Tensor;
  }
}

export function expand(who: string, x: Tensor, sizes: readonly number[]): Tensor {
  requireTensor(who, x);
  const added = sizes.length - x.ndim;
  if (added < 0) {
    throw new RuntimeError({
      who,
      seen: `${shapeText(x.sizes)} to ${shapeText(sizes)}: the number of sizes provided (${sizes.length}) must be greater or equal to the number of dimensions in the tensor (${x.ndim})`,
    });
  }
  const target = sizes.map((size, dim) => {
    const own = x.sizes[dim - added];
    const wanted = size === -1 && own !== undefined ? own : size;
    if (wanted < 0 || (own !== undefined && own !== 1 && own !== wanted)) {
      throw new RuntimeError({
        who,
        seen: `the expanded size of the tensor (${size}) must match the existing size (${own ?? 'none'}) at non-singleton dimension ${dim}`,
        expected: `sizes that ${shapeText(x.sizes)} stretches to; asked: ${shapeText(sizes)}`,
      });
    }
    return wanted;
  });
  const strides = broadcastStrides(x.sizes, x.strides, target);
  return view('ExpandBackward0', x, target, strides, x.offset, (grad, node) => [
    sumTo(grad, node.outline(0)),
  ]);
}

Tensor.prototype.expand = function (...sizes: readonly (number | readonly number[])[]) {
  return expand('expand', this, sizes.flat());
};
