import { RuntimeError } from '../../core/errors.ts';
import { product, shapeText } from '../../core/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { add } from '../add.ts';
import { addmm } from '../addmm.ts';
import { bind } from '../families/bound-arguments.ts';
import { requireTensor } from '../families/operand.ts';
import { unsafeView } from '../families/unsafe-view.ts';
import { matmul } from '../matmul.ts';
import { reshape } from '../reshape.ts';
import { t } from '../t.ts';

/** The bias as an option. */
export interface BiasOption {
  readonly bias?: Tensor | null;
}

/**
 * y = x Wᵀ + b: PyTorch's `F.linear`. The weight has the shape (out, in), the input (…, in), the bias (out,), the
 * result (…, out).
 *
 * ```ts
 * const w = torch.tensor([[1, 2], [3, 4], [5, 6]]);
 * F.linear(torch.tensor([1, 1]), w, torch.tensor([0, 0, 100])); // → tensor([  3,   7, 111])
 * ```
 *
 * @throws RuntimeError where the last size of the input is not that of the weight, or the dtypes differ.
 */
export function linear(x: Tensor, weight: Tensor, given: Tensor | null | BiasOption = null): Tensor {
  const who = 'linear';
  const bias = biasOf(who, given);
  requireTensor(who, x);
  requireTensor(who, weight);
  check(x, weight);
  if (bias === null) return matmul(x, t(weight));
  // One operation for product and sum, where the input has rows.
  if (x.ndim === 2) return addmm(bias, x, t(weight));
  if (x.ndim === 3 && x.isContiguous()) {
    const outside = x.sizes.slice(0, -1) as [number, number];
    const rows = reshape(x, [outside[0] * outside[1], x.sizes[2] as number]);
    const y = addmm(bias, rows, t(weight));
    return unsafeView('ViewBackward0', y, [...outside, y.sizes[1] as number]);
  }
  return add(matmul(x, t(weight)), bias);
}

/** The bias, given in its place or as an option. @throws TypeError for what is no tensor. */
export function biasOf(who: string, given: Tensor | null | BiasOption): Tensor | null {
  if (given === null || given instanceof Tensor) return given;
  return bind(who, [given], ['bias']).tensor('bias');
}

function check(x: Tensor, weight: Tensor): void {
  const who = 'linear';
  if (x.ndim === 0 || weight.ndim === 0) {
    throw new RuntimeError({
      who,
      seen: `both arguments need to be at least 1D, but they are ${x.ndim}D and ${weight.ndim}D`,
    });
  }
  if (x.dtype !== weight.dtype) {
    throw new RuntimeError({
      who,
      seen: `the input has dtype ${x.dtype}, the weight ${weight.dtype}: expected scalar type ${x.dtype.scalarName} but found ${weight.dtype.scalarName}`,
      expected: 'mat1 and mat2 of the same dtype',
      hint: 'whole numbers make an int64 tensor; convert the input with .float()',
    });
  }
  const inside = weight.sizes.at(-1) as number;
  if (x.sizes.at(-1) === inside) return;
  const [rows, columns] = [product(x.sizes.slice(0, -1)), x.sizes.at(-1)];
  throw new RuntimeError({
    who,
    seen:
      `the input has shape ${shapeText(x.sizes)}, the weight ${shapeText(weight.sizes)}: ` +
      `mat1 and mat2 shapes cannot be multiplied (${rows}x${columns} and ${[...weight.sizes].reverse().join('x')})`,
    expected: `an input whose last size is ${inside}, the number of inputs of the layer`,
    hint: x.ndim > 2 && product(x.sizes.slice(1)) === inside ? 'did you mean x.flatten(1)?' : undefined,
  });
}
