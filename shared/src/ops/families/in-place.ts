import { RuntimeError } from '../../core/errors.ts';
import { canCast } from '../../core/promotion.ts';
import { sameSizes, shapeText } from '../../core/shape.ts';
import { moved } from '../../tensor/creation.ts';
import { GradNode, isGradEnabled, record } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { copyOf } from './computed.ts';
import { picked, positionsIn, withFilled } from './placement.ts';

/**
 * Writes the elements of `source`, stretched and converted, into `x`, and so into every view of its storage.
 * The graph is left as it is (see `assign`).
 *
 * @throws RuntimeError where `source` does not stretch to the shape of `x`: a tensor never grows in place.
 */
export function overwrite(who: string, x: Tensor, source: Tensor): void {
  x.storage.version++;
  // The offset of a part without elements may lie behind the storage.
  if (x.numel() === 0) return;
  if (x.sizes.some((size, dim) => size > 1 && x.strides[dim] === 0)) {
    throw new RuntimeError({
      who,
      seen: `a view of shape ${shapeText(x.sizes)} whose elements share storage (it comes from expand)`,
      hint: 'clone() it first',
    });
  }
  x.device.write(moved(source, x.device), x);
}

/**
 * The in-place form of an operation: writes `result`, which was computed from `x`, over `x`, and makes `x` the
 * result of that operation in the graph. Computing first keeps `x.add_(x.t())` right. `result` comes from one
 * recorded operation, which alone may hold `x`: nodes before it would find their operand changed.
 *
 * @throws RuntimeError where the result has another shape or a dtype of a higher kind than `x`, and, while
 * recording, where `x` is a leaf that requires a gradient.
 */
export function assign<T extends Tensor>(who: string, x: T, result: Tensor): T {
  if (!sameSizes(x.sizes, result.sizes)) {
    throw new RuntimeError({
      who,
      seen: `the result has shape ${shapeText(result.sizes)}, the tensor that is to hold it ${shapeText(x.sizes)}`,
      expected: `a result of the same shape: output with shape ${shapeText(x.sizes)} doesn't match the broadcast shape`,
      hint: `without the underscore, ${who.replace(/_$/, '')} gives a new tensor`,
    });
  }
  if (!canCast(result.dtype, x.dtype)) {
    throw new RuntimeError({
      who,
      seen: `result type ${result.dtype.scalarName} can't be cast to the desired output type ${x.dtype.scalarName}`,
      hint: 'convert first, with .float(): whole numbers make an int64 tensor',
    });
  }
  if (isGradEnabled()) requireNoLeaf(who, x);
  const node = isGradEnabled() ? result.gradFn : null;
  if (node === null) {
    overwrite(who, x, result);
    return x;
  }
  const before = copyOf(x, x.dtype);
  // With its history, for a formula that reads the old values may itself be differentiated.
  const history = x.gradFn;
  if (history !== null) before.setHistory(history, x.slot);
  overwrite(who, x, result);
  node.settle(x, before);
  if (x.base === null) x.setHistory(node, result.slot);
  else rebase(x.base, x, result);
  return x;
}

/**
 * A write through a view is a change of its base: from now on the base is its old self with the view's elements
 * replaced by `written`. The view itself reads its new history from there.
 */
function rebase(base: Tensor, x: Tensor, written: Tensor): void {
  const positions = positionsIn(base, x);
  const node = new GradNode('CopySlices', [base, written], [base], (grad) => [
    zeroedAt(grad, positions),
    picked('PickBackward', grad, positions, written.sizes),
  ]);
  base.setHistory(node, 0);
}

function zeroedAt(x: Tensor, positions: Int32Array): Tensor {
  const y = withFilled(x, positions, 0);
  return record(y, 'ZeroBackward', [x], (grad) => [zeroedAt(grad, positions)]);
}

/** The recorded results of `split`, `unbind` and their like. */
const severalResults = new WeakSet<Tensor>();

/** From now on an in-place operation on any of these views is refused, as in PyTorch. */
export function forbidWrites(views: readonly Tensor[]): void {
  for (const view of views) severalResults.add(view);
}

/**
 * @throws RuntimeError for a leaf that requires a gradient, whose old value would be lost to backward, and for one of
 * several views that one operation gave.
 */
export function requireNoLeaf(who: string, x: Tensor): void {
  if (severalResults.has(x)) {
    throw new RuntimeError({
      who,
      seen: `the tensor is one of several views that one operation gave (${x.gradFn?.name ?? 'its history is gone'})`,
      expected: 'a view from an operation with one result: backward could not tell the others from this one',
      hint: 'use the form without _, or select the part with at(…)',
    });
  }
  const leaf = x.base ?? x;
  if (!leaf.requiresGrad || !leaf.isLeaf) return;
  throw new RuntimeError({
    who,
    seen: `a ${leaf === x ? '' : 'view of a '}leaf Variable that requires grad is being used in an in-place operation`,
    hint: 'update parameters inside torch.noGrad(() => { … }), as optimizers do, or use the form without _',
    see: 'PyTorch, "In-place operations with autograd"',
  });
}
