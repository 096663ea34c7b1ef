import type { Engine, RunResult } from '../engine/index.ts';
import { DEFAULT_LIMITS } from '../sandbox/types.ts';
import type { Manifest } from '../schema/manifest.ts';
import type { Fault, Trial } from './proof.ts';

/** Published: what is proved here holds for any secret. */
const SECRET = 'gradus verify';

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
  const limits = { ...DEFAULT_LIMITS, ...manifest.limits };
  const jobs = trials.flatMap((trial, order) =>
    Array.from({ length: trial.seeds }, (_, i) => ({ trial, order, seed: i + 1 })),
  );
  const seen: { order: number; seed: number; fault: Fault }[] = [];
  const queue = jobs.values();
  const work = async (engine: Engine): Promise<void> => {
    // The iterator is shared: every engine takes the next job that none has taken.
    for (const { trial, order, seed } of queue) {
      signal.throwIfAborted();
      const request = {
        slug: manifest.slug,
        learner: 'verify',
        attempt: 1,
        stage: trial.stage,
        limits: trial.restarts === undefined ? limits : { ...limits, restarts: trial.restarts },
        seedKey: { secret: SECRET, courseSeed: seed },
        ...(trial.untilFailure && { untilFailure: true as const }),
      };
      let result = await engine.run(request, signal);
      // A process that did not start says nothing about a suite; a fault of the suite itself comes again.
      if (failedInItself(result)) result = await engine.run(request, signal);
      for (const fault of trial.judge(result)) {
        seen.push({ order, seed, fault: { ...fault, at: trial.at, says: `seed ${seed}: ${fault.says}` } });
      }
      onRun(trial.at);
    }
  };
  const done = await Promise.allSettled(engines.map(work));
  signal.throwIfAborted();
  for (const one of done) if (one.status === 'rejected') throw one.reason;
  seen.sort((a, b) => a.order - b.order || a.seed - b.seed);
  return counted(seen.map(({ fault }) => fault));
}

const failedInItself = ({ cases }: RunResult): boolean =>
  cases.some(({ failure }) => failure?.kind === 'grader-error');

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
