import type { Engine } from '../engine/index.ts';
import type { Manifest } from '../schema/manifest.ts';
import type { Fault, Trial } from './proof.ts';
import { runOnSeed, shareAmong } from './seeded-run.ts';

export interface TrialRun {
  readonly manifest: Manifest;
  /** Each runs one submission at a time. */
  readonly engines: readonly Engine[];
  readonly signal: AbortSignal;
  /** Told after each run. */
  onRun(at: string): void;
}

/** A fault, and how many more seeds or cases say the same of the same file. */
export interface CountedFault extends Fault {
  readonly more: number;
}

/**
 * Runs every trial on every one of its seeds. For each file and proof the fault that is seen first, by seed, is told,
 * and the others are counted.
 */
export async function runTrials(trials: readonly Trial[], run: TrialRun): Promise<CountedFault[]> {
  const { manifest, engines, signal, onRun } = run;
  const jobs = trials.flatMap((trial) =>
    Array.from({ length: trial.seeds }, (_, i) => ({ trial, seed: i + 1 })),
  );
  const seen = await shareAmong(engines, jobs, signal, async ({ trial, seed }, engine) => {
    const { at, stage, restarts, untilFailure } = trial;
    const limits = restarts === undefined ? {} : { restarts };
    const seeded = { manifest, stage, seed, limits, ...(untilFailure && { untilFailure }) };
    const result = await runOnSeed(seeded, engine, signal);
    onRun(at);
    return trial.judge(result).map((fault) => ({ ...fault, at, says: `seed ${seed}: ${fault.says}` }));
  });
  return counted(seen.flat());
}

/** One line for each file and proof. */
function counted(faults: readonly Fault[]): CountedFault[] {
  const first = new Map<string, { fault: Fault; more: number }>();
  for (const fault of faults) {
    const key = `${fault.proof}\n${fault.at}`;
    const known = first.get(key);
    if (known === undefined) first.set(key, { fault, more: 0 });
    else known.more += 1;
  }
  return [...first.values()].map(({ fault, more }) => ({ ...fault, more }));
}
