import { bind } from '../../ops/families/bound-arguments.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { fansOf } from './fans.ts';
import { fillNormal } from './normal.ts';
import { fillUniform } from './uniform.ts';
import { requireParameter } from './write.ts';

export interface XavierOptions {
  /** See `calculateGain`; 1 unless given. */
  readonly gain?: number;
}

/**
 * Uniform in ±a with a = gain · √(6 / (fanIn + fanOut)): Glorot's initial weights, which keep the variance of
 * values on their way forward and of gradients on their way back.
 *
 * ```ts
 * torch.manualSeed(0);
 * nn.init.xavierUniform_(torch.zeros(1, 3)); // → tensor([[-0.0092,  0.6570, -1.0080]])
 * ```
 *
 * @throws ValueError for fewer than two dimensions.
 */
export function xavierUniform_<T extends Tensor>(x: T, gain?: number | XavierOptions): T;
export function xavierUniform_(x: Tensor, ...args: readonly unknown[]): Tensor {
  const a = Math.sqrt(3) * standardDeviation('xavierUniform_', x, args);
  return fillUniform('xavierUniform_', x, -a, a);
}

/** Normal with standard deviation gain · √(2 / (fanIn + fanOut)). See `xavierUniform_`. */
export function xavierNormal_<T extends Tensor>(x: T, gain?: number | XavierOptions): T;
export function xavierNormal_(x: Tensor, ...args: readonly unknown[]): Tensor {
  return fillNormal('xavierNormal_', x, 0, standardDeviation('xavierNormal_', x, args));
}

function standardDeviation(who: string, x: Tensor, args: readonly unknown[]): number {
  requireParameter(who, x);
  const { fanIn, fanOut } = fansOf(who, x);
  return bind(who, args, ['gain']).number('gain', 1) * Math.sqrt(2 / (fanIn + fanOut));
}
