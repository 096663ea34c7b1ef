import { didYouMean } from '../schema/nearest.ts';
import type { Explained } from './explained-mutants.ts';
import { type MutantName, shownMutant } from './mutants.ts';
import type { Fault } from './proof.ts';

/** A mutant that was run. */
export interface TriedMutant extends MutantName {
  /** Where the change is: 'solutions/a03-softmax/softmax.ts:57'. */
  readonly at: string;
  /** The first case that it failed; undefined when it passed all. */
  readonly killedBy: string | undefined;
}

/** What became of the mutants of an assignment. */
export interface MutantCount {
  readonly tried: number;
  /** Mutants that failed a case. */
  readonly killed: number;
  /** Those that passed every case, each in one line. */
  readonly survivors: readonly string[];
}

/** Fewer killed mutants than these, and the suite is too coarse, whatever explains the others. */
export const LEAST_KILLED = 0.95;

const keyOf = ({ region, original, replacement, nth }: MutantName): string =>
  JSON.stringify([region, original, replacement, nth]);

/**
 * Counts the mutants, and holds the survivors against the list that explains them: each stands in it, and nothing else.
 *
 * @param list the file with the list, for messages
 */
export function weighMutants(
  tried: readonly TriedMutant[],
  explained: readonly Explained[],
  list: string,
): { readonly count: MutantCount; readonly faults: readonly Fault[] } {
  const fault = (at: string, says: string): Fault => ({ proof: 'mutants', at, says });
  const known = new Map(tried.map((mutant) => [keyOf(mutant), mutant]));
  const listed = new Set(explained.map(keyOf));
  const survivors = tried.filter(({ killedBy }) => killedBy === undefined);
  const unexplained = survivors.filter((mutant) => !listed.has(keyOf(mutant)));
  const staleFault = (entry: Explained): Fault | undefined => {
    const shown = shownMutant(entry);
    const mutant = known.get(keyOf(entry));
    if (mutant === undefined) {
      const { hint } = didYouMean(shown, unexplained.map(shownMutant));
      const repair = hint ?? 'remove it, or correct it after a change of the solution';
      return fault(entry.at, `there is no mutant ${shown}: ${repair}`);
    }
    return mutant.killedBy === undefined
      ? undefined
      : fault(entry.at, `${shown}: fails ${mutant.killedBy} by now: remove it from the list`);
  };
  const twins = explained.filter((entry, i) =>
    explained.slice(0, i).some((other) => keyOf(other) === keyOf(entry)),
  );
  const killed = tried.length - survivors.length;
  const least = Math.ceil(LEAST_KILLED * tried.length);
  return {
    count: { tried: tried.length, killed, survivors: survivors.map(shownMutant) },
    faults: [
      ...unexplained.map((mutant) =>
        fault(
          mutant.at,
          `passes every case: ${shownMutant(mutant)}: add a case that tells it from the solution, or explain it in ${list}`,
        ),
      ),
      ...explained.flatMap((entry) => staleFault(entry) ?? []),
      ...twins.map((entry) =>
        fault(entry.at, `${shownMutant(entry)}: stands there twice: remove one of the two`),
      ),
      ...(killed < least
        ? [fault(list, `${killed} of ${tried.length} mutants fail a case, ${least} are needed: add cases`)]
        : []),
    ],
  };
}
