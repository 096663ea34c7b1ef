import type { FloatArray } from '../../core/dtype.ts';
import type { WgslFold } from '../../device/formulas.ts';
import { type Backward, record, recordAll } from '../../tensor/graph.ts';
import { tuple } from '../../tensor/named-tuple.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { add } from '../add.ts';
import { div } from '../div.ts';
import { eq } from '../eq.ts';
import { mean, meanOf } from '../mean.ts';
import { mul } from '../mul.ts';
import { sub } from '../sub.ts';
import { where } from '../where.ts';
import { wgslMean, wgslSum } from './lane-sum.ts';
import { dtypeComplaint } from './operand.ts';
import {
  type Lanes,
  lanesOf,
  type ReductionDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
  spread,
} from './reduction.ts';

/*
 * The variance family: `var`, `std`, and both with the mean. The variance of n elements is
 * Σ (x − mean)² / (n − correction).
 */

export interface VarianceOptions extends ReductionOptions {
  /** What is taken off n in the divisor. */
  readonly correction?: number | null;
  /** true is correction 1, false is correction 0. */
  readonly unbiased?: boolean;
}

/** The forms in which PyTorch takes the arguments: `var(dim, unbiased, keepdim)`, `var(unbiased)`, and options. */
export type VarianceArguments = readonly [
  dim?: ReductionDim | VarianceOptions | boolean,
  unbiased?: boolean | VarianceOptions,
  keepdim?: boolean | VarianceOptions,
];

/** A measure of how far the elements lie apart: the variance, or its root. */
interface Measure {
  readonly name: string;
  readonly of: (variance: number) => number;
  /** The same in WGSL, of the sum of squares `s`, with the correction `k().x`. */
  readonly wgsl: string;
  /** dL/dvariance from dL/dy. */
  readonly backward: (grad: Tensor, y: Tensor) => Tensor;
}

export const variance: Measure = {
  name: 'var',
  of: (v) => v,
  wgsl: 'ratio(s, larger(n - k().x, 0.0))',
  backward: (grad) => grad,
};

export const deviation: Measure = {
  name: 'std',
  of: Math.sqrt,
  wgsl: `root(${variance.wgsl})`,
  // The root has no slope at 0: PyTorch takes 0.
  backward: (grad, y) => where(eq(y, 0), 0, div(grad, mul(y, 2))),
};

/** Makes `var` or `std`. */
export function spreadMeasure(name: string, nodeName: string, measure: Measure) {
  return (x: Tensor, ...args: VarianceArguments): Tensor => {
    const { lanes, correction } = readArguments(name, x, args);
    const y = measured(x, lanes, correction, measure);
    return record(y, nodeName, [x], (grad, node) => [
      varianceGradient(measure.backward(grad, node.y), node.x, lanes, correction),
    ]);
  };
}

/** Makes `varMean` or `stdMean`. */
export function spreadMeasureAndMean(name: string, nodeName: string, measure: Measure) {
  return (x: Tensor, ...args: VarianceArguments): readonly [Tensor, Tensor] => {
    const { lanes, correction } = readArguments(name, x, args);
    const y = measured(x, lanes, correction, measure);
    const center = reduceLanes(x, lanes, { name: 'mean', float: meanOf, wgsl: wgslMean }, x.dtype, x.dtype);
    const backward: Backward = (_, node, [ofSpread, ofMean]) => {
      const a = ofSpread && varianceGradient(measure.backward(ofSpread, node.y), node.x, lanes, correction);
      const b = ofMean && div(spread(ofMean, lanes), lanes.length);
      return [a && b ? add(a, b) : (a ?? b ?? null)];
    };
    recordAll([y, center], nodeName, [x], backward);
    return tuple(y, center);
  };
}

function readArguments(
  name: string,
  x: Tensor,
  [first, second, third]: VarianceArguments,
): { lanes: Lanes; correction: number } {
  if (typeof first === 'boolean') {
    return readArguments(name, x, [
      null,
      typeof second === 'object' ? { unbiased: first, ...second } : first,
    ]);
  }
  const keepdim = typeof third === 'boolean' ? { keepdim: third } : third;
  const rest = typeof second === 'boolean' ? { unbiased: second, ...keepdim } : { ...second, ...keepdim };
  const known = ['dim', 'keepdim', 'correction', 'unbiased'];
  const options: VarianceOptions = reductionOptions(name, x, first, rest, {}, known);
  if (!x.isFloatingPoint()) {
    throw dtypeComplaint(name, x.dtype, 'std and var only support floating point dtypes');
  }
  const correction = options.correction ?? (options.unbiased === false ? 0 : 1);
  return { lanes: lanesOf(name, x, options), correction };
}

function measured(x: Tensor, lanes: Lanes, correction: number, measure: Measure): Tensor {
  const float = (x: FloatArray, start: number, end: number): number => {
    const center = meanOf(x, start, end);
    let squares = 0;
    for (let i = start; i < end; i++) squares += ((x[i] as number) - center) ** 2;
    return measure.of(squares / Math.max(end - start - correction, 0));
  };
  const wgsl: WgslFold = {
    ...wgslSum,
    before: { center: wgslMean },
    each: 's + (x - center) * (x - center)',
    last: measure.wgsl,
    constants: [correction],
  };
  return reduceLanes(x, lanes, { name: measure.name, float, wgsl }, x.dtype, x.dtype);
}

/** 2 · (x − mean) / (n − correction) · grad. For a 0-d tensor PyTorch takes ∞ · grad where the divisor is 0. */
function varianceGradient(grad: Tensor, x: Tensor, lanes: Lanes, correction: number): Tensor {
  if (x.ndim === 0 && correction === 1) return mul(grad, Number.POSITIVE_INFINITY);
  const centered = sub(x, mean(x, lanes.dims, true));
  return mul(mul(spread(grad, lanes), 2 / (lanes.length - correction)), centered);
}
