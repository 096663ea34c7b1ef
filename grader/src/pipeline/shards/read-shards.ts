import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../schema/input-error.ts';
import { type Plan, type PlannedSubmission, planSchema } from '../../schema/plan.ts';
import { type ShardDocument, shardSchema } from '../../schema/shard.ts';
import { readDocument } from '../../schema/validate.ts';
import { canonicalDigest, sha256 } from '../digest.ts';
import { type OutPaths, outPaths, submissionName } from '../out-paths.ts';
import { plannedAssignment } from '../planned-assignment.ts';
import { planDifference } from './plan-difference.ts';
import { shardName, shareOf } from './shard.ts';

/** A finished shard on disk. */
export interface ReadShard {
  readonly dir: string;
  readonly paths: OutPaths;
  readonly document: ShardDocument;
  readonly plan: Plan;
}

/** The shards of one class, all of them and nothing else, in order; `InputError` says what is missing or does not belong. */
export function readShards(dirs: readonly string[]): readonly [ReadShard, ...ReadShard[]] {
  const [first, ...others] = dirs.map(readShard);
  if (first === undefined) throw new Error('gradus merge asks for one folder at least');
  for (const other of others) refuseMixed(first, other);
  const byIndex = new Map<number, ReadShard>();
  for (const shard of [first, ...others]) {
    const twin = byIndex.get(shard.document.index);
    if (twin !== undefined) {
      const seen = `shard ${shardName(shard.document)} is there twice: ${twin.dir} and ${shard.dir}`;
      throw new InputError({ who: 'gradus merge', seen, hint: 'name each shard once' });
    }
    byIndex.set(shard.document.index, shard);
  }
  refuseMissing(byIndex, first.document.of);
  for (const shard of byIndex.values()) refuseIncomplete(shard);
  const [lowest = first, ...rest] = [...byIndex.values()].sort((a, b) => a.document.index - b.document.index);
  return [lowest, ...rest];
}

function readShard(dir: string): ReadShard {
  const paths = outPaths(dir);
  if (!existsSync(paths.shard)) {
    throw new InputError({
      who: dir,
      seen: existsSync(dir) ? 'this folder has no shard.json' : 'there is no such folder',
      expected: 'the --out of a finished `gradus grade … --shard i/n`',
      hint: 'a shard that was stopped has none: run it again, and it goes on where it was',
    });
  }
  const document = readDocument(paths.shard, shardSchema);
  const stale = [
    ['plan.json', paths.plan, document.planSha256],
    ['class.json', paths.class, document.classSha256],
  ].find(([, path = '', digest]) => !existsSync(path) || sha256(readFileSync(path)) !== digest);
  if (stale !== undefined) {
    throw new InputError({
      who: paths.shard,
      seen: `${stale[0]} beside it is not the one that this shard was run with`,
      hint: `run shard ${shardName(document)} again`,
    });
  }
  return { dir, paths, document, plan: readDocument(paths.plan, planSchema) };
}

/** Parts of two classes, or of one class run in two ways, make no gradebook. */
function refuseMixed(one: ReadShard, other: ReadShard): void {
  const mixed = (seen: string, hint: string) =>
    new InputError({
      who: 'gradus merge',
      seen: `${one.dir} and ${other.dir} do not belong together: ${seen}`,
      expected: 'the shards of one class, run in one way',
      hint,
    });
  const [a, b] = [one.document, other.document];
  if (a.of !== b.of) throw mixed(`one is shard ${shardName(a)}, the other ${shardName(b)}`, 'cut it once');
  const words = (versions: ShardDocument['versions']) =>
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(' and ');
  if (canonicalDigest(a.versions) !== canonicalDigest(b.versions)) {
    throw mixed(
      `${words(a.versions)} against ${words(b.versions)}`,
      'run every shard with the same versions',
    );
  }
  if (one.plan.seed !== other.plan.seed) {
    throw mixed(`seed ${one.plan.seed} against ${other.plan.seed}`, 'give every shard the same course.json');
  }
  if (a.secretSha256 !== b.secretSha256) {
    throw mixed('their inputs were drawn from two secrets', 'give every shard the same secret');
  }
  if (canonicalDigest(a.isolation) !== canonicalDigest(b.isolation)) {
    const [here, there] = [a, b].map(({ isolation: { level, missing } }) =>
      missing.length === 0 ? `level ${level}` : `level ${level} without ${missing.join(', ')}`,
    );
    throw mixed(`isolation ${here} against ${there}`, 'run every shard on the same kind of machine');
  }
  if (a.planSha256 !== b.planSha256) {
    const { seen, hint } = planDifference(one.plan, other.plan);
    throw mixed(seen, hint);
  }
  if (a.classSha256 !== b.classSha256) {
    throw mixed('course.json, roster.csv or adjustments.csv differ', 'give every shard the same class');
  }
}

function refuseMissing(there: ReadonlyMap<number, ReadShard>, of: number): void {
  const missing = Array.from({ length: of }, (_, place) => place + 1).filter((index) => !there.has(index));
  if (missing.length === 0) return;
  const names = missing.slice(0, 8).map((index) => shardName({ index, of }));
  const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : '';
  throw new InputError({
    who: 'gradus merge',
    seen: `of ${of} shards ${missing.length} ${missing.length === 1 ? 'is' : 'are'} missing: ${names.join(', ')}${more}`,
    hint: 'run them, or fetch what they wrote, and name their folders too',
  });
}

/** Each submission of the share has its file and its outcome, and both are what the shard wrote. */
function refuseIncomplete({ paths, document, plan }: ReadShard): void {
  const digests = new Map(document.outcomes.map((entry) => [submissionName(entry), entry.sha256]));
  const broken = (path: string, seen: string) =>
    new InputError({
      who: path,
      seen,
      hint: `run shard ${shardName(document)} again, or fetch its files again`,
    });
  for (const submission of shareOf(plan, document)) {
    const name = submissionName(submission);
    const outcome = paths.outcome(submission);
    if (!existsSync(outcome) || !digests.has(name)) {
      throw broken(outcome, `shard ${shardName(document)} lacks the outcome of ${name}`);
    }
    if (sha256(readFileSync(outcome)) !== digests.get(name)) {
      throw broken(outcome, `the outcome of ${name} is not the one that shard ${shardName(document)} wrote`);
    }
    refuseWithoutFile(paths, plan, submission, broken);
  }
}

function refuseWithoutFile(
  paths: OutPaths,
  plan: Plan,
  submission: PlannedSubmission,
  broken: (path: string, seen: string) => InputError,
): void {
  const { assignment, refusal, sha256: digest } = submission;
  const folder = paths.collected(submission);
  const record = join(folder, 'submission.json');
  if (!existsSync(record)) throw broken(record, 'there is no such file');
  if (refusal !== undefined) return;
  const file = join(folder, plannedAssignment(plan, assignment).file);
  if (!existsSync(file) || sha256(readFileSync(file)) !== digest) {
    throw broken(file, `the file of ${submissionName(submission)} is not the planned one`);
  }
}
