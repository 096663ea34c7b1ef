import { RuntimeError } from '../../core/errors.ts';
import { broadcastSizes, sameSizes, shapeText } from '../../core/shape.ts';
import { requireTensor } from '../../ops/families/operand.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { warnOnce } from './warn-once.ts';

/** @throws TypeError unless input and target are tensors. */
export function requirePair(who: string, x: unknown, target: unknown): void {
  requireTensor(who, x);
  requireTensor(who, target);
}

/**
 * Warns where prediction and target differ in shape. (n, 1) beside (n,) broadcasts to (n, n): every prediction
 * is compared with every target, and training goes wrong without an error.
 */
export function warnOfSizes(x: Tensor, target: Tensor): void {
  if (sameSizes(x.sizes, target.sizes)) return;
  warnOnce(
    `Using a target size (torch.Size([${target.sizes.join(', ')}])) that is different to the input size ` +
      `(torch.Size([${x.sizes.join(', ')}])). This will likely lead to incorrect results due to broadcasting. ` +
      'Please ensure they have the same size.',
  );
}

/** @throws RuntimeError for an argument that the loss treats as a constant, but that requires a gradient. */
export function requireConstant(who: string, name: string, x: Tensor | null): void {
  if (x === null || !x.requiresGrad) return;
  throw new RuntimeError({
    who,
    seen: `the function is not differentiable with respect to argument '${name}', which requires grad`,
    hint: `detach() the ${name}`,
  });
}

/** @throws RuntimeError unless a weight stretches to the shape of the losses. */
export function requireStretching(who: string, name: string, x: Tensor, sizes: readonly number[]): void {
  if (sameSizes(broadcastSizes(who, sizes, x.sizes), sizes)) return;
  throw new RuntimeError({
    who,
    seen: `${name} has shape ${shapeText(x.sizes)}, the losses ${shapeText(sizes)}`,
    expected: `a ${name} that broadcasts to ${shapeText(sizes)}`,
  });
}
