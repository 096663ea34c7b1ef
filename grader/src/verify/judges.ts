import type { MistakeFacts } from '../diagnosis/mistake.ts';
import type { RunResult } from '../engine/index.ts';
import type { CaseFact } from '../schema/kinds.ts';
import type { PlannedCase } from '../schema/plan.ts';
import type { Trial } from './proof.ts';

type Judge = Trial['judge'];
type Cases = readonly PlannedCase[];

const failing = ({ cases }: RunResult): CaseFact[] => cases.filter(({ status }) => status === 'fail');

/** What is wrong with a case that fails, in a few words. */
export const seenIn = ({ failure }: CaseFact): string =>
  failure === undefined ? 'it fails' : `${failure.who} ${failure.what}${quoted(failure.quote)}`;

const quoted = (quote: string | undefined): string =>
  quote === undefined ? '' : ` (${quote.split('\n')[0]})`;

/** The reference fails nothing. */
export const judgeReference: Judge = (run) =>
  failing(run).map((fact) => ({
    proof: 'reference',
    says: `fails ${fact.id}: ${seenIn(fact)}: is it the solution, the tolerance, or an input that the task excludes?`,
  }));

/** The starter fails everything, by its placeholders. */
export const judgeStarter: Judge = ({ cases }) =>
  cases.flatMap((fact) => {
    if (fact.failure?.misconception === 'M-STUB') return [];
    const says =
      fact.status === 'pass'
        ? `passes ${fact.id} though nothing is written: let the case need an answer`
        : `fails ${fact.id} otherwise than by its placeholder (${seenIn(fact)}): move what runs first into a region`;
    return [{ proof: 'starter', says }];
  });

/** A mistake loses points in its own tasks alone, by returning or throwing, and is named by its own code. */
export function judgeMistake({ code, tasks }: MistakeFacts, planned: Cases): Judge {
  const taskOf = new Map(planned.map(({ id, task }) => [id, task]));
  const isOwn = ({ id }: CaseFact): boolean => tasks.includes(taskOf.get(id) ?? '');
  return (run) => {
    const failed = failing(run);
    const own = failed.filter(isOwn);
    const strays = failed.filter((fact) => !isOwn(fact));
    const misnamed = own.filter(({ failure }) => failure?.misconception !== code);
    const unpunished = tasks.filter((task) => !own.some(({ id }) => taskOf.get(id) === task));
    return [
      ...unpunished.map((task) => ({
        proof: 'mistakes' as const,
        says: `loses nothing in ${task}: add a case that tells it from a right answer`,
      })),
      ...strays.map((fact) => ({
        proof: 'mistakes' as const,
        says: `fails ${fact.id} too (${seenIn(fact)}): let it go wrong in its own tasks only, or name that task`,
      })),
      ...misnamed.map((fact) => ({
        proof: 'names' as const,
        says: `${fact.id} is named ${fact.failure?.misconception ?? 'nothing'} instead of ${code} (${seenIn(fact)}): add a case in which only this mistake answers so`,
      })),
    ];
  };
}

/**
 * An answer without thought may be right in a single case (softmax over one class is 1) and in no whole group.
 * `satisfied` collects the cases that it was right in.
 */
export function judgeTrivial(planned: Cases, satisfied: Set<string>): Judge {
  const groups = new Map<string, string[]>();
  for (const { id, task, group } of planned) {
    const name = `${task}, group "${group}"`;
    groups.set(name, [...(groups.get(name) ?? []), id]);
  }
  return ({ cases }) => {
    const passed = new Set(cases.filter(({ status }) => status === 'pass').map(({ id }) => id));
    for (const id of passed) satisfied.add(id);
    return [...groups]
      .filter(([, ids]) => ids.every((id) => passed.has(id)))
      .map(([name]) => ({
        proof: 'trivial',
        says: `earns all of ${name}: draw inputs whose answer is no such number`,
      }));
  };
}
