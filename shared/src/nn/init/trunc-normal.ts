import { erf, erfinv } from '../../core/special/error-function.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { defaultGenerator } from '../../random/generator.ts';
import { uniformElements } from '../../tensor/random-elements.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { requireParameter, write } from './write.ts';

export interface TruncNormalOptions {
  readonly mean?: number;
  readonly std?: number;
  /** The least value; −2 unless given. */
  readonly a?: number;
  /** The greatest value; 2 unless given. */
  readonly b?: number;
}

/**
 * Sets every element to a normal number between `a` and `b`: uniform numbers between the distribution function's
 * values there, through its inverse.
 *
 * ```ts
 * torch.manualSeed(0);
 * nn.init.truncNormal_(torch.zeros(3), 0, 1, -0.5, 0.5); // → tensor([-0.0036,  0.2604, -0.4059])
 * ```
 */
export function truncNormal_<T extends Tensor>(
  x: T,
  mean?: number | TruncNormalOptions,
  std?: number,
  a?: number,
  b?: number,
): T;
export function truncNormal_(x: Tensor, ...args: readonly unknown[]): Tensor {
  const who = 'truncNormal_';
  requireParameter(who, x);
  const given = bind(who, args, ['mean', 'std', 'a', 'b']);
  const [mean, std] = [given.number('mean', 0), given.number('std', 1)];
  const [a, b] = [given.number('a', -2), given.number('b', 2)];
  if (mean < a - 2 * std || mean > b + 2 * std) {
    console.warn(
      'UserWarning: mean is more than 2 std from [a, b] in nn.init.truncNormal_. ' +
        'The distribution of values may be incorrect.',
    );
  }
  // 2 Φ(z) − 1 = erf(z / √2)
  const [low, high] = [a, b].map((bound) => erf((bound - mean) / std / Math.SQRT2)) as [number, number];
  const elements = uniformElements(who, x.dtype, x.numel(), low, high, defaultGenerator);
  for (let i = 0; i < elements.length; i++) {
    const value = erfinv(elements[i] as number) * std * Math.SQRT2 + mean;
    elements[i] = Math.min(Math.max(value, a), b);
  }
  return write(who, x, elements);
}
