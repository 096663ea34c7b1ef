import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import type { RunResult } from '../engine/protocol.ts';
import type { Limits, Stage } from '../sandbox/types.ts';
import type { CaseFact, Failure } from '../schema/kinds.ts';
import type { PlannedAssignment, PlannedSubmission } from '../schema/plan.ts';
import { withDeadline } from './deadline.ts';
import type { Secret } from './secret.ts';
import type { CompileError, Workshop } from './tools.ts';
import { cannotWrite } from './unwritable.ts';

/** What a run lends to one submission. */
export interface RunContext {
  readonly workshop: Workshop;
  /** A live engine; the same one until it dies. */
  engine(): Engine;
  /** Forgets an engine that died or hangs. */
  discard(): void;
  readonly secret: Secret;
  readonly courseSeed: number;
  readonly signal: AbortSignal;
}

export interface SubmissionFacts extends RunResult {
  /** How often the submission was run again because a run was disturbed. */
  readonly retries: number;
}

/**
 * What takes away the worth of a run: somebody ended a process of the submission, or the grader itself failed. The run
 * is forgotten, and the submission runs once more on the same inputs. What happens twice is the submission's own doing,
 * or the grader's fault: an end to all retrying, whoever wants one.
 */
type Disturbance = 'killed' | 'failed';

const NOTHING_MEASURED: RunResult['measured'] = {
  cpuMs: 0,
  wallMs: 0,
  outputBytes: 0,
  restarts: 0,
  killed: 0,
};

/**
 * The facts about one submission. Never rejects because of the submission or the engine; only when interrupted, and
 * when this machine cannot write what a run needs.
 */
export async function submissionFacts(
  submission: PlannedSubmission,
  assignment: PlannedAssignment,
  folder: string,
  context: RunContext,
): Promise<SubmissionFacts> {
  const allFail = (failure: Failure, retries = 0): SubmissionFacts => ({
    cases: assignment.cases.map(({ id }) => ({ id, status: 'fail', failure, wallMs: 0 })),
    measured: NOTHING_MEASURED,
    retries,
  });
  const { refusal } = submission;
  const { file } = assignment;
  if (refusal !== undefined) {
    const hint = refusal.hint === undefined ? {} : { hint: refusal.hint };
    return allFail({ kind: 'not-run', who: file, what: refusal.reason, ...hint });
  }
  const met = new Set<Disturbance>();
  for (let retries = 0; ; retries += 1) {
    try {
      const source = readFileSync(join(folder, file), 'utf8');
      const stage = await context.workshop.stage(source, assignment);
      if ('errors' in stage) return allFail(compileFailure(stage, file), retries);
      try {
        const result = await runStage(submission, assignment, stage, context);
        const disturbance = disturbanceIn(result);
        if (disturbance === undefined || met.has(disturbance)) return { ...result, retries };
        met.add(disturbance);
      } finally {
        await context.workshop.unstage(stage);
      }
    } catch (error) {
      context.signal.throwIfAborted();
      if (cannotWrite(error)) throw error;
      context.discard();
      if (met.has('failed')) {
        return allFail(graderFailure(error instanceof Error ? error.message : String(error)), retries);
      }
      met.add('failed');
    }
  }
}

/** Whether every case was judged. A fault of the grader says nothing about the submission. */
export const isWhole = (cases: readonly Pick<CaseFact, 'failure'>[]): boolean =>
  cases.every(({ failure }) => failure?.kind !== 'grader-error');

function disturbanceIn({ cases, measured }: RunResult): Disturbance | undefined {
  if (measured.killed > 0) return 'killed';
  return isWhole(cases) ? undefined : 'failed';
}

async function runStage(
  { learner, attempt }: PlannedSubmission,
  { slug, limits, cases }: PlannedAssignment,
  stage: Stage,
  { engine, signal, secret, courseSeed }: RunContext,
): Promise<RunResult> {
  const seedKey = { secret: secret.value, courseSeed };
  const result = await withDeadline(signal, deadlineMs(limits), (patience) =>
    engine().run({ slug, learner, attempt, stage, limits, seedKey }, patience),
  );
  const fault = disagreement(cases, result.cases);
  if (fault !== undefined) throw new Error(fault);
  return result;
}

/** Far beyond what the engine's own limits allow: past it the engine itself hangs. */
const deadlineMs = ({ loadMs, totalMs, restarts }: Limits): number =>
  60_000 + 4 * (totalMs + (restarts + 1) * loadMs);

/** How the cases that ran differ from the planned ones; undefined when they are the same, each once. */
function disagreement(planned: PlannedAssignment['cases'], ran: readonly CaseFact[]): string | undefined {
  const ids = new Set(ran.map(({ id }) => id));
  const missing = planned.find(({ id }) => !ids.has(id));
  if (missing !== undefined) return `the case ${missing.id} is planned and did not run`;
  if (ran.length !== planned.length) {
    return `${ran.length} cases ran and ${planned.length} are planned: the suite changed, or a case ran twice`;
  }
  return undefined;
}

function compileFailure({ errors }: CompileError, file: string): Failure {
  const [first] = errors;
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const what =
    first === undefined ? 'it cannot be read as TypeScript' : `line ${first.line}: ${first.message}${others}`;
  return { kind: 'compile-error', who: file, what };
}

const graderFailure = (quote: string): Failure => ({
  kind: 'grader-error',
  who: 'the grader',
  what: 'failed in itself; this is our fault, not yours',
  quote,
});
