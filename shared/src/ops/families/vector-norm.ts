import type { FloatArray } from '../../core/dtype.ts';
import { RuntimeError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import type { WgslFold } from '../../device/formulas.ts';
import { type GradNode, record } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { abs } from '../abs.ts';
import { countOf } from '../count-nonzero.ts';
import { div } from '../div.ts';
import { eq } from '../eq.ts';
import { mul } from '../mul.ts';
import { pow } from '../pow.ts';
import { sign } from '../sign.ts';
import { convert } from '../to.ts';
import { where } from '../where.ts';
import { sharedAmong } from './extreme.ts';
import { wgslLargest, wgslSmallest, wgslSum } from './lane-sum.ts';
import { dtypeComplaint } from './operand.ts';
import { kept, type Lanes, lanesOf, type ReductionOptions, reduceLanes, spread } from './reduction.ts';

/**
 * The p-norm (Σ |x|ᵖ)^(1/p) over all elements or along `dim`. p = ∞ is the largest |x|, −∞ the smallest, and 0
 * counts the elements that are not 0. `node` is PyTorch's name of the recorded node.
 *
 * Where the norm is 0 its gradient is taken to be 0.
 */
export function vectorNorm(
  who: string,
  node: string,
  x: Tensor,
  p: number,
  options: ReductionOptions,
): Tensor {
  const dtype = options.dtype ?? x.dtype;
  if (!dtype.isFloatingPoint) throw dtypeComplaint(who, dtype, 'a floating point dtype');
  const elements = convert(x, dtype);
  const lanes = lanesOf(who, elements, options);
  if (lanes.length === 0 && (p < 0 || p === Number.POSITIVE_INFINITY)) {
    throw new RuntimeError({
      who,
      seen: `a tensor of shape ${shapeText(x.sizes)} without elements to reduce, and p = ${p}`,
      expected: 'at least one element: the operation does not have an identity',
    });
  }
  const y = reduceLanes(
    elements,
    lanes,
    { name: `norm${p}`, float: normOf(p), wgsl: wgslOf(p) },
    dtype,
    dtype,
  );
  return record(y, node, [elements], (grad, node) => [gradient(grad, node, p, lanes)]);
}

type Norm = (x: FloatArray, start: number, end: number) => number;

function normOf(p: number): Norm {
  switch (p) {
    case 0:
      return countOf;
    case 1:
      return sumOfPowers((x) => Math.abs(x));
    case 2: {
      const squares = sumOfPowers((x) => x * x);
      return (x, start, end) => Math.sqrt(squares(x, start, end));
    }
    case Number.POSITIVE_INFINITY:
      return extremeSize(Math.max, 0);
    case Number.NEGATIVE_INFINITY:
      return extremeSize(Math.min, Number.POSITIVE_INFINITY);
    default: {
      const powers = sumOfPowers((x) => Math.abs(x) ** p);
      return (x, start, end) => powers(x, start, end) ** (1 / p);
    }
  }
}

/** The same in WGSL. */
function wgslOf(p: number): WgslFold {
  if (p === Number.POSITIVE_INFINITY) return { ...wgslLargest, start: '0.0', each: 'larger(s, absolute(x))' };
  if (p === Number.NEGATIVE_INFINITY) return { ...wgslSmallest, each: 'smaller(s, absolute(x))' };
  return { ...wgslSum, each: 's + normTerm(x, k().x)', last: 'normOfSum(s, k().x)', constants: [p] };
}

function sumOfPowers(power: (x: number) => number): Norm {
  return (x, start, end) => {
    let total = 0;
    for (let i = start; i < end; i++) total += power(x[i] as number);
    return total;
  };
}

function extremeSize(choose: (a: number, b: number) => number, first: number): Norm {
  return (x, start, end) => {
    let best = first;
    for (let i = start; i < end; i++) best = choose(best, Math.abs(x[i] as number));
    return best;
  };
}

/** dL/dx from dL/dy: x · |x|ᵖ⁻² · (grad / yᵖ⁻¹), or what that becomes for a special p. */
function gradient(grad: Tensor, node: GradNode, p: number, lanes: Lanes): Tensor | null {
  // A count does not change with the elements.
  if (p === 0) return null;
  const { x } = node;
  const upstream = spread(grad, lanes);
  if (p === 1) return mul(upstream, sign(x));
  const y = kept(node.y, lanes);
  if (Math.abs(p) === Number.POSITIVE_INFINITY) {
    return mul(sign(x), sharedAmong(eq(abs(x), y), grad, lanes));
  }
  // Divides by 1 where the norm is 0: then so is every x, and the gradient 0 · grad.
  const norm = where(eq(y, 0), 1, y);
  if (p === 2) return mul(upstream, div(x, norm));
  const sizes = abs(x);
  if (p > 2) return mul(mul(x, pow(sizes, p - 2)), div(upstream, pow(norm, p - 1)));
  // |x|ᵖ⁻¹ has a pole at 0 for p < 1; there the gradient is taken to be 0.
  const slopes = mul(sign(x), pow(where(eq(sizes, 0), 1, sizes), p - 1));
  return mul(slopes, div(upstream, pow(norm, p - 1)));
}
