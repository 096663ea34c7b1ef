import { RuntimeError } from '../../core/errors.ts';
import { contiguousStrides, product, shapeText } from '../../core/shape.ts';
import { filled } from '../../tensor/creation.ts';
import { type Backward, GradNode, isGradEnabled, record, recordAll } from '../../tensor/graph.ts';
import { tupleOf } from '../../tensor/named-tuple.ts';
import { Tensor, viewOf } from '../../tensor/tensor.ts';
import { forbidWrites, requireNoLeaf } from './in-place.ts';
import { method } from './methods.ts';
import { placed, positionsIn, type ViewLayout, viewPositions } from './placement.ts';
import { wholeNumber } from './whole-numbers.ts';

/*
 * The view family: an operation gives new sizes, strides and an offset; no element is copied, and writes through
 * the result are seen in the original. The base of a view is remembered, so that an in-place operation on one
 * reaches the graph of the other.
 */

/** A view whose gradient the operation gives itself: the inverse view. */
export function view(
  name: string,
  x: Tensor,
  sizes: readonly number[],
  strides: readonly number[],
  offset: number,
  backward: Backward,
): Tensor {
  const y = viewOf(x, sizes, strides, offset);
  y.base = x.base ?? x;
  return record(y, name, [x], backward);
}

/**
 * A view that shows some of the elements; the gradient puts them back among zeros. `layout` gives the view of a
 * tensor with these strides and offset.
 */
export function partialView(
  name: string,
  x: Tensor,
  layout: (strides: readonly number[], offset: number) => ViewLayout,
): Tensor {
  const { sizes, strides, offset } = layout(x.strides, x.offset);
  const from = x.sizes;
  return view(name, x, sizes, strides, offset, (grad) => [placed(grad, viewPositions(from, layout), from)]);
}

/**
 * Several views of parts of one tensor, which are the results of one operation. `join` is its inverse: it makes
 * the gradient of `x` of those of the parts, with zeros for a part that nobody used.
 */
export function partialViews(
  name: string,
  x: Tensor,
  layouts: readonly ViewLayout[],
  join: (grads: readonly Tensor[]) => Tensor,
): readonly Tensor[] {
  const parts = layouts.map(({ sizes, strides, offset }) => {
    const part = viewOf(x, sizes, strides, offset);
    part.base = x.base ?? x;
    return part;
  });
  const { device, dtype } = x;
  if (x.requiresGrad && isGradEnabled()) forbidWrites(parts);
  recordAll(parts, name, [x], (_grad, _node, grads) => [
    join(layouts.map(({ sizes }, i) => grads[i] ?? filled(sizes, 0, dtype, device))),
  ]);
  return tupleOf(parts);
}

declare module '../../tensor/tensor.ts' {
  interface Tensor {
    /** @internal This view as a new reading of its base, whose elements a write through another view has changed. */
    readAgainFrom(base: Tensor): GradNode | null;
  }
}

Tensor.prototype.readAgainFrom = function (base) {
  const positions = positionsIn(base, this);
  const { sizes } = base;
  return new GradNode('AsStridedBackward0', [base], [this], (grad) => [placed(grad, positions, sizes)]);
};

/**
 * Gives `Tensor` the method `name_`, which makes the tensor itself the view that `operation` gives of it: no element
 * moves. Other views of the storage stay as they are. PyTorch numbers the nodes of the in-place forms behind those of
 * the `forms` that the operation has.
 */
export function inPlaceView(
  name: string,
  operation: (x: Tensor, ...args: never[]) => Tensor,
  forms = 1,
): void {
  const who = `${name}_`;
  method(who, (x: Tensor, ...args: never[]) => {
    const recording = isGradEnabled();
    if (recording) requireNoLeaf(who, x);
    const turned = operation(x, ...args);
    const recorded = recording ? turned.gradFn : null;
    if (recorded === null) {
      x.become(turned);
      x.storage.version++;
      return x;
    }
    const numbered = recorded.name.replace(/\d$/, (number) => String(Number(number) + forms));
    const node = new GradNode(numbered, [x], [x], recorded.backward);
    const before = viewOf(x, x.sizes, x.strides, x.offset);
    x.become(turned);
    // A write, as PyTorch counts them: what saved the tensor would find it in another shape.
    x.storage.version++;
    node.settle(x, before);
    x.setHistory(node, 0);
    return x;
  });
}

/**
 * The sizes asked for, with a single −1 worked out from the number of elements.
 *
 * @throws RuntimeError where the sizes do not hold as many elements.
 */
export function resolveSizes(who: string, asked: readonly number[], from: readonly number[]): number[] {
  for (const size of asked) wholeNumber(who, 'a size', size);
  const count = product(from);
  const open = asked.filter((size) => size === -1).length;
  if (open > 1)
    throw new RuntimeError({ who, seen: shapeText(asked), expected: 'only one dimension can be inferred' });
  const known = product(asked.filter((size) => size !== -1));
  const fits = open === 0 ? known === count : known !== 0 && count % known === 0;
  if (!fits || asked.some((size) => size < -1)) {
    throw new RuntimeError({
      who,
      seen: `shape ${shapeText(asked)} is invalid for input of size ${count}`,
      expected: `sizes whose product is ${count}, the number of elements of ${shapeText(from)}`,
    });
  }
  return asked.map((size) => (size === -1 ? count / known : size));
}

/**
 * The strides that show the same storage in other sizes, or null where no strides can: when a new dimension
 * would span elements that do not lie at equal distances.
 *
 * The old dimensions fall into runs that are contiguous among themselves; each run must be cut into whole new
 * dimensions. Walks both shapes from the last dimension.
 */
export function stridesFor(
  sizes: readonly number[],
  strides: readonly number[],
  target: readonly number[],
): number[] | null {
  if (product(sizes) === 0) return contiguousStrides(target);
  const result = new Array<number>(target.length).fill(1);
  let at = target.length - 1;
  let run = 1;
  let step = strides.at(-1) ?? 1;
  for (let dim = sizes.length - 1; dim >= 0; dim--) {
    run *= sizes[dim] as number;
    const joined = dim > 0 && (sizes[dim - 1] === 1 || strides[dim - 1] === run * step);
    if (joined) continue;
    let filled = 1;
    while (at >= 0 && (filled < run || target[at] === 1)) {
      result[at] = filled * step;
      filled *= target[at] as number;
      at--;
    }
    if (filled !== run) return null;
    if (dim > 0) {
      run = 1;
      step = strides[dim - 1] as number;
    }
  }
  // A 0-d tensor, or leading sizes of 1 that no run has claimed.
  return result;
}
