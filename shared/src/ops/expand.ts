import { RuntimeError } from '../core/errors.ts';
import { broadcastSizes, broadcastStrides, shapeText } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import { tupleOf } from '../tensor/named-tuple.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { sumTo } from './families/sum-to.ts';
import { view } from './families/view.ts';
import { wholeNumbers } from './families/whole-numbers.ts';

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
    /** The view stretched to the shape of `other`. */
    expandAs(other: Tensor): Tensor;
    /** `expand` by NumPy's name. */
    broadcastTo(sizes: readonly number[] | { readonly size: readonly number[] }): Tensor;
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

/** The tensor stretched to `sizes`, as a view: `torch.broadcast_to`. */
export function broadcastTo(
  x: Tensor,
  sizes: readonly number[] | { readonly size: readonly number[] },
): Tensor {
  const who = 'broadcastTo';
  const { size } = named<{ readonly size: readonly number[] }>(who, ['size'], 1, [sizes]);
  return expand(who, x, wholeNumbers(who, 'the shape', size));
}

/**
 * The tensors, each stretched to the shape that all of them broadcast to, as views: `torch.broadcast_tensors`.
 *
 * ```ts
 * const [a] = torch.broadcastTensors(torch.tensor([1, 2]), torch.tensor([[3], [4]]));
 * a; // → tensor([[1, 2],\n        [1, 2]])
 * ```
 */
export function broadcastTensors(...tensors: readonly (Tensor | readonly Tensor[])[]): readonly Tensor[] {
  const who = 'broadcastTensors';
  const all = tensors.flat() as Tensor[];
  for (const x of all) requireTensor(who, x);
  const sizes = all.reduce<readonly number[]>((common, x) => broadcastSizes(who, common, x.sizes), []);
  return tupleOf(all.map((x) => expand(who, x, sizes)));
}

method('expand', (x: Tensor, ...sizes: readonly (number | readonly number[])[]) =>
  expand('expand', x, wholeNumbers('expand', 'the shape', sizes.flat())),
);
method('broadcastTo', broadcastTo);
method('expandAs', (x: Tensor, other: Tensor) => {
  requireTensor('expandAs', other);
  return expand('expandAs', x, other.sizes);
});
