import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kit } from '../kit.ts';
import type { Isolation } from '../sandbox/types.ts';
import { InputError } from '../schema/input-error.ts';
import { type Plan, type PlannedSubmission, planSchema } from '../schema/plan.ts';
import { readDocument } from '../schema/validate.ts';
import type { Cache } from './cache.ts';
import { sha256 } from './digest.ts';
import { writeDocument } from './durable-write.ts';
import type { EngineSlots } from './engine-slots.ts';
import { type OutPaths, submissionName } from './out-paths.ts';
import { type OutcomeFacts, outcomeFacts, outcomeFactsSchema, outcomeHead } from './outcome.ts';
import { assignmentDigests } from './plan.ts';
import { plannedAssignment } from './planned-assignment.ts';
import type { Secret } from './secret.ts';
import { type Shard, shareOf } from './shards/shard.ts';
import { isWhole, type RunContext, submissionFacts } from './submission-facts.ts';
import type { Workshop } from './tools.ts';

export interface RunOptions {
  readonly kit: Kit;
  readonly paths: OutPaths;
  readonly workshop: Workshop;
  readonly engines: EngineSlots;
  readonly isolation: Isolation;
  readonly secret: Secret;
  /** Facts by the key of their outcome. */
  readonly cache: Cache;
  /** What the clock says. */
  readonly now: () => Date;
  /** The part of the class to run; all of it when absent. */
  readonly shard?: Shard;
  /** Submissions under way at once. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Told before the first submission, and after each. */
  readonly onProgress: (progress: RunProgress) => void;
}

export interface RunProgress {
  readonly done: number;
  readonly total: number;
  /** The submission that was finished last. */
  readonly last?: string;
}

/**
 * Run: `plan.json` and `collected/` → `outcomes/`. Facts that the cache has are not found out again, so a run that was
 * stopped is finished by running again. Rejects with the signal's reason when interrupted.
 */
export async function run(options: RunOptions): Promise<void> {
  const { kit, paths, workshop, engines, concurrency, signal, onProgress } = options;
  const plan = readDocument(paths.plan, planSchema);
  refuseStalePlan(kit, plan, paths);
  const submissions = options.shard === undefined ? plan.submissions : shareOf(plan, options.shard);
  const queue = [...submissions];
  const total = submissions.length;
  let done = 0;
  onProgress({ done, total });
  const work = async (slot: number): Promise<void> => {
    const context: RunContext = {
      workshop,
      engine: () => engines.at(slot),
      discard: () => engines.discard(slot),
      secret: options.secret,
      courseSeed: plan.seed,
      signal,
    };
    // The queue is shared: every worker takes the next submission that none has taken.
    for (let submission = queue.shift(); submission !== undefined; submission = queue.shift()) {
      signal.throwIfAborted();
      await finish(submission, plan, options, context);
      done += 1;
      onProgress({ done, total, last: submissionName(submission) });
    }
  };
  const workers = Array.from({ length: Math.min(concurrency, total) }, async (_, slot) => {
    try {
      await work(slot);
    } finally {
      // What stops one worker, as a full disk does, would stop the others too.
      queue.length = 0;
    }
  });
  await Promise.allSettled(workers);
  await Promise.all(workers);
}

async function finish(
  submission: PlannedSubmission,
  plan: Plan,
  options: RunOptions,
  context: RunContext,
): Promise<void> {
  const { kit, paths, isolation, secret, cache, now } = options;
  const assignment = plannedAssignment(plan, submission.assignment);
  const head = outcomeHead(kit, plan, assignment, submission, isolation, secret);
  const outcome = (facts: OutcomeFacts) => writeDocument(paths.outcome(submission), { ...head, ...facts });
  const known = cache.read(head.key, outcomeFactsSchema);
  if (known !== undefined) return outcome(known);
  const startedAt = now();
  const ran = await submissionFacts(submission, assignment, paths.collected(submission), context);
  // Ctrl-C reaches the processes of the submission too: what they seem to have done then is not a fact.
  options.signal.throwIfAborted();
  const facts = outcomeFacts(assignment, ran, startedAt, now());
  if (isWhole(facts.cases)) await cache.write(head.key, facts);
  await outcome(facts);
}

/** A plan names digests; what runs must be what it names, or outcomes would lie about what they are of. */
function refuseStalePlan(kit: Kit, plan: Plan, paths: OutPaths): void {
  const stale = (seen: string, stage: string) =>
    new InputError({ who: paths.plan, seen, hint: `run the stages again, from --only ${stage}` });
  for (const { slug, digests } of plan.assignments) {
    const now = assignmentDigests(kit, slug);
    const changed = Object.entries(digests).find(
      ([part, digest]) => new Map(Object.entries(now)).get(part) !== digest,
    );
    if (changed !== undefined)
      throw stale(`the ${changed[0]} of ${slug} is no longer the planned one`, 'plan');
  }
  for (const submission of plan.submissions) {
    if (submission.refusal !== undefined) continue;
    const { file } = plannedAssignment(plan, submission.assignment);
    const path = join(paths.collected(submission), file);
    if (!existsSync(path) || sha256(readFileSync(path)) !== submission.sha256) {
      throw stale(`the file of ${submissionName(submission)} is no longer the planned one`, 'collect');
    }
  }
}
