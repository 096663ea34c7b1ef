import type { Engine, RunRequest, RunResult } from '../engine/index.ts';
import { DEFAULT_LIMITS, type Limits, type Stage } from '../sandbox/types.ts';
import type { Manifest } from '../schema/manifest.ts';

/** Published: what is proved here holds for any secret. */
const SECRET = 'gradus verify';

/** A submission to be run on one of the seeds 1, 2, … */
export interface SeededRun extends Pick<RunRequest, 'untilFailure' | 'device'> {
  readonly manifest: Manifest;
  readonly stage: Stage;
  readonly seed: number;
  /** What replaces the limits of the assignment. */
  readonly limits?: Partial<Limits>;
}

/** Runs the suites; once more where something failed in itself. */
export async function runOnSeed(run: SeededRun, engine: Engine, signal: AbortSignal): Promise<RunResult> {
  const { manifest, stage, seed, limits, untilFailure, device } = run;
  const request = {
    slug: manifest.slug,
    learner: 'verify',
    attempt: 1,
    stage,
    limits: { ...DEFAULT_LIMITS, ...manifest.limits, ...limits },
    seedKey: { secret: SECRET, courseSeed: seed },
    ...(untilFailure && { untilFailure }),
    ...(device && { device }),
  };
  const result = await engine.run(request, signal);
  // A process that did not start says nothing about a suite; a fault of the suite itself comes again.
  return failedInItself(result) ? engine.run(request, signal) : result;
}

const failedInItself = ({ cases }: RunResult): boolean =>
  cases.some(({ failure }) => failure?.kind === 'grader-error');

/**
 * Has all jobs done, and resolves to what came of each, in their order. An engine does one at a time, and then the next
 * that none has taken.
 */
export async function shareAmong<Job, Result>(
  engines: readonly Engine[],
  jobs: readonly Job[],
  signal: AbortSignal,
  work: (job: Job, engine: Engine) => Promise<Result>,
): Promise<Result[]> {
  // The iterator is shared.
  const queue = jobs.entries();
  const results: Result[] = [];
  const workOn = async (engine: Engine): Promise<void> => {
    for (const [at, job] of queue) {
      signal.throwIfAborted();
      results[at] = await work(job, engine);
    }
  };
  const done = await Promise.allSettled(engines.map(workOn));
  signal.throwIfAborted();
  for (const one of done) if (one.status === 'rejected') throw one.reason;
  return results;
}
