import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunResult } from '../engine/index.ts';
import { explainedMutants, mutantsPath } from './explained-mutants.ts';
import { type Mutant, mutantsOf, shownMutant } from './mutants.ts';
import type { Fault, Trial } from './proof.ts';
import type { Subject } from './subject.ts';
import { weighMutants } from './weigh-mutants.ts';

/** A case that a mutant fails on this seed is enough: the suite has told it from the reference. */
const SEEDS_OF_A_MUTANT = 1;

export interface MutantTrials {
  readonly trials: readonly Trial[];
  /** To be asked when the trials have run. */
  weigh(): ReturnType<typeof weighMutants>;
}

/** Every mutant of the reference as a submission, staged beside the bank. */
export async function mutantTrials(subject: Subject, signal: AbortSignal): Promise<MutantTrials> {
  const { kit, manifest, stage, transpiler } = subject;
  const explained = explainedMutants(kit, manifest.slug);
  const killers = new Map<Mutant, string | undefined>();
  const at = ({ line }: Mutant): string => `solutions/${manifest.slug}/${manifest.file}:${line}`;
  const trials: Trial[] = [];
  for (const [index, mutant] of (await mutantsOf(kit, manifest, signal)).entries()) {
    const compiled = await transpiler.reference(mutant.source, manifest.file);
    // No suite ever meets what is no program.
    if (!compiled.ok) continue;
    const entry = `mutant-${index + 1}.js`;
    await writeFile(join(stage.dir, entry), compiled.code);
    killers.set(mutant, undefined);
    trials.push({
      proofs: ['mutants'],
      at: at(mutant),
      stage: { ...stage, entry },
      seeds: SEEDS_OF_A_MUTANT,
      untilFailure: true,
      judge: (run) => {
        killers.set(mutant, run.cases.find(({ status }) => status === 'fail')?.id);
        return faultsOfSuite(run, mutant);
      },
    });
  }
  return {
    trials,
    weigh: () => {
      const tried = [...killers].map(([mutant, killedBy]) => ({ ...mutant, at: at(mutant), killedBy }));
      return weighMutants(tried, explained, mutantsPath(manifest.slug));
    },
  };
}

/** A submission may answer anything, and a suite that breaks over an answer leaves its student without a score. */
const faultsOfSuite = ({ cases }: RunResult, mutant: Mutant): Omit<Fault, 'at'>[] =>
  cases
    .filter(({ failure }) => failure?.kind === 'grader-error')
    .map(({ id, failure }) => ({
      proof: 'mutants',
      says: `${shownMutant(mutant)}: ${id} fails in itself (${failure?.quote?.split('\n')[0]}): let it stand any answer`,
    }));
