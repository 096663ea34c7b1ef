import { describe, ValueError } from '../core/errors.ts';
import { isScalar } from '../core/python.ts';
import { np, RandomState } from '../numpy/index.ts';

/** Where random numbers come from: a seed, a stream, or (left out) the stream of `np.random`. */
export type RandomSource = number | RandomState | null;

/** The stream that a `randomState` stands for. @throws ValueError for anything else. */
export function randomSource(who: string, source: unknown): RandomState {
  if (source === undefined || source === null) return np.random;
  if (source instanceof RandomState) return source;
  if (isScalar(source)) return new RandomState(source as number);
  throw new ValueError({
    who,
    seen: `randomState is ${describe(source)}`,
    expected: 'a whole number, a np.random.RandomState, or nothing for the stream of np.random',
  });
}
