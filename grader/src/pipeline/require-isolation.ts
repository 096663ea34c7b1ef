import type { Isolation, IsolationLevel } from '../sandbox/types.ts';
import { InputError } from '../schema/input-error.ts';

/** Stops a run, before any student code, that is less isolated than was asked for. */
export function requireIsolation(
  isolation: Isolation,
  course: IsolationLevel,
  accepted: IsolationLevel = course,
): void {
  if (isolation.level >= accepted) return;
  const cost = isolation.level < course ? ', whose results then do not count' : '';
  throw new InputError({
    who: 'gradus grade',
    seen: `this machine gives isolation level ${isolation.level}; it lacks: ${isolation.missing.join(', ')}`,
    expected: `level ${accepted}, ${accepted === course ? "the course's minIsolation" : 'as --isolation asks'}`,
    hint: `\`gradus doctor\` says how to get more; --isolation ${isolation.level} accepts level ${isolation.level} for this run${cost}`,
  });
}

/** What a teacher is told of a level that is less than the course's. */
export const uncountedNote = ({ level }: Isolation, course: IsolationLevel): string[] =>
  level >= course ? [] : [`isolation level ${level} is less than the course's ${course}: no result counts`];
