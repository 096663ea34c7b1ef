import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { assignmentsDir, type Kit, manifestPath } from '../kit.ts';
import { InputError } from '../schema/input-error.ts';
import { jsonLineAt } from '../schema/json-line-at.ts';
import { type Manifest, manifestSchema } from '../schema/manifest.ts';
import { didYouMean } from '../schema/nearest.ts';
import { parseDocument, readText } from '../schema/validate.ts';
import { hasTwoDecimals, hundredths, pointsOf } from '../scoring/hundredths.ts';
import { sha256 } from './digest.ts';

/** Every assignment is worth this much. */
const TOTAL_POINTS = 100;

/** Reads an assignment's manifest and checks what a schema cannot: that ids are unique and points add up. */
export function readManifest(kit: Kit, slug: string): Manifest {
  const path = manifestPath(kit, slug);
  if (!existsSync(path)) {
    const known = assignmentSlugs(kit);
    const expected = known.length > 0 ? known.join(', ') : `assignments under ${assignmentsDir(kit)}`;
    throw new InputError({
      who: 'gradus',
      seen: `unknown assignment "${slug}"`,
      expected,
      ...didYouMean(slug, known),
    });
  }
  const source = readText(path);
  const manifest = parseDocument(source, manifestSchema, path);
  const fault = faultOf(manifest, slug);
  if (fault === undefined) return manifest;
  const { at, seen, expected } = fault;
  throw new InputError({
    who: `${path}:${jsonLineAt(source, at)}`,
    seen: `${at}${seen}`,
    ...(expected !== undefined && { expected }),
  });
}

export const manifestDigest = (kit: Kit, slug: string): string =>
  sha256(readFileSync(manifestPath(kit, slug)));

/** The assignments of a kit: the folders that hold a manifest. */
export function assignmentSlugs(kit: Kit): string[] {
  const folder = assignmentsDir(kit);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((slug) => existsSync(manifestPath(kit, slug)))
    .sort();
}

interface Fault {
  /** The JSON pointer of what is wrong. */
  readonly at: string;
  /** Goes on after the pointer. */
  readonly seen: string;
  readonly expected?: string;
}

function faultOf(manifest: Manifest, slug: string): Fault | undefined {
  const { tasks, code } = manifest;
  if (manifest.slug !== slug)
    return { at: '/slug', seen: `: "${manifest.slug}"`, expected: `the folder's name, "${slug}"` };
  for (const key of ['id', 'name'] as const) {
    const twin = firstTwin(tasks.map((task) => task[key]));
    if (twin !== undefined)
      return { at: `/tasks/${twin.index}/${key}`, seen: `: "${twin.word}" stands there twice` };
  }
  for (const [index, task] of tasks.entries()) {
    const fault = faultOfTask(task, code);
    if (fault !== undefined) return { ...fault, at: `/tasks/${index}`, seen: ` (${task.id}): ${fault.seen}` };
  }
  const total = sum(tasks.map(({ points }) => points));
  return total === TOTAL_POINTS
    ? undefined
    : { at: '/tasks', seen: `: the tasks are worth ${total} points together`, expected: `${TOTAL_POINTS}` };
}

function faultOfTask(
  { id, points, groups }: Manifest['tasks'][number],
  code: string,
): Omit<Fault, 'at'> | undefined {
  if (!id.startsWith(`${code}.`)) return { seen: `the id does not begin with the code "${code}."` };
  const twin = firstTwin(groups.map((group) => group.id));
  if (twin !== undefined) return { seen: `the group "${twin.word}" stands there twice` };
  const only = groups.length === 1 ? groups[0]?.id : undefined;
  if (only !== undefined && only !== 'predictions') {
    return {
      seen: `its one group is "${only}"`,
      expected: "two groups at least, or one called 'predictions'",
    };
  }
  const crooked = [points, ...groups.map((group) => group.points)].find((value) => !hasTwoDecimals(value));
  if (crooked !== undefined) return { seen: `${crooked} points`, expected: 'at most two decimals' };
  const total = sum(groups.map((group) => group.points));
  return total === points
    ? undefined
    : { seen: `the groups are worth ${total} points together`, expected: `${points}, as the task` };
}

const sum = (values: readonly number[]): number =>
  pointsOf(values.reduce((total, value) => total + hundredths(value), 0));

function firstTwin(words: readonly string[]): { readonly word: string; readonly index: number } | undefined {
  const index = words.findIndex((word, i) => words.indexOf(word) !== i);
  return index < 0 ? undefined : { word: words[index] as string, index };
}
