import type { Plan, PlannedSubmission } from '../../schema/plan.ts';

/** A part of a class: the second of four is `{ index: 2, of: 4 }`. */
export interface Shard {
  /** Counted from 1. */
  readonly index: number;
  readonly of: number;
}

/** `2/4`: how a shard is named to people, and on the command line. */
export const shardName = ({ index, of }: Shard): string => `${index}/${of}`;

/**
 * The submissions of a shard, in the order of the plan. They are dealt like cards, one assignment after the other and
 * going on where the last one ended: both the whole class and each assignment, which take their own time, are cut
 * into parts that differ by one submission at most.
 */
export function shareOf(
  { assignments, submissions }: Pick<Plan, 'assignments' | 'submissions'>,
  { index, of }: Shard,
): PlannedSubmission[] {
  const dealt = assignments.flatMap(({ slug }) =>
    submissions.filter(({ assignment }) => assignment === slug),
  );
  const share = new Set(dealt.filter((_, place) => place % of === index - 1));
  return submissions.filter((submission) => share.has(submission));
}
