import type { RunResult } from '../engine/index.ts';
import type { Stage } from '../sandbox/types.ts';

/** What a suite must prove before it may grade, in the order of the table; each completes "it is proved that …". */
export const PROOFS = {
  layout:
    'regions, manifest tasks and suites name the same tasks, and the starter is what the solution makes',
  catalogue:
    'every mistake has a task of the manifest and a code of the catalogue, with a message and three hints',
  secrets: 'nothing of a solution, a mistake or a hidden case is in what students are handed',
  reference: 'the reference solution passes every case',
  starter: 'the untouched starter scores 0, and every case says that it is not written yet',
  mistakes: 'every mistake loses points, in its own tasks and in no other',
  names: 'every case that a mistake fails is named by its own code',
  trivial: 'answering zeros, ones or the first argument earns no whole group of cases',
  zoo: 'submissions that attack the grader or its comparisons pass no case but those that an answer without thought passes',
  mutants:
    'of the small changes that a program makes to the solution, 95 % at least fail a case, and each other is explained',
} as const;

export type ProofName = keyof typeof PROOFS;

/** What stands against a proof: one line that says what was seen, and what to do. */
export interface Fault {
  readonly proof: ProofName;
  /** A file or a case: 'solutions/a03-softmax/mistakes/m-axis-softmax-dim.ts'. */
  readonly at: string;
  readonly says: string;
}

/** One submission to run, on the seeds 1, 2, … `seeds`. */
export interface Trial {
  /** The proofs that its runs count for. */
  readonly proofs: readonly ProofName[];
  /** The file that is tried, from the kit's root. */
  readonly at: string;
  readonly stage: Stage;
  readonly seeds: number;
  /** One failure tells all; the cases after it are not run. */
  readonly untilFailure?: true;
  /** Fresh processes after the first, where fewer than usual tell all. */
  readonly restarts?: number;
  /** What one run says against the proofs. */
  judge(run: RunResult): readonly Omit<Fault, 'at'>[];
}
