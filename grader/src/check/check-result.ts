import type { SuiteCase } from '../engine/index.ts';
import type { CompileError } from '../sandbox/index.ts';
import type { CaseFact } from '../schema/kinds.ts';
import type { Manifest } from '../schema/manifest.ts';

/** A visible case, its worth in hundredths, and what happened to it. */
export interface CheckedCase {
  readonly declared: SuiteCase;
  readonly units: number;
  readonly fact: CaseFact;
}

export type CheckResult =
  | { readonly compiled: false; readonly errors: readonly CompileError[] }
  | {
      readonly compiled: true;
      readonly cases: readonly CheckedCase[];
      readonly hidden: { readonly cases: number; readonly points: number };
    };

/**
 * How far a task has come: `unwritten` still holds its placeholder, `unrun` was given up after another task's
 * timeouts, `unseen` has no visible case.
 */
export type TaskState = 'passed' | 'failed' | 'unwritten' | 'unrun' | 'unseen';

export interface CheckedTask {
  readonly id: string;
  readonly name: string;
  readonly state: TaskState;
  readonly cases: readonly CheckedCase[];
}

export const passed = ({ fact }: CheckedCase): boolean => fact.status === 'pass';

export const unitsOf = (cases: readonly CheckedCase[]): number =>
  cases.reduce((sum, { units }) => sum + units, 0);

/** The cases by task, in the manifest's order. */
export function checkedTasks({ tasks }: Manifest, cases: readonly CheckedCase[]): CheckedTask[] {
  return tasks.map(({ id, name }) => {
    const own = cases.filter(({ declared }) => declared.task === id);
    return { id, name, state: stateOf(own), cases: own };
  });
}

function stateOf(cases: readonly CheckedCase[]): TaskState {
  if (cases.length === 0) return 'unseen';
  if (cases.every(passed)) return 'passed';
  const failures = cases.filter((one) => !passed(one)).map(({ fact }) => fact.failure);
  if (failures.every((failure) => failure?.kind === 'not-run')) return 'unrun';
  return failures.length === cases.length && failures.every((failure) => failure?.misconception === 'M-STUB')
    ? 'unwritten'
    : 'failed';
}
