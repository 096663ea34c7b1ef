import type { Feedback } from '../schema/feedback.ts';
import type { Grade, Gradebook } from '../schema/gradebook.ts';

/** What an export is made from; nothing else, and no clock: the same documents give the same bytes. */
export interface ExportSource {
  readonly gradebook: Gradebook;
  /** Feedback by attempt id, for the attempts that count; empty for an exporter that does not need it. */
  readonly feedback: ReadonlyMap<string, Feedback>;
}

export interface ExportFile {
  /** Where it belongs under the export's folder, with forward slashes. */
  readonly name: string;
  readonly text: string;
}

export interface Export {
  readonly files: readonly ExportFile[];
  /** What was left out and why, for the teacher, in one line each. */
  readonly notes: readonly string[];
}

/** One format of another system. */
export interface Exporter {
  /** The word on the command line. */
  readonly name: string;
  /** What it is, in a line of `--help`. */
  readonly describes: string;
  readonly needsFeedback: boolean;
  /** `InputError` when the other system would misread the result, or drop a part of it without a word. */
  readonly make: (source: ExportSource) => Export;
}

/**
 * The score that may leave the grader, or undefined: nothing handed in, excused, withheld because the grader failed,
 * or waiting for a person. Undefined is never exported as 0.
 */
export const scoreOf = ({ status, finalScore }: Grade): number | undefined =>
  status === 'graded' ? finalScore : undefined;

/** What has no score, counted: `a03-softmax: no score for 2 missing, 1 incomplete`, a line per assignment. */
export function unscoredNotes(
  assignments: Gradebook['assignments'],
  grades: readonly Grade[],
): readonly string[] {
  return assignments.flatMap(({ id }) => {
    const counts = new Map<string, number>();
    for (const grade of grades) {
      if (grade.assignmentId !== id || scoreOf(grade) !== undefined) continue;
      counts.set(grade.status, (counts.get(grade.status) ?? 0) + 1);
    }
    const counted = [...counts].map(([status, times]) => `${times} ${status}`).join(', ');
    return counted === '' ? [] : [`${id}: no score for ${counted}`];
  });
}
