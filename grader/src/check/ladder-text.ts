import { wrap } from '../console/wrap.ts';
import type { Misconception } from '../diagnosis/misconceptions/index.ts';

/** How far up a student has asked to be helped. */
export interface Climb {
  /** Steps to show: 1, 2 or 3. */
  readonly hints: number;
  /** What was typed, without its --hints: 'npx gradus check a03'. */
  readonly command: string;
}

/**
 * What a misconception means, the first steps of its hints, and how to see the next one:
 *
 * ```
 *     After your function ran, the tensor it was given held other numbers. …
 *     hint 1 of 3: Which step of yours writes into its operand …?
 *     next hint: npx gradus check a03 --hints 2
 * ```
 */
export function ladderText({ message, hints }: Misconception, climb: Climb, margin: string): string[] {
  const shown = hints.slice(0, climb.hints);
  const next = shown.length + 1;
  return [
    ...wrap(margin, message),
    ...shown.flatMap((hint, i) => wrap(`${margin}hint ${i + 1} of ${hints.length}: `, hint)),
    ...(next > hints.length ? [] : wrap(`${margin}next hint: `, `${climb.command} --hints ${next}`)),
  ];
}
