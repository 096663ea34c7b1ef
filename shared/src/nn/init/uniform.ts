import { bind } from '../../ops/families/bound-arguments.ts';
import { defaultGenerator } from '../../random/generator.ts';
import { uniformElements } from '../../tensor/random-elements.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { requireParameter, write } from './write.ts';

export interface UniformInitOptions {
  readonly a?: number;
  readonly b?: number;
}

/**
 * Sets every element to a number of [a, b), all equally likely; [0, 1) unless given.
 *
 * ```ts
 * torch.manualSeed(0);
 * nn.init.uniform_(torch.zeros(3), -1, 1); // → tensor([-0.0075,  0.5364, -0.8230])
 * ```
 */
export function uniform_<T extends Tensor>(x: T, a?: number | UniformInitOptions, b?: number): T;
export function uniform_(x: Tensor, ...args: readonly unknown[]): Tensor {
  const who = 'uniform_';
  requireParameter(who, x);
  const given = bind(who, args, ['a', 'b']);
  return fillUniform(who, x, given.number('a', 0), given.number('b', 1));
}

/** `uniform_` under the name of the function that the user called. */
export function fillUniform<T extends Tensor>(who: string, x: T, a: number, b: number): T {
  return write(who, x, uniformElements(who, x.dtype, x.numel(), a, b, defaultGenerator));
}
