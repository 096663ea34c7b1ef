import { bind } from '../../ops/families/bound-arguments.ts';
import { defaultGenerator } from '../../random/generator.ts';
import { normalElements } from '../../tensor/random-elements.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { requireParameter, write } from './write.ts';

export interface NormalInitOptions {
  readonly mean?: number;
  readonly std?: number;
}

/**
 * Sets every element to a normal number; mean 0 and standard deviation 1 unless given.
 *
 * ```ts
 * torch.manualSeed(0);
 * nn.init.normal_(torch.zeros(3), 0, 0.1); // → tensor([ 0.1541, -0.0293, -0.2179])
 * ```
 *
 * @throws RuntimeError for a negative standard deviation.
 */
export function normal_<T extends Tensor>(x: T, mean?: number | NormalInitOptions, std?: number): T;
export function normal_(x: Tensor, ...args: readonly unknown[]): Tensor {
  const who = 'normal_';
  requireParameter(who, x);
  const given = bind(who, args, ['mean', 'std']);
  return fillNormal(who, x, given.number('mean', 0), given.number('std', 1));
}

/** `normal_` under the name of the function that the user called. */
export function fillNormal<T extends Tensor>(who: string, x: T, mean: number, std: number): T {
  const elements = normalElements(who, x.dtype, x.numel(), x.isContiguous(), mean, std, defaultGenerator);
  return write(who, x, elements);
}
