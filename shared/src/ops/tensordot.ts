import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { normalizeDims, product, shapeText } from '../core/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';
import { mm } from './mm.ts';
import { permute } from './permute.ts';
import { reshape } from './reshape.ts';
import { sum } from './sum.ts';

/** How many dimensions to contract, or which: those of the first tensor, then their partners in the second. */
export type ContractedDims = number | readonly [readonly number[], readonly number[]];

/**
 * The sum of products over pairs of dimensions: the last `dims` of `a` with the first `dims` of `b`, or the pairs
 * that `[[of a], [of b]]` names. The result has what is left of `a`, then what is left of `b`.
 *
 * ```ts
 * const x = torch.arange(6).reshape(2, 3);
 * torch.tensordot(x, x, [[0, 1], [0, 1]]); // → tensor(55)
 * torch.tensordot(x, x.t(), 1).shape; // → torch.Size([2, 2])
 * ```
 *
 * @throws RuntimeError where the sizes of a pair differ.
 */
export function tensordot(
  a: Tensor,
  b: Tensor,
  dims: ContractedDims | { readonly dims?: ContractedDims } = 2,
): Tensor {
  const who = 'tensordot';
  requireTensor(who, a);
  requireTensor(who, b);
  const [ofA, ofB] = contractedDims(a, b, dims);
  for (const [i, dim] of ofA.entries()) {
    const [sizeA, sizeB] = [a.sizes[dim] as number, b.sizes[ofB[i] as number] as number];
    if (sizeA === sizeB || sizeA === 1 || sizeB === 1) continue;
    throw new RuntimeError({
      who,
      seen:
        `contracted dimensions need to match, but first has size ${sizeA} in dim ${dim} and second has size ${sizeB} ` +
        `in dim ${ofB[i]}: ${shapeText(a.sizes)} and ${shapeText(b.sizes)}`,
    });
  }
  // A dimension of size 1 stretches to its partner: the partner is summed first.
  const left = summedWhereOne(a, ofA, b, ofB);
  const right = summedWhereOne(b, ofB, a, ofA);
  const restA = a.sizes.map((_, dim) => dim).filter((dim) => !ofA.includes(dim));
  const restB = b.sizes.map((_, dim) => dim).filter((dim) => !ofB.includes(dim));
  const sizesA = restA.map((dim) => a.sizes[dim] as number);
  const sizesB = restB.map((dim) => b.sizes[dim] as number);
  const inner = product(ofA.map((dim) => left.sizes[dim] as number));
  return reshape(
    mm(
      reshape(permute(left, [...restA, ...ofA]), [product(sizesA), inner]),
      reshape(permute(right, [...ofB, ...restB]), [inner, product(sizesB)]),
    ),
    [...sizesA, ...sizesB],
  );
}

function summedWhereOne(
  x: Tensor,
  dims: readonly number[],
  other: Tensor,
  otherDims: readonly number[],
): Tensor {
  const lone = dims.filter((dim, i) => x.sizes[dim] !== 1 && other.sizes[otherDims[i] as number] === 1);
  return lone.length === 0 ? x : sum(x, lone, true);
}

function contractedDims(
  a: Tensor,
  b: Tensor,
  given: ContractedDims | { readonly dims?: ContractedDims },
): [number[], number[]] {
  const who = 'tensordot';
  const isOptions = typeof given === 'object' && !Array.isArray(given);
  if (isOptions) checkOptions(who, given, ['dims']);
  const dims = isOptions ? ((given as { dims?: ContractedDims }).dims ?? 2) : (given as ContractedDims);
  if (typeof dims === 'number') {
    if (!Number.isInteger(dims) || dims < 0 || dims > Math.min(a.ndim, b.ndim)) {
      throw new RuntimeError({
        who,
        seen: `dims is ${dims} for tensors of ${a.ndim} and ${b.ndim} dimensions`,
        expected: `tensordot expects dims >= 0, at most ${Math.min(a.ndim, b.ndim)}`,
      });
    }
    const counted = Array.from({ length: dims }, (_, i) => i);
    return [counted.map((i) => i + a.ndim - dims), counted];
  }
  const [ofA, ofB] = dims;
  if (!Array.isArray(ofA) || !Array.isArray(ofB)) {
    throw new ArgumentError({
      who,
      seen: `dims is ${describe(dims)}`,
      expected: 'a number, or two lists such as [[1], [0]]',
    });
  }
  if (ofA.length !== ofB.length) {
    throw new RuntimeError({
      who,
      seen: `dims names ${ofA.length} dimensions of the first tensor and ${ofB.length} of the second`,
      expected: 'both dimension lists of the same length',
    });
  }
  return [normalizeDims(who, ofA, a.ndim), normalizeDims(who, ofB, b.ndim)];
}
