import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { readEquation } from './einsum/equation.ts';
import { sumOfProducts } from './einsum/sum-of-products.ts';
import { requireTensor } from './families/operand.ts';
import { partialView, view } from './families/view.ts';
import { permute } from './permute.ts';
import { reshape } from './reshape.ts';
import { sum } from './sum.ts';
import { unsqueeze } from './unsqueeze.ts';

/**
 * Sums of products, named by their indices (Einstein's convention): an index that the result does not have is
 * summed over. `'ij,jk->ik'` is the matrix product, `'ii->i'` the diagonal, `'bij->bji'` a transposed batch;
 * `...` stands for dimensions that broadcast.
 *
 * ```ts
 * const x = torch.tensor([[1, 2], [3, 4]]);
 * torch.einsum('ij->j', x); // → tensor([4, 6])
 * torch.einsum('ij,jk->ik', x, x); // → tensor([[ 7, 10],\n        [15, 22]])
 * torch.einsum('ii', x); // → tensor(5)
 * ```
 *
 * @throws RuntimeError where the equation is malformed, or an index has two sizes.
 */
export function einsum(equation: string, ...given: readonly (Tensor | readonly Tensor[])[]): Tensor {
  if (typeof equation !== 'string') {
    throw new ArgumentError({
      who: 'einsum',
      seen: describe(equation),
      expected: "an equation such as 'ij,jk->ik'",
    });
  }
  const tensors = given.flat() as Tensor[];
  for (const x of tensors) requireTensor('einsum', x);
  const { operands, output, summed } = readEquation(
    equation,
    tensors.map((x) => x.sizes),
  );
  const labels = [...output, ...summed];
  requireOneSize(operands, tensors);
  const aligned = tensors.map((x, i) => align(x, operands[i] as readonly unknown[], labels));
  return contract(aligned, output.length);
}

/** The operand with a dimension for every label, in their order; those it does not have are of size 1. */
function align(x: Tensor, own: readonly unknown[], labels: readonly unknown[]): Tensor {
  const names = [...new Set(own)];
  let y = names.length === own.length ? x : diagonal(x, own, names);
  for (let missing = labels.length - names.length; missing > 0; missing--) y = unsqueeze(y, -1);
  let next = names.length;
  return permute(
    y,
    labels.map((label) => (names.includes(label) ? names.indexOf(label) : next++)),
  );
}

/** The elements whose indices agree wherever a label stands twice. */
function diagonal(x: Tensor, own: readonly unknown[], names: readonly unknown[]): Tensor {
  return partialView('DiagonalBackward0', x, (strides, offset) => ({
    sizes: names.map((name) => x.sizes[own.indexOf(name)] as number),
    strides: names.map((name) =>
      strides.reduce((step, stride, dim) => (own[dim] === name ? step + stride : step), 0),
    ),
    offset,
  }));
}

/** Multiplies from left to right, and sums every dimension behind the first `kept` as soon as nobody needs it. */
function contract(operands: readonly Tensor[], kept: number): Tensor {
  const [first, ...others] = operands as [Tensor, ...Tensor[]];
  const summed = first.sizes.map((_, dim) => dim).slice(kept);
  if (others.length === 0) return summed.length === 0 ? first : sum(first, summed);
  const total = others.reduce((a, b, at) => {
    const needed = (dim: number): boolean => others.slice(at + 1).some((x) => x.sizes[dim] !== 1);
    const done = summed.filter((dim) => !needed(dim));
    const inBoth = (dim: number): boolean => a.sizes[dim] !== 1 && b.sizes[dim] !== 1;
    const alone = done.filter((dim) => !inBoth(dim));
    return sumOfProducts(summedAlone(a, alone), summedAlone(b, alone), done.filter(inBoth));
  }, first);
  if (summed.length === 0) return total;
  const from = total.sizes;
  return view(
    'ViewBackward0',
    total,
    from.slice(0, kept),
    total.strides.slice(0, kept),
    total.offset,
    (grad) => [reshape(grad, from)],
  );
}

function summedAlone(x: Tensor, dims: readonly number[]): Tensor {
  const own = dims.filter((dim) => x.sizes[dim] !== 1);
  return own.length === 0 ? x : sum(x, own, true);
}

/** @throws RuntimeError where a label has two sizes, unless one of them is 1. */
function requireOneSize(operands: readonly (readonly unknown[])[], tensors: readonly Tensor[]): void {
  const seen = new Map<unknown, number>();
  operands.forEach((labels, at) => {
    const own = new Map<unknown, number>();
    const x = tensors[at] as Tensor;
    labels.forEach((label, dim) => {
      const size = x.sizes[dim] as number;
      const before = seen.get(label) ?? 1;
      const repeated = own.get(label);
      if (repeated !== undefined && repeated !== size) {
        throw new RuntimeError({
          who: 'einsum',
          seen:
            `subscript ${String(label)} is repeated for operand ${at} of shape ${shapeText(x.sizes)}, but the sizes ` +
            `don't match, ${size} != ${repeated}`,
        });
      }
      if (size !== before && size !== 1 && before !== 1) {
        throw new RuntimeError({
          who: 'einsum',
          seen:
            `subscript ${String(label)} has size ${size} for operand ${at} which does not broadcast with ` +
            `previously seen size ${before}`,
          expected: 'one size for each letter',
        });
      }
      own.set(label, size);
      seen.set(label, before === 1 ? size : before);
    });
  });
}
