import { cpSync, existsSync, lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { writeDocument, writeDurably } from '../pipeline/durable-write.ts';
import { attemptName, type SubmissionName } from '../pipeline/out-paths.ts';
import type { Course } from '../schema/course.ts';
import { attemptOf, learnerOf, type SubmissionMetadata } from './submission-metadata.ts';

/** The course of an archive: the class's, with one assignment and without dates, as lateness is Gradescope's to judge. */
export function courseOf(
  { schema, id, title, term, seed, minIsolation, replay }: Course,
  slug: string,
): Course {
  return {
    ...{ schema, id, title, seed },
    ...(term === undefined ? {} : { term }),
    ...(minIsolation === undefined ? {} : { minIsolation }),
    ...(replay === undefined ? {} : { replay }),
    assignments: [{ slug }],
  };
}

/** Writes a class of one learner and one submission, and says how the submission is named in it. */
export async function writeClass(
  dir: string,
  course: Course,
  metadata: SubmissionMetadata,
  handedIn: { readonly folder: string; readonly file: string },
): Promise<SubmissionName> {
  const [{ slug } = { slug: '' }] = course.assignments;
  const name = { learner: learnerOf(metadata), assignment: slug, attempt: attemptOf(metadata) };
  await writeDocument(join(dir, 'course.json'), course);
  await writeDurably(
    join(dir, 'roster.csv'),
    stringify([
      ['id', 'givenName', 'familyName'],
      [name.learner, '', ''],
    ]),
  );
  await writeDurably(
    join(dir, 'submissions.csv'),
    stringify([
      ['learner', 'assignment', 'attempt', 'submittedAt'],
      [name.learner, slug, name.attempt, metadata.created_at],
    ]),
  );
  const target = join(dir, 'submissions', name.learner, attemptName(name));
  mkdirSync(target, { recursive: true });
  const source = placeOf(handedIn, slug);
  if (existsSync(source))
    cpSync(source, target, { recursive: true, verbatimSymlinks: true, filter: isPlain });
  return name;
}

/** Where the file lies: on top, or where it lies in the folder that students are handed, which some hand in whole. */
function placeOf({ folder, file }: { readonly folder: string; readonly file: string }, slug: string): string {
  const inKit = join(folder, 'assignments', slug);
  return !existsSync(join(folder, file)) && existsSync(join(inKit, file)) ? inKit : folder;
}

/** Pipes and sockets cannot be copied; a link stays a link, which collecting refuses. */
function isPlain(path: string): boolean {
  const stat = lstatSync(path);
  return stat.isFile() || stat.isDirectory() || stat.isSymbolicLink();
}
