import { existsSync } from 'node:fs';
import { lstat, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kit } from '../kit.ts';
import type { Class, Submission } from '../schema/class.ts';
import { cleanLine } from '../schema/clean-text.ts';
import { InputError } from '../schema/input-error.ts';
import { didYouMean } from '../schema/nearest.ts';
import { sha256 } from './digest.ts';
import { writeDocument, writeDurably } from './durable-write.ts';
import { takeFromFolder } from './folder-submission.ts';
import type { Found } from './found-file.ts';
import { assignmentSlugs, readManifest } from './manifest.ts';
import { attemptName, type OutPaths, type SubmissionName, submissionName } from './out-paths.ts';
import { type ClassFiles, readClass } from './read-class.ts';
import { takeFromZip } from './zip-submission.ts';

type HandedIn = SubmissionName & { readonly found: Found };

/** Collect: the input folder → `collected/`. One file per submission, and a record of everything else. */
export async function collect(kit: Kit, dir: string, paths: OutPaths): Promise<Class> {
  const files = readClass(dir, assignmentSlugs(kit));
  const fileOf = new Map(files.course.assignments.map(({ slug }) => [slug, readManifest(kit, slug).file]));
  const notes: string[] = [];
  const handedIn = await search(join(dir, 'submissions'), files, fileOf, notes);
  for (const { learner, assignment, attempt, found } of handedIn) {
    const name = { learner, assignment, attempt };
    const submission = record(name, found, files);
    const file = join(paths.collected(name), fileOf.get(assignment) ?? '');
    if ('content' in found) await writeDurably(file, found.content);
    else await rm(file, { force: true });
    await writeDocument(join(paths.collected(name), 'submission.json'), submission);
  }
  notes.push(...rowsWithoutSubmission(files, handedIn));
  const { course, learners, adjustments } = files;
  const submissions = handedIn.map(({ learner, assignment, attempt }) => ({ learner, assignment, attempt }));
  const collected: Class = { schema: 'class/v1', course, learners, adjustments, submissions, notes };
  await writeDocument(paths.class, collected);
  return collected;
}

/** What is handed in, by learner as in the roster, assignment as in the course, and attempt. */
async function search(
  folder: string,
  { learners, course }: ClassFiles,
  fileOf: ReadonlyMap<string, string>,
  notes: string[],
): Promise<HandedIn[]> {
  const names = await namesIn(folder);
  if (names === undefined) notes.push('there is no folder submissions/: every grade is missing');
  const ids = learners.map(({ id }) => id);
  for (const name of names ?? []) {
    const id = name.replace(/\.zip$/, '');
    if (!ids.includes(id)) notes.push(unread(`submissions/${name}`, 'no learner of roster.csv', id, ids));
  }
  const slugs = course.assignments.map(({ slug }) => slug);
  const handedIn: HandedIn[] = [];
  for (const learner of ids) {
    const search: Search = { learner, fileOf, found: new Map(), notes };
    if (names?.includes(learner)) await searchFolder(join(folder, learner), search);
    if (names?.includes(`${learner}.zip`)) await searchZip(join(folder, `${learner}.zip`), search);
    handedIn.push(
      ...[...search.found]
        .map(([name, found]) => ({ learner, ...attemptOf(name), found }))
        .sort((a, b) => slugs.indexOf(a.assignment) - slugs.indexOf(b.assignment) || a.attempt - b.attempt),
    );
  }
  return handedIn;
}

/** The search for one learner's submissions. */
interface Search {
  readonly learner: string;
  /** The file wanted of each assignment. */
  readonly fileOf: ReadonlyMap<string, string>;
  /** What was found, by the folder's name: `a03-softmax@2`. */
  readonly found: Map<string, Found>;
  /** Remarks for the teacher. */
  readonly notes: string[];
}

/** What lies in the folder of submissions, hidden files apart; undefined when there is no such folder. */
async function namesIn(folder: string): Promise<string[] | undefined> {
  if (!existsSync(folder)) return undefined;
  if (!(await stat(folder)).isDirectory())
    throw new InputError({ who: folder, seen: 'this is not a folder' });
  return (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
}

async function searchFolder(path: string, { learner, fileOf, found, notes }: Search): Promise<void> {
  const where = `submissions/${learner}`;
  if (!(await lstat(path)).isDirectory()) {
    notes.push(`${where} is not a folder; it was not read`);
    return;
  }
  const foreign: string[] = [];
  for (const name of (await readdir(path)).sort()) {
    const file = fileOf.get(attemptOf(name).assignment);
    if (file === undefined) foreign.push(name);
    else found.set(name, await takeFolder(join(path, name), name, file));
  }
  notes.push(...unreadEntries(`${where}/`, foreign, fileOf.keys()));
}

/** What is named like a folder that is wanted; a link or a file of that name is not read, and says so to its learner. */
async function takeFolder(path: string, name: string, file: string): Promise<Found> {
  const status = await lstat(path);
  if (status.isDirectory()) return takeFromFolder(path, file);
  const reason = `${name} is ${status.isSymbolicLink() ? 'a link' : 'a file'}, and not a folder`;
  return {
    refusal: { reason, hint: `hand in a folder ${name} with ${file} in it` },
    modified: status.mtime,
    ignored: [],
  };
}

async function searchZip(path: string, { learner, fileOf, found, notes }: Search): Promise<void> {
  const where = `submissions/${learner}.zip`;
  const archive = await takeFromZip(path, (folder) => fileOf.get(attemptOf(folder).assignment));
  if ('refusal' in archive) {
    // Whatever it was meant for: no assignment of this learner may look as if nothing had been handed in.
    const { refusal, modified } = archive;
    notes.push(cleanLine(`${where}: ${refusal.reason}`));
    for (const slug of fileOf.keys())
      if (!found.has(slug)) found.set(slug, { refusal, modified, ignored: [] });
    return;
  }
  const foreign: string[] = [];
  for (const [name, one] of archive) {
    if (found.has(name)) notes.push(`${where}: ${name} was not read; it is there as a folder too`);
    else if (fileOf.has(attemptOf(name).assignment)) found.set(name, one);
    else foreign.push(name);
  }
  notes.push(...unreadEntries(`${where}: `, foreign, fileOf.keys()));
}

/** `a03-softmax@2` is attempt 2 of a03-softmax. Other uses of `@` name nothing. */
function attemptOf(name: string): Pick<SubmissionName, 'assignment' | 'attempt'> {
  const [, slug = name, number = '1'] = /^(.+)@([2-9]|[1-9][0-9]{1,3})$/.exec(name) ?? [];
  return { assignment: slug, attempt: Number(number) };
}

function record(name: SubmissionName, found: Found, { handIns }: ClassFiles): Submission {
  const row = handIns.find(
    (one) =>
      one.learner === name.learner && one.assignment === name.assignment && one.attempt === name.attempt,
  );
  const common: Omit<Submission, 'status' | 'sha256'> = {
    schema: 'submission/v1',
    ...name,
    submittedAt: row?.submittedAt ?? found.modified.toISOString(),
    submittedAtFrom: row === undefined ? 'file' : 'record',
    ignored: found.ignored.map(cleanLine),
  };
  if ('content' in found) {
    return { ...common, status: 'collected', sha256: sha256(found.content), bytes: found.content.length };
  }
  // Reasons name files, and the names are the student's.
  const reason = cleanLine(found.refusal.reason);
  const hint = found.refusal.hint === undefined ? {} : { hint: cleanLine(found.refusal.hint) };
  return { ...common, status: 'refused', sha256: sha256(reason), refusal: { reason, ...hint } };
}

function rowsWithoutSubmission({ handIns }: ClassFiles, handedIn: readonly HandedIn[]): string[] {
  const there = new Set(handedIn.map(submissionName));
  return handIns
    .filter((row) => !there.has(submissionName(row)))
    .map(
      (row) => `submissions.csv names ${row.learner}/${attemptName(row)}, and nothing was handed in there`,
    );
}

/** Remarks of one kind about one learner that are written out; the rest is counted. */
const REMARKS_SHOWN = 5;

/** Remarks on what lies among a learner's submissions and belongs to none; what systems leave behind is no news. */
function unreadEntries(where: string, names: readonly string[], slugs: Iterable<string>): string[] {
  const known = [...slugs];
  const news = names.filter((name) => !name.startsWith('.') && name !== '__MACOSX');
  const shown = news.slice(0, REMARKS_SHOWN);
  const rest = news.length - shown.length;
  return [
    ...shown.map((name) => unread(`${where}${name}`, 'no assignment of course.json', name, known)),
    ...(rest > 0 ? [`${where}${rest} more entries were not read`] : []),
  ];
}

function unread(what: string, why: string, name: string, known: Iterable<string>): string {
  const { hint } = didYouMean(name, known);
  return cleanLine(`${what} was not read: ${why} has this name${hint === undefined ? '' : `; ${hint}`}`);
}
