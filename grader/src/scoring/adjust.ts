import type { Adjustment } from '../schema/class.ts';
import type { Grade } from '../schema/gradebook.ts';
import { hundredths, pointsOf } from './hundredths.ts';

type Adjusted = NonNullable<Grade['adjustments']>[number];

export interface AdjustedScore {
  /** The adjustments as they are recorded: the delta of an override is the change that it made. */
  readonly adjustments: readonly Adjusted[];
  /** Never below 0; undefined when there is neither a score nor an override. */
  readonly finalScore: number | undefined;
}

/**
 * Applies adjustments in order to a score. An `override` sets the score, also where there is none yet; every
 * other adjustment adds to one that is there. So score + Σ delta = final score, cut at 0.
 */
export function adjust(score: number | undefined, rows: readonly (Adjustment | Adjusted)[]): AdjustedScore {
  let units = score === undefined ? undefined : hundredths(score);
  const adjustments = rows.map(({ kind, delta, reason, by, at }): Adjusted => {
    const asked = hundredths(delta);
    const change = kind === 'override' ? asked - (units ?? 0) : asked;
    if (units !== undefined || kind === 'override') units = (units ?? 0) + change;
    const words = { ...(reason === undefined ? {} : { reason }), ...(by === undefined ? {} : { by }) };
    return { kind, delta: pointsOf(change), ...words, at };
  });
  return { adjustments, finalScore: units === undefined ? undefined : pointsOf(Math.max(0, units)) };
}
