import { bind } from '../../ops/families/bound-arguments.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { calculateGain, type Nonlinearity } from './calculate-gain.ts';
import { type FanMode, fanOf } from './fans.ts';
import { fillNormal } from './normal.ts';
import { fillUniform } from './uniform.ts';
import { requireParameter } from './write.ts';

export interface KaimingOptions {
  /** The slope below 0 of the leaky ReLU behind the layer; 0 unless given. */
  readonly a?: number;
  /** Whether to keep the variance forward ('fan_in', unless given) or backward ('fan_out'). */
  readonly mode?: FanMode;
  /** What stands behind the layer; 'leaky_relu' unless given. */
  readonly nonlinearity?: Nonlinearity;
}

/**
 * Uniform in ±gain · √(3 / fan): He's initial weights, for layers before a ReLU.
 *
 * ```ts
 * torch.manualSeed(0);
 * nn.init.kaimingUniform_(torch.zeros(1, 3)); // → tensor([[-0.0106,  0.7586, -1.1640]])
 * ```
 *
 * @throws ValueError for fewer than two dimensions, and for names that are not there.
 */
export function kaimingUniform_<T extends Tensor>(
  x: T,
  a?: number | KaimingOptions,
  mode?: FanMode,
  nonlinearity?: Nonlinearity,
): T;
export function kaimingUniform_(x: Tensor, ...args: readonly unknown[]): Tensor {
  const who = 'kaimingUniform_';
  requireParameter(who, x);
  if (x.numel() === 0) return x;
  const bound = Math.sqrt(3) * standardDeviation(who, x, args);
  return fillUniform(who, x, -bound, bound);
}

/** Normal with standard deviation gain / √fan. See `kaimingUniform_`. */
export function kaimingNormal_<T extends Tensor>(
  x: T,
  a?: number | KaimingOptions,
  mode?: FanMode,
  nonlinearity?: Nonlinearity,
): T;
export function kaimingNormal_(x: Tensor, ...args: readonly unknown[]): Tensor {
  const who = 'kaimingNormal_';
  requireParameter(who, x);
  if (x.numel() === 0) return x;
  return fillNormal(who, x, 0, standardDeviation(who, x, args));
}

function standardDeviation(who: string, x: Tensor, args: readonly unknown[]): number {
  const given = bind(who, args, ['a', 'mode', 'nonlinearity']);
  const fan = fanOf(who, x, given.text('mode') ?? 'fan_in');
  const nonlinearity = given.text('nonlinearity') ?? 'leaky_relu';
  return calculateGain(nonlinearity as Nonlinearity, given.number('a', 0)) / Math.sqrt(fan);
}
