import { normalizeDim } from '../core/shape.ts';
import { type LaneMap, simd, type WgslLaneMap } from '../device/formulas.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { exp } from './exp.ts';
import { mapLanes } from './families/lane-map.ts';
import { wgslLargest, wgslSum } from './families/lane-sum.ts';
import { method } from './families/methods.ts';
import { ofEachArithmetic } from './families/softmax-lanes.ts';
import { type SoftmaxOptions, softmaxOptions } from './families/softmax-options.ts';
import { largestOf } from './logsumexp.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';
import { convert } from './to.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * log softmax(x) along `dim`, computed as x − logsumexp(x): finite where softmax itself rounds to 0.
     *
     * ```ts
     * torch.tensor([0, 200], { dtype: torch.float32 }).logSoftmax(0); // → tensor([-200.,    0.])
     * ```
     *
     * @throws RuntimeError for an integer or bool tensor; IndexError for a `dim` that is not there.
     */
    logSoftmax(dim: number | SoftmaxOptions, options?: SoftmaxOptions): Tensor;
  }
}

const wgsl: WgslLaneMap = {
  folds: { m: wgslLargest, total: { ...wgslSum, each: 's + exponential(x - m)' } },
  result: '(x - m) - logarithm(total)',
};

const backwardWgsl: WgslLaneMap = {
  folds: { all: wgslSum },
  result: 'x - exponential(b) * all',
};

const lanes = ofEachArithmetic(({ exp: exponential, round, sum, suffix }): LaneMap => {
  const float: LaneMap['float'] = (x, start, end, y) => {
    const m = largestOf(x, start, end);
    for (let i = start; i < end; i++) y[i] = exponential(round((x[i] as number) - m));
    const logTotal = round(Math.log(sum(y, start, end)));
    // (x − m) − log total, not x − (m + log total): for large m the sum would round its small part away.
    for (let i = start; i < end; i++) y[i] = round((x[i] as number) - m) - logTotal;
  };
  return {
    name: 'logSoftmax',
    float: suffix === undefined ? float : simd(`logSoftmax${suffix}`, float),
    wgsl,
  };
});

export function logSoftmax(x: Tensor, dim: number | SoftmaxOptions, options?: SoftmaxOptions): Tensor {
  const { dim: given, dtype } = softmaxOptions('logSoftmax', x, dim, options);
  const at = normalizeDim('logSoftmax', given, x.ndim);
  const logits = convert(x, dtype);
  const result = mapLanes(logits, at, lanes(dtype, at, x.ndim), dtype);
  return record(result, 'LogSoftmaxBackward0', [logits], (grad, { y }) => [logSoftmaxBackward(grad, y, at)]);
}

const gradientLanes = ofEachArithmetic(({ exp: exponential, round, sum: total, suffix }): LaneMap => {
  const loop: LaneMap['float'] = (gs, start, end, out, ys) => {
    const all = total(gs, start, end);
    for (let i = start; i < end; i++) out[i] = (gs[i] as number) - round(exponential(ys[i] as number)) * all;
  };
  const float = suffix === undefined ? loop : simd(`logSoftmaxGradient${suffix}`, loop);
  return { name: 'logSoftmaxBackward', float, wgsl: backwardWgsl };
});

/** dL/dx = g − eʸ Σ g, for y = log softmax(x). */
function logSoftmaxBackward(g: Tensor, y: Tensor, dim: number): Tensor {
  const result = mapLanes(g, dim, gradientLanes(g.dtype, dim, g.ndim), g.dtype, y);
  return record(result, 'LogSoftmaxBackwardDataBackward0', [g, y], (grad, node) => {
    const [gSaved, p] = [node.tensor(0), exp(node.tensor(1))];
    return [
      node.needs(0) ? sub(grad, sum(mul(grad, p), dim, true)) : null,
      node.needs(1) ? neg(mul(mul(grad, p), sum(gSaved, dim, true))) : null,
    ];
  });
}

method('logSoftmax', logSoftmax);
