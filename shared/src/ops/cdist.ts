import type { FloatArray } from '../core/dtype.ts';
import { RuntimeError } from '../core/errors.ts';
import { broadcastSizes, shapeText } from '../core/shape.ts';
import type { Kernel } from '../device/kernel.ts';
import { type GradNode, record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { abs } from './abs.ts';
import { div } from './div.ts';
import { eq } from './eq.ts';
import { expand } from './expand.ts';
import { bind } from './families/bound-arguments.ts';
import { computed } from './families/computed.ts';
import { dtypeComplaint, requireTensor } from './families/operand.ts';
import { sumTo } from './families/sum-to.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { pow } from './pow.ts';
import { sign } from './sign.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';
import { unsqueeze } from './unsqueeze.ts';
import { where } from './where.ts';

/** The order of the norm; 2 unless given. `computeMode` chooses a way to the same numbers, and changes nothing. */
export interface DistanceOptions {
  readonly p?: number;
  readonly computeMode?: string;
}

/**
 * The distance of every row of `a` (…, n, k) from every row of `b` (…, m, k): (…, n, m). It is the p-norm of their
 * difference; p may be 0 (how many elements differ) and Infinity (the largest difference).
 *
 * ```ts
 * const points = torch.tensor([[0.0, 0.5], [3, 4.5]], { dtype: torch.float32 });
 * torch.cdist(points, points); // → tensor([[0., 5.],\n        [5., 0.]])
 * ```
 *
 * @throws RuntimeError where rows have different lengths, or the dtype is no float.
 */
export function cdist(a: Tensor, b: Tensor, p?: number | DistanceOptions, rest?: DistanceOptions): Tensor {
  requireTensor('cdist', a);
  requireTensor('cdist', b);
  const given = bind('cdist', [p, rest], ['p', 'computeMode']);
  const order = given.number('p', 2);
  check(a, b, order);
  const [n, m, k] = [a.sizes.at(-2), b.sizes.at(-2), a.sizes.at(-1)] as [number, number, number];
  const batch = broadcastSizes('cdist', a.sizes.slice(0, -2), b.sizes.slice(0, -2));
  const inputs = [
    expand('cdist', a.detach(), [...batch, n, k]),
    expand('cdist', b.detach(), [...batch, m, k]),
  ] as const;
  const y = computed('cdist', distances, inputs, a.dtype, [...batch, n, m], { n, m, k, p: order });
  return record(y, 'CdistBackward0', [a, b], (grad, node) => {
    const slope = mul(unsqueeze(grad, -1), direction(node, order));
    return [
      node.needs(0) ? sumTo(sum(slope, -2), node.outline(0)) : null,
      node.needs(1) ? sumTo(neg(sum(slope, -3)), node.outline(1)) : null,
    ];
  });
}

/** How many rows there are on either side of a batch, how long they are, and the order of the norm. */
interface Rows {
  readonly n: number;
  readonly m: number;
  readonly k: number;
  readonly p: number;
}

const distances: Kernel<readonly [a: FloatArray, b: FloatArray], readonly [FloatArray], Rows> = {
  name: 'cdist',
  cpu: ([a, b], [y], { n, m, k, p }) => {
    const difference = new Float64Array(k);
    for (let at = 0; at < y.length; at++) {
      const row = Math.floor(at / m);
      const startA = row * k;
      const startB = (Math.floor(row / n) * m + (at % m)) * k;
      for (let i = 0; i < k; i++)
        difference[i] = Math.abs((a[startA + i] as number) - (b[startB + i] as number));
      y[at] = norm(difference, p);
    }
  },
};

function norm(x: Float64Array, p: number): number {
  let total = 0;
  if (p === Number.POSITIVE_INFINITY) for (const value of x) total = Math.max(total, value);
  else if (p === 0) for (const value of x) total += value === 0 ? 0 : 1;
  else if (p === 1) for (const value of x) total += value;
  else if (p === 2) for (const value of x) total += value * value;
  else for (const value of x) total += value ** p;
  return p === 2 ? Math.sqrt(total) : p === 0 || p === 1 || !Number.isFinite(p) ? total : total ** (1 / p);
}

/** The derivative of every distance by the difference of its two rows; 0 where the rows are the same. */
function direction(node: GradNode, p: number): Tensor {
  const difference = sub(unsqueeze(node.tensor(0), -2), unsqueeze(node.tensor(1), -3));
  if (p === 0) return mul(difference, 0);
  if (p === 1) return sign(difference);
  const distance = unsqueeze(node.y, -1);
  const same = eq(distance, 0);
  if (p === Number.POSITIVE_INFINITY) return where(eq(abs(difference), distance), sign(difference), 0);
  const length = where(same, 1, distance);
  if (p === 2) return where(same, 0, div(difference, length));
  const size = where(eq(difference, 0), 0, pow(abs(where(eq(difference, 0), 1, difference)), p - 1));
  return where(same, 0, mul(sign(difference), div(size, pow(length, p - 1))));
}

function check(a: Tensor, b: Tensor, p: number): void {
  const who = 'cdist';
  if (!a.isFloatingPoint()) throw dtypeComplaint(who, a.dtype, 'only floating-point dtypes');
  if (a.dtype !== b.dtype) {
    throw new RuntimeError({
      who,
      seen: `expected scalar type ${a.dtype.scalarName} but found ${b.dtype.scalarName}`,
    });
  }
  if (a.ndim < 2 || b.ndim < 2) {
    throw new RuntimeError({
      who,
      seen: `${shapeText(a.sizes)} and ${shapeText(b.sizes)}`,
      expected: 'cdist only supports at least 2D tensors, each row a point',
    });
  }
  if (a.sizes.at(-1) !== b.sizes.at(-1)) {
    throw new RuntimeError({
      who,
      seen: `X1 and X2 must have the same number of columns. X1: ${a.sizes.at(-1)} X2: ${b.sizes.at(-1)}`,
    });
  }
  if (!(p >= 0))
    throw new RuntimeError({
      who,
      seen: `p is ${p}`,
      expected: 'cdist only supports non-negative p values',
    });
}
