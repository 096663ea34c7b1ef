import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SuiteCase } from '../engine/protocol.ts';
import { type Kit, solutionDir, suiteDir, visibleSuitePath } from '../kit.ts';
import { DEFAULT_LIMITS } from '../sandbox/types.ts';
import { type Class, classSchema, submissionSchema } from '../schema/class.ts';
import { DEFAULT_MIN_ISOLATION } from '../schema/course.ts';
import { InputError } from '../schema/input-error.ts';
import type { Manifest } from '../schema/manifest.ts';
import { didYouMean } from '../schema/nearest.ts';
import type { Plan, PlannedAssignment, PlannedCase, PlannedSubmission } from '../schema/plan.ts';
import { readDocument } from '../schema/validate.ts';
import { hundredths, pointsOf } from '../scoring/hundredths.ts';
import { sharePoints } from '../scoring/share-points.ts';
import { certificateFor } from './certificate.ts';
import { sha256, treeDigest } from './digest.ts';
import { writeDocument } from './durable-write.ts';
import { manifestDigest, readManifest } from './manifest.ts';
import type { OutPaths } from './out-paths.ts';

/** The cases that an assignment's suites declare, in order. */
export type Collector = (
  slug: string,
  digests: PlannedAssignment['digests'],
) => Promise<readonly SuiteCase[]>;

/** Plan: `collected/` and the kit → `plan.json`, every row that there will be. Runs nothing of a submission. */
export async function plan(kit: Kit, paths: OutPaths, casesOf: Collector): Promise<Plan> {
  const { course, submissions } = readDocument(paths.class, classSchema);
  const assignments: PlannedAssignment[] = [];
  for (const { slug } of course.assignments) assignments.push(await planAssignment(kit, slug, casesOf));
  const planned: Plan = {
    schema: 'plan/v1',
    seed: course.seed,
    minIsolation: course.minIsolation ?? DEFAULT_MIN_ISOLATION,
    ...(course.replay === true ? { replay: true } : {}),
    versions: { ...kit.versions },
    assignments,
    submissions: submissions.map((name) => planSubmission(name, paths)),
  };
  await writeDocument(paths.plan, planned);
  return planned;
}

function planSubmission(name: Class['submissions'][number], paths: OutPaths): PlannedSubmission {
  const submission = readDocument(join(paths.collected(name), 'submission.json'), submissionSchema);
  const { submittedAt, submittedAtFrom, refusal } = submission;
  return {
    ...name,
    submittedAt,
    submittedAtFrom,
    sha256: submission.sha256,
    ...(refusal !== undefined ? { refusal } : {}),
  };
}

async function planAssignment(kit: Kit, slug: string, casesOf: Collector): Promise<PlannedAssignment> {
  const manifest = readManifest(kit, slug);
  const { code, title, file, forbids, tasks } = manifest;
  const digests = assignmentDigests(kit, slug);
  return {
    slug,
    code,
    title,
    file,
    digests,
    certificate: certificateFor(kit, slug, digests),
    limits: { ...DEFAULT_LIMITS, ...manifest.limits },
    forbids,
    tasks: tasks.map(({ id, name, points }) => ({ id, name, points })),
    cases: planCases(manifest, await casesOf(slug, digests)),
  };
}

/** What grades an assignment, as it is now. */
export function assignmentDigests(kit: Kit, slug: string): PlannedAssignment['digests'] {
  const { torch, engine, host, hostInSnapshot, transpiler } = kit.dist;
  return {
    suite: treeDigest(kit.root, [suiteDir(kit, slug), visibleSuitePath(kit, slug), solutionDir(kit, slug)]),
    runtime: sha256(readFileSync(torch)),
    manifest: manifestDigest(kit, slug),
    grader: treeDigest(kit.root, [engine, host, hostInSnapshot, transpiler]),
  };
}

/** The cases by task, group and place in the suites, each with its share of its group's points. */
export function planCases(manifest: Manifest, cases: readonly SuiteCase[]): PlannedCase[] {
  const strays = new Set(cases);
  const planned = manifest.tasks.flatMap((task) =>
    task.groups.flatMap((group) => {
      const members = cases.filter((one) => one.task === task.id && one.group === group.id);
      if (members.length === 0) {
        throw new InputError({
          who: `the suites of ${manifest.slug}`,
          seen: `no case belongs to ${task.id}, group "${group.id}", which is worth ${group.points} points`,
          expected: `describe('${task.id} ${task.name}') › describe('${group.id}') › test(…)`,
        });
      }
      const shares = sharePoints(hundredths(group.points), members.length);
      return members.map((member, index) => {
        strays.delete(member);
        const { id, title, visibility } = member;
        return {
          id,
          title,
          task: task.id,
          group: group.id,
          visibility,
          points: pointsOf(shares[index] ?? 0),
        };
      });
    }),
  );
  const [stray] = strays;
  if (stray !== undefined) throw strayCase(manifest, stray);
  return planned;
}

function strayCase({ slug, tasks }: Manifest, stray: SuiteCase): InputError {
  const task = tasks.find(({ id }) => id === stray.task);
  const known = task === undefined ? tasks.map(({ id }) => id) : task.groups.map(({ id }) => id);
  const [what, name] = task === undefined ? ['task', stray.task] : [`group of ${task.id}`, stray.group];
  return new InputError({
    who: `the suites of ${slug}`,
    seen: `the case "${stray.title}" belongs to no ${what} of the manifest: "${name}"`,
    expected: known.join(', '),
    ...didYouMean(name, known),
  });
}
