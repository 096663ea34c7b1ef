import type { CaseFact } from '../schema/kinds.ts';
import type { Call } from './call.ts';
import type { Mistake } from './mistake.ts';
import { recognise } from './recognise.ts';

/** What the suites saw of one submission, in the order of its cases. */
export interface Observed {
  readonly facts: readonly CaseFact[];
  /** The task of each case, by id. */
  readonly tasks: ReadonlyMap<string, string>;
  /** The checked calls of each case, by id. */
  readonly calls: ReadonlyMap<string, readonly Call[]>;
}

/** Whether a failure is of the kind that a wrong idea causes, and has no name yet. */
const isNameable = ({ failure }: CaseFact): boolean =>
  failure !== undefined &&
  failure.misconception === undefined &&
  (failure.kind === 'wrong' || failure.kind === 'student-error');

/** Whether there is anything for the bank to name. */
export const hasNameless = ({ facts, calls }: Observed): boolean =>
  facts.some((fact) => isNameable(fact) && calls.has(fact.id));

/** The facts, with the misconception where the bank recognises the wrong idea behind a task's failures. */
export function nameFailures(observed: Observed, mistakes: readonly Mistake[]): CaseFact[] {
  const codes = new Map<string, string | undefined>();
  const codeFor = (task: string): string | undefined => {
    if (!codes.has(task)) {
      const banked = mistakes.filter(({ tasks }) => tasks.includes(task));
      codes.set(task, recognise(casesOf(observed, task), banked));
    }
    return codes.get(task);
  };
  return observed.facts.map((fact) => {
    const task = observed.tasks.get(fact.id);
    if (
      !isNameable(fact) ||
      fact.failure === undefined ||
      task === undefined ||
      !observed.calls.has(fact.id)
    ) {
      return fact;
    }
    const code = codeFor(task);
    return code === undefined ? fact : { ...fact, failure: { ...fact.failure, misconception: code } };
  });
}

function casesOf({ facts, tasks, calls }: Observed, task: string) {
  return facts
    .filter(({ id }) => tasks.get(id) === task)
    .map(({ id, status }) => ({ id, failed: status === 'fail', calls: calls.get(id) ?? [] }));
}
