import { bool } from '../core/dtype.ts';
import { ArgumentError, ValueError } from '../core/errors.ts';
import { toNumbers } from './elements.ts';
import { asarray } from './reading.ts';

/**
 * A seed as the engine takes it: one word, or several; four random ones for none.
 *
 * @throws TypeError for what is no whole number; ValueError outside [0, 2^32).
 */
export function readSeed(seed: unknown): number | ArrayLike<number> {
  const who = 'seed';
  // No secret depends on it, and Node takes 5 ms to load what `crypto` needs, at every start of a program.
  if (seed === undefined || seed === null)
    return Uint32Array.from({ length: 4 }, () => Math.random() * 2 ** 32);
  const a = asarray(who, seed);
  if (a.dtype.isFloatingPoint || a.dtype === bool || a.size === 0) {
    throw new ArgumentError({
      who,
      seen: a.size === 0 ? 'no seed: Seed must be non-empty' : `a seed of dtype ${a.dtype.name}: ${a}`,
      expected: 'a whole number, or several',
    });
  }
  const words = Array.from(toNumbers(a.elements()));
  const wrong = words.find((word) => word < 0 || word >= 2 ** 32);
  if (wrong !== undefined) {
    throw new ValueError({
      who,
      seen: `the seed ${wrong}`,
      expected: 'Seed must be between 0 and 2**32 - 1',
    });
  }
  return a.ndim === 0 ? (words[0] as number) : words;
}
