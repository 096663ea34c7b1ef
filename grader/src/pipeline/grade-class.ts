import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kit } from '../kit.ts';
import { sweepTemporaryFolders } from '../sandbox/temporary-folder.ts';
import type { IsolationLevel } from '../sandbox/types.ts';
import { classSchema } from '../schema/class.ts';
import { cleanLine } from '../schema/clean-text.ts';
import { DEFAULT_MIN_ISOLATION } from '../schema/course.ts';
import type { Gradebook } from '../schema/gradebook.ts';
import { readDocument } from '../schema/validate.ts';
import { openCache } from './cache.ts';
import { certificateNote } from './certificate.ts';
import { checkFolders } from './check-folders.ts';
import { collect } from './collect.ts';
import { engineSlots } from './engine-slots.ts';
import { gradebook } from './gradebook.ts';
import { Interrupted } from './interrupted.ts';
import { takeLock } from './lock.ts';
import { type OutPaths, outPaths } from './out-paths.ts';
import { plan } from './plan.ts';
import { report } from './report.ts';
import { requireIsolation, uncountedNote } from './require-isolation.ts';
import { type RunOptions, run } from './run.ts';
import { readSecret, type Secret } from './secret.ts';
import { shardName } from './shards/shard.ts';
import { beginShard, writeShard } from './shards/write-shard.ts';
import { shellWord } from './shell-word.ts';
import { suiteCases } from './suite-cases.ts';
import type { Tools } from './tools.ts';
import { sweepUnfinished } from './unfinished.ts';
import { unwritable } from './unwritable.ts';

/** The stages, in order; each reads what the ones before it wrote. */
export const STAGES = ['collect', 'plan', 'run', 'report', 'gradebook'] as const;
export type Stage = (typeof STAGES)[number];

export interface GradeRequest
  extends Pick<RunOptions, 'concurrency' | 'signal' | 'onProgress' | 'now' | 'shard'> {
  readonly kit: Kit;
  readonly tools: Tools;
  readonly dir: string;
  readonly out: string;
  /** Where facts are kept by what decides them; in the output folder when absent. */
  readonly cache?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The level that this run accepts; the course's own when absent. */
  readonly isolation?: IsolationLevel;
  readonly secretFile?: string;
  /** The one stage to run; all of them when absent. */
  readonly only?: Stage;
}

export interface Graded {
  readonly gradebook?: Gradebook;
  /** Remarks for the teacher, in one line each. */
  readonly notes: readonly string[];
  /** Where things are, in one line each. */
  readonly written: readonly string[];
  /** Attempts whose score is withheld because the grader failed. */
  readonly withheld: number;
}

/** Grades a class, or runs one stage of it. Rejects with `InputError`, or with `Interrupted`. */
export async function gradeClass(request: GradeRequest): Promise<Graded> {
  const { dir, out, env, secretFile, signal } = request;
  const paths = outPaths(out);
  const { cache = paths.cache } = request;
  checkFolders(dir, out, cache);
  // Asked for before anything is written; no other stage needs it.
  const secret = runs(request, 'run') ? readSecret(dir, secretFile, env) : undefined;
  let release = () => {};
  try {
    release = takeLock(paths.lock, () => [out, cache].forEach(sweepUnfinished));
    await sweepTemporaryFolders(tmpdir());
    return await runStages(request, paths, cache, secret);
  } catch (error) {
    if (signal.aborted) throw new Interrupted(commandFor(request));
    throw unwritable(error, [out, cache, tmpdir()]) ?? error;
  } finally {
    release();
  }
}

/** What one part of a class can do; only all of them together make reports and a gradebook. */
const SHARD_STAGES: readonly Stage[] = ['collect', 'plan', 'run'];

const runs = ({ only, shard }: GradeRequest, stage: Stage): boolean =>
  (only === undefined || only === stage) && (shard === undefined || SHARD_STAGES.includes(stage));

async function runStages(
  request: GradeRequest,
  paths: OutPaths,
  cacheFolder: string,
  secret: Secret | undefined,
): Promise<Graded> {
  const { kit, tools, dir, signal, shard } = request;
  if (shard !== undefined) await beginShard(paths, shard);
  const running = runs(request, 'plan') || runs(request, 'run');
  // Together: the probe waits for its processes while the files are read.
  const collecting = runs(request, 'collect') ? collect(kit, dir, paths) : undefined;
  const probing = running ? tools.probeIsolation(kit) : undefined;
  await Promise.allSettled([collecting, probing]);
  await collecting;
  const { course, notes } = readDocument(paths.class, classSchema);
  const remarks = [...notes];
  let withheld = 0;
  const isolation = await probing;
  if (isolation !== undefined) {
    const minIsolation = course.minIsolation ?? DEFAULT_MIN_ISOLATION;
    if (secret !== undefined) requireIsolation(isolation, minIsolation, request.isolation);
    if (secret?.published)
      remarks.push("inputs were drawn with the class's published secret; a real class has its own");
    remarks.push(...uncountedNote(isolation, minIsolation));
    signal.throwIfAborted();
    const workshop = tools.openWorkshop(kit, isolation);
    const engines = engineSlots(workshop.startEngine);
    try {
      if (runs(request, 'plan')) {
        // Without a secret, since planning needs none: what somebody made up would agree with no run.
        const known = openCache(join(cacheFolder, 'cases'), '');
        const planned = await plan(kit, paths, suiteCases(kit, engines, known));
        remarks.push(...planned.assignments.flatMap((one) => certificateNote(one) ?? []));
      }
      signal.throwIfAborted();
      if (secret !== undefined) {
        const cache = openCache(join(cacheFolder, 'facts'), secret.value);
        await run({ ...request, paths, isolation, secret, cache, workshop, engines });
        if (shard !== undefined) withheld = await writeShard(paths, shard, { isolation, secret });
      }
    } finally {
      await engines.close();
      await workshop.close();
    }
  }
  signal.throwIfAborted();
  const reported = runs(request, 'report') ? await report(paths) : undefined;
  const made = runs(request, 'gradebook') ? await gradebook(paths, reported) : undefined;
  withheld += made?.attempts.filter(({ status }) => status === 'infrastructure-error').length ?? 0;
  if (withheld > 0) {
    remarks.push(
      `${withheld} scores are withheld because the grader failed; run again: ${commandFor(request)}`,
    );
  }
  return {
    ...(made === undefined ? {} : { gradebook: made }),
    notes: remarks.map(cleanLine),
    written: written(request, paths),
    withheld,
  };
}

/** Where things are, for people. */
function written(request: GradeRequest, paths: OutPaths): string[] {
  const { shard } = request;
  if (shard !== undefined) {
    return [
      `${`shard ${shardName(shard)}`.padEnd(20)} ${paths.shard}`,
      `${'next'.padEnd(20)} gradus merge SHARD_FOLDER… --out FOLDER, once all ${shard.of} are there`,
    ];
  }
  const places: readonly (readonly [Stage, string, string])[] = [
    ['collect', 'collected', paths.class],
    ['plan', 'plan', paths.plan],
    ['run', 'outcomes', paths.outcomes],
    ['report', 'reports (staff)', paths.reports],
    ['report', 'feedback (students)', paths.feedbacks],
    ['gradebook', 'gradebook', `${paths.gradebook} and ${paths.gradebookCsv}`],
  ];
  // A whole run names what people read; a stage alone names what it wrote.
  const wanted: readonly Stage[] = request.only === undefined ? ['report', 'gradebook'] : [request.only];
  return places
    .filter(([stage]) => wanted.includes(stage))
    .map(([, what, where]) => `${what.padEnd(20)} ${where}`);
}

/** The command line that asks for the same again. */
function commandFor({ dir, out, cache, isolation, secretFile, only, shard }: GradeRequest): string {
  const part = shard === undefined ? undefined : shardName(shard);
  const flags = Object.entries({
    out,
    cache,
    isolation,
    'secret-file': secretFile,
    only,
    shard: part,
  }).flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag}`, String(value)]));
  return ['gradus', 'grade', dir, ...flags].map(shellWord).join(' ');
}
