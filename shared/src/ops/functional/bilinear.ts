import { RuntimeError } from '../../core/errors.ts';
import { product, sameSizes, shapeText } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { add } from '../add.ts';
import { einsum } from '../einsum.ts';
import { requireTensor } from '../families/operand.ts';
import { reshape } from '../reshape.ts';
import { type BiasOption, biasOf } from './linear.ts';

/**
 * y[…, o] = Σᵢⱼ a[…, i] W[o, i, j] b[…, j] + bias[o]: PyTorch's `F.bilinear`. The inputs are (…, i) and (…, j), the
 * weight (out, i, j), the bias (out,).
 *
 * @throws RuntimeError where the sizes do not fit.
 */
export function bilinear(
  a: Tensor,
  b: Tensor,
  weight: Tensor,
  given: Tensor | null | BiasOption = null,
): Tensor {
  const who = 'bilinear';
  for (const x of [a, b, weight]) requireTensor(who, x);
  const bias = biasOf(who, given);
  if (a.ndim === 0 || !sameSizes(a.sizes.slice(0, -1), b.sizes.slice(0, -1)) || a.ndim !== b.ndim) {
    throw new RuntimeError({
      who,
      seen: `inputs ${shapeText(a.sizes)} and ${shapeText(b.sizes)}`,
      expected: 'input batch dimensions that match, apart from the last',
    });
  }
  const [out, left, right] = weight.sizes as [number, number, number];
  for (const [name, x, size] of [
    ['input1', a, left],
    ['input2', b, right],
  ] as const) {
    if (weight.ndim === 3 && x.sizes.at(-1) === size) continue;
    throw new RuntimeError({
      who,
      seen: `${name} size does not match weight size: got ${x.sizes.at(-1)} but expected ${size}`,
      expected: `a weight (out, in1, in2), not ${shapeText(weight.sizes)}`,
    });
  }
  const outside = a.sizes.slice(0, -1);
  const rows = product(outside);
  const y = einsum('ni,oij,nj->no', reshape(a, [rows, left]), weight, reshape(b, [rows, right]));
  return reshape(bias === null ? y : add(y, bias), [...outside, out]);
}
