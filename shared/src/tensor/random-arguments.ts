import { ArgumentError, describe } from '../core/errors.ts';
import { PyFloat } from '../core/python.ts';
import { defaultGenerator, Generator } from '../random/generator.ts';
import { type CreationOptions, creationOptions } from './creation.ts';

/** A bound of `randint` and `random_`: a whole number. */
export type Bound = number | bigint;

/** What every function that draws takes last. */
export interface GeneratorOption {
  /** Where the numbers come from; PyTorch's default generator unless given. */
  readonly generator?: Generator | null;
}

/** What a factory of random tensors takes last. */
export interface RandomOptions extends CreationOptions, GeneratorOption {}

/** The names of the options of such a factory. */
export const randomOptions = [...creationOptions, 'generator'] as const;

/** The generator asked for. @throws TypeError for what is none. */
export function generatorOf(who: string, generator: unknown): Generator {
  if (generator === undefined || generator === null) return defaultGenerator;
  if (generator instanceof Generator) return generator;
  throw new ArgumentError({
    who,
    seen: `generator is ${describe(generator)}`,
    expected: 'a torch.Generator',
    hint: typeof generator === 'number' ? 'new torch.Generator().manualSeed(…) makes one' : undefined,
  });
}

/** A number, such as the mean of a distribution. @throws TypeError for anything else. */
export function numberOf(who: string, name: string, value: unknown): number {
  if (typeof value === 'number' || value instanceof PyFloat || typeof value === 'bigint')
    return Number(value);
  throw new ArgumentError({ who, seen: `${name} is ${describe(value)}`, expected: 'a number' });
}

/** A whole number, such as a bound of `randint`. @throws TypeError for anything else. */
export function integerOf(who: string, name: string, value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  throw new ArgumentError({ who, seen: `${name} is ${describe(value)}`, expected: 'a whole number' });
}
