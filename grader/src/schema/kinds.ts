/** Why a case failed (one word per idea; the gradebook's case status follows from it). */
export const KINDS = [
  'wrong',
  'student-error',
  'timeout',
  'memory',
  'output',
  'dead',
  'protocol',
  'compile-error',
  'not-run',
  'grader-error',
] as const;
export type Kind = (typeof KINDS)[number];

/** Two sentences for every failure: `what` for the student, `detail` for staff (and for visible cases). */
export interface Failure {
  readonly kind: Kind;
  /** The function the suite called: 'softmaxStable'. */
  readonly who: string;
  /** One sentence that is safe to show for a hidden case: shapes and names, never values. */
  readonly what: string;
  /** The values: input, received, expected. */
  readonly detail?: string;
  /** The likely repair, where no misconception says it. */
  readonly hint?: string;
  /** A code of the misconception catalogue, when the failure has been named. */
  readonly misconception?: string;
  /** Text quoted from the engine or from the student's own error: differs between releases of Node. */
  readonly quote?: string;
}

/** What happened to one planned case. */
export interface CaseFact {
  readonly id: string;
  readonly status: 'pass' | 'fail';
  readonly failure?: Failure;
  /** A failed case's input as a replay token, where it was drawn for this student and attempt. */
  readonly replay?: string;
  /** How far inside the tolerance the worst element lay, 0 (exact) to 1 (at the edge). */
  readonly margin?: number;
  readonly wallMs: number;
}
