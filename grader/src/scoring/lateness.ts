import type { Course } from '../schema/course.ts';
import type { Grade } from '../schema/gradebook.ts';
import { hundredths, pointsOf } from './hundredths.ts';

type Adjusted = NonNullable<Grade['adjustments']>[number];

export interface Lateness {
  readonly late: boolean;
  /** Seconds after dueAt, 0 when handed in before. */
  readonly bySeconds: number;
  /** Days begun since the grace ended. */
  readonly daysStarted: number;
  /** Whether lateDueAt has passed, after which nothing counts. */
  readonly closed: boolean;
}

const SECONDS_PER_DAY = 86_400;

/**
 * How late a submission is. Within the grace it is not late; after it, days count from the end of the grace.
 * lateDueAt knows no grace. A submission at the very second of a limit keeps it.
 */
export function latenessOf(
  submittedAt: string,
  { dueAt, lateDueAt }: Course['assignments'][number],
  rule: Course['late'],
): Lateness {
  const submitted = Date.parse(submittedAt);
  const closed = lateDueAt !== undefined && submitted > Date.parse(lateDueAt);
  const seconds = dueAt === undefined ? 0 : Math.max(0, (submitted - Date.parse(dueAt)) / 1000);
  const afterGrace = seconds - (rule?.graceSeconds ?? 0);
  const late = closed || afterGrace > 0;
  return {
    late,
    bySeconds: late ? Math.ceil(seconds) : 0,
    daysStarted: afterGrace > 0 ? Math.ceil(afterGrace / SECONDS_PER_DAY) : 0,
    closed,
  };
}

/**
 * What lateness does to a raw score, as the adjustment that the gradebook records; undefined when nothing.
 *
 *     deduction = raw · min(cap, perDay · daysStarted), or all of it after lateDueAt
 */
export function lateAdjustment(
  rawScore: number,
  { late, daysStarted, closed }: Lateness,
  rule: Course['late'],
  submittedAt: string,
): Adjusted | undefined {
  if (!late) return undefined;
  const fraction = closed ? 1 : Math.min(rule?.cap ?? 0, (rule?.perDay ?? 0) * daysStarted);
  const units = Math.round(hundredths(rawScore) * fraction);
  if (units === 0) return undefined;
  const days = `${daysStarted} ${daysStarted === 1 ? 'day' : 'days'} late`;
  const reason = closed
    ? 'handed in after the last moment at which it counts'
    : `${days}: ${Number((fraction * 100).toFixed(2))} % of ${rawScore} points`;
  return { kind: 'late', delta: -pointsOf(units), reason, by: 'gradus', at: submittedAt };
}
