import { normalizeDim } from '../core/shape.ts';
import { type LaneMap, simd, type WgslLaneMap } from '../device/formulas.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { mapLanes } from './families/lane-map.ts';
import { wgslLargest, wgslSum } from './families/lane-sum.ts';
import { method } from './families/methods.ts';
import { ofEachArithmetic } from './families/softmax-lanes.ts';
import { type SoftmaxOptions, softmaxOptions } from './families/softmax-options.ts';
import { largestOf } from './logsumexp.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';
import { convert } from './to.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * eˣ / Σ eˣ along `dim`: positive numbers that sum to 1. The largest element is subtracted first, which
     * changes nothing but keeps eˣ from overflowing.
     *
     * ```ts
     * torch.tensor([1, 2, 3], { dtype: torch.float32 }).softmax(-1); // → tensor([0.0900, 0.2447, 0.6652])
     * ```
     *
     * @throws RuntimeError for an integer or bool tensor; IndexError for a `dim` that is not there.
     */
    softmax(dim: number | SoftmaxOptions, options?: SoftmaxOptions): Tensor;
  }
}

const wgsl: WgslLaneMap = {
  folds: { m: wgslLargest, total: { ...wgslSum, each: 's + exponential(x - m)' } },
  result: 'exponential(x - m) / total',
};

const backwardWgsl: WgslLaneMap = {
  folds: { inner: { ...wgslSum, each: 's + x * b' } },
  result: 'b * (x - inner)',
};

const lanes = ofEachArithmetic(({ exp, round, sum, share, suffix }): LaneMap => {
  const float: LaneMap['float'] = (x, start, end, y) => {
    const m = largestOf(x, start, end);
    for (let i = start; i < end; i++) y[i] = exp(round((x[i] as number) - m));
    const total = sum(y, start, end);
    for (let i = start; i < end; i++) y[i] = share(y[i] as number, total);
  };
  return { name: 'softmax', float: suffix === undefined ? float : simd(`softmax${suffix}`, float), wgsl };
});

export function softmax(x: Tensor, dim: number | SoftmaxOptions, options?: SoftmaxOptions): Tensor {
  const { dim: given, dtype } = softmaxOptions('softmax', x, dim, options);
  const at = normalizeDim('softmax', given, x.ndim);
  const logits = convert(x, dtype);
  const result = mapLanes(logits, at, lanes(dtype, at, x.ndim), dtype);
  return record(result, 'SoftmaxBackward0', [logits], (grad, { y }) => [softmaxBackward(grad, y, at)]);
}

const gradientLanes = ofEachArithmetic(({ round, dot, suffix }): LaneMap => {
  const loop: LaneMap['float'] = (gs, start, end, out, ys) => {
    const total = dot(gs, ys, start, end);
    for (let i = start; i < end; i++) out[i] = (ys[i] as number) * round((gs[i] as number) - total);
  };
  const float = suffix === undefined ? loop : simd(`softmaxGradient${suffix}`, loop);
  return { name: 'softmaxBackward', float, wgsl: backwardWgsl };
});

/** dL/dx = y (g − Σ g y). */
function softmaxBackward(g: Tensor, y: Tensor, dim: number): Tensor {
  const result = mapLanes(g, dim, gradientLanes(g.dtype, dim, g.ndim), g.dtype, y);
  return record(result, 'SoftmaxBackwardDataBackward0', [g, y], (grad, node) => {
    const [gSaved, ySaved] = [node.tensor(0), node.tensor(1)];
    const inner = sum(mul(gSaved, ySaved), dim, true);
    return [
      node.needs(0) ? softmaxBackward(grad, ySaved, dim) : null,
      node.needs(1)
        ? sub(mul(grad, sub(gSaved, inner)), mul(gSaved, sum(mul(grad, ySaved), dim, true)))
        : null,
    ];
  });
}

method('softmax', softmax);
