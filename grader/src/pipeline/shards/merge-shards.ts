import { cpSync, existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kit } from '../../kit.ts';
import { classSchema } from '../../schema/class.ts';
import { cleanLine } from '../../schema/clean-text.ts';
import type { Gradebook } from '../../schema/gradebook.ts';
import { InputError } from '../../schema/input-error.ts';
import type { PlannedSubmission } from '../../schema/plan.ts';
import { readDocument } from '../../schema/validate.ts';
import { certificateNote } from '../certificate.ts';
import { writeDurably } from '../durable-write.ts';
import type { Graded } from '../grade-class.ts';
import { gradebook } from '../gradebook.ts';
import { Interrupted } from '../interrupted.ts';
import { takeLock } from '../lock.ts';
import { type OutPaths, outPaths, submissionName } from '../out-paths.ts';
import { report } from '../report.ts';
import { uncountedNote } from '../require-isolation.ts';
import { shellWord } from '../shell-word.ts';
import { unwritable } from '../unwritable.ts';
import { type ReadShard, readShards } from './read-shards.ts';
import { shardName, shareOf } from './shard.ts';

export interface MergeRequest {
  readonly kit: Kit;
  /** The output folders of all shards, in any order. */
  readonly dirs: readonly string[];
  readonly out: string;
  readonly signal: AbortSignal;
}

/**
 * Merge: the output folders of all shards → one, as if the class had been graded at once. Everything is checked
 * before anything is written. Rejects with `InputError`, or with `Interrupted`.
 */
export async function mergeShards({ kit, dirs, out, signal }: MergeRequest): Promise<Graded> {
  const shards = readShards(dirs);
  refuseOtherRelease(kit, shards[0]);
  refuseSelf(shards, out);
  const paths = outPaths(out);
  let release = () => {};
  try {
    release = takeLock(paths.lock);
    for (const shard of shards) {
      for (const submission of shareOf(shard.plan, shard.document)) {
        signal.throwIfAborted();
        await copySubmission(submission, shard.paths, paths);
      }
    }
    // Not durable, and it need not be: an entry that is cut off is not believed.
    for (const shard of shards.filter(({ paths: { cache } }) => existsSync(cache))) {
      cpSync(shard.paths.cache, paths.cache, { recursive: true });
    }
    for (const stage of ['class', 'plan'] as const) {
      await writeDurably(paths[stage], readFileSync(shards[0].paths[stage]));
    }
    const reported = await report(paths);
    signal.throwIfAborted();
    return graded(shards, paths, await gradebook(paths, reported));
  } catch (error) {
    if (signal.aborted) throw new Interrupted(commandFor(dirs, out));
    throw unwritable(error, [out]) ?? error;
  } finally {
    release();
  }
}

/** Reports are made by this program from facts of that one: both must mean the same by them. */
function refuseOtherRelease({ versions }: Kit, { plan, dir }: ReadShard): void {
  if (plan.versions.gradus === versions.gradus) return;
  throw new InputError({
    who: dir,
    seen: `this shard was run by gradus ${plan.versions.gradus}, and this is ${versions.gradus}`,
    hint: 'merge with the release that ran the shards',
  });
}

function refuseSelf(shards: readonly ReadShard[], out: string): void {
  const target = existsSync(out) ? realpathSync(out) : undefined;
  const own = shards.find(({ dir }) => realpathSync(dir) === target);
  if (own === undefined) return;
  throw new InputError({
    who: `--out ${out}`,
    seen: `this is the folder of shard ${shardName(own.document)}`,
    expected: 'a new folder, or one that an earlier merge of this class wrote',
  });
}

async function copySubmission(submission: PlannedSubmission, from: OutPaths, to: OutPaths): Promise<void> {
  const folder = from.collected(submission);
  // What an earlier merge left of another version does not stay.
  await rm(to.collected(submission), { recursive: true, force: true });
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    await writeDurably(join(to.collected(submission), entry.name), readFileSync(join(folder, entry.name)));
  }
  await writeDurably(to.outcome(submission), readFileSync(from.outcome(submission)));
}

function graded(shards: readonly [ReadShard, ...ReadShard[]], paths: OutPaths, made: Gradebook): Graded {
  const [{ plan, document }] = shards;
  const remarks = [...readDocument(paths.class, classSchema).notes];
  remarks.push(...uncountedNote(document.isolation, plan.minIsolation));
  remarks.push(...plan.assignments.flatMap((one) => certificateNote(one) ?? []));
  const withheld = made.attempts
    .filter(({ status }) => status === 'infrastructure-error')
    .map(({ id }) => id);
  if (withheld.length > 0) {
    const theirs = shards
      .filter((shard) => shard.document.outcomes.some((one) => withheld.includes(submissionName(one))))
      .map((shard) => shardName(shard.document));
    remarks.push(
      `${withheld.length} scores are withheld because the grader failed; run shard ${theirs.join(', ')} again, then merge`,
    );
  }
  return {
    gradebook: made,
    notes: remarks.map(cleanLine),
    written: [
      `reports (staff)      ${paths.reports}`,
      `feedback (students)  ${paths.feedbacks}`,
      `gradebook            ${paths.gradebook} and ${paths.gradebookCsv}`,
    ],
    withheld: withheld.length,
  };
}

const commandFor = (dirs: readonly string[], out: string): string =>
  ['gradus', 'merge', ...dirs, '--out', out].map(shellWord).join(' ');
