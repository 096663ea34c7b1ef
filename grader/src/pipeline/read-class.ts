import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Static } from '@sinclair/typebox';
import { type Class, classSchema } from '../schema/class.ts';
import { type Course, courseSchema } from '../schema/course.ts';
import { assignment, attempt, closed, learner, submittedAt } from '../schema/fields.ts';
import { InputError } from '../schema/input-error.ts';
import { didYouMean } from '../schema/nearest.ts';
import { EXTERNAL_KEYS } from '../schema/people.ts';
import { checkDocument, readDocument } from '../schema/validate.ts';
import { type CsvRow, readCsvRows } from './csv-rows.ts';
import type { SubmissionName } from './out-paths.ts';

const handInSchema = closed({ learner, assignment, attempt, submittedAt });
const learnerSchema = classSchema.properties.learners.items;
const adjustmentSchema = classSchema.properties.adjustments.items;

/** A row of submissions.csv. */
export type HandIn = Static<typeof handInSchema>;

/** What a teacher wrote about the class: everything in the input folder but the submissions. */
export interface ClassFiles extends Pick<Class, 'learners' | 'adjustments'> {
  readonly course: Course;
  readonly handIns: readonly HandIn[];
}

/**
 * Reads course.json, roster.csv, submissions.csv and adjustments.csv, and checks each against the others.
 *
 * @param slugs the assignments that there are
 */
export function readClass(dir: string, slugs: readonly string[]): ClassFiles {
  const course = readCourse(dir, slugs);
  const learners = readRoster(join(dir, 'roster.csv'));
  const known = {
    learner: learners.map(({ id }) => id),
    assignment: course.assignments.map(({ slug }) => slug),
  };

  const handIns = readCsvRows(join(dir, 'submissions.csv'), {
    required: ['learner', 'assignment', 'submittedAt'],
    optional: ['attempt'],
  }).map((row) => {
    const cells = { ...row.cells, attempt: numeric(row.cells.attempt ?? '1') };
    return checkNames(checkDocument(cells, handInSchema, row.where), known, row.where);
  });
  refuseTwins(
    handIns,
    (one) => `${one.learner} ${one.assignment} attempt ${one.attempt}`,
    join(dir, 'submissions.csv'),
  );

  const adjustments = readCsvRows(join(dir, 'adjustments.csv'), {
    required: ['learner', 'assignment', 'kind', 'delta', 'at'],
    optional: ['reason', 'by'],
  }).map((row) => {
    const cells = { ...row.cells, delta: numeric(row.cells.delta ?? '') };
    return checkNames(checkDocument(cells, adjustmentSchema, row.where), known, row.where);
  });
  return { course, learners, handIns, adjustments };
}

function readCourse(dir: string, slugs: readonly string[]): Course {
  const path = join(dir, 'course.json');
  if (!existsSync(path)) {
    throw new InputError({
      who: dir,
      seen: existsSync(dir) ? 'this folder has no course.json' : 'there is no such folder',
      expected: 'a class: a folder with course.json, roster.csv and submissions/',
    });
  }
  const course = readDocument(path, courseSchema);
  refuseTwins(course.assignments, ({ slug }) => slug, path);
  for (const [index, { slug, dueAt, lateDueAt }] of course.assignments.entries()) {
    if (!slugs.includes(slug)) {
      const seen = `/assignments/${index}/slug: unknown assignment "${slug}"`;
      throw new InputError({ who: path, seen, expected: slugs.join(', '), ...didYouMean(slug, slugs) });
    }
    if (dueAt !== undefined && lateDueAt !== undefined && Date.parse(lateDueAt) < Date.parse(dueAt)) {
      const seen = `/assignments/${index}: lateDueAt ${lateDueAt} lies before dueAt ${dueAt}`;
      throw new InputError({ who: path, seen, hint: 'are the two swapped?' });
    }
  }
  return course;
}

function readRoster(path: string): Class['learners'] {
  if (!existsSync(path)) {
    throw new InputError({ who: path, seen: 'there is no such file', expected: 'the learners of the class' });
  }
  const rows = readCsvRows(path, {
    required: ['id', 'givenName', 'familyName'],
    optional: ['email', 'section', 'status', ...EXTERNAL_KEYS],
  });
  const learners = rows.map((row) => checkDocument(rosterEntry(row), learnerSchema, row.where));
  // Two ids that differ in case only would share a folder on macOS and Windows.
  refuseTwins(learners, ({ id }) => id.toLowerCase(), path);
  return learners;
}

/** The row with its foreign keys under `external`; names may be empty, keys of a document may not be absent. */
function rosterEntry({ cells }: CsvRow): object {
  const isExternal = (column: string) => EXTERNAL_KEYS.some((key) => key === column);
  const entries = Object.entries(cells);
  const external = Object.fromEntries(entries.filter(([column]) => isExternal(column)));
  return {
    givenName: '',
    familyName: '',
    ...Object.fromEntries(entries.filter(([column]) => !isExternal(column))),
    ...(Object.keys(external).length > 0 ? { external } : {}),
  };
}

/** The number that a cell holds; the cell itself when it holds none, so that validation can show it. */
const numeric = (cell: string): number | string =>
  cell !== '' && Number.isFinite(Number(cell)) ? Number(cell) : cell;

function checkNames<T extends Pick<SubmissionName, 'learner' | 'assignment'>>(
  row: T,
  known: Readonly<Record<'learner' | 'assignment', readonly string[]>>,
  where: string,
): T {
  for (const column of ['learner', 'assignment'] as const) {
    if (known[column].includes(row[column])) continue;
    const expected = column === 'learner' ? 'an id of roster.csv' : known.assignment.join(', ');
    const seen = `unknown ${column} "${row[column]}"`;
    throw new InputError({ who: where, seen, expected, ...didYouMean(row[column], known[column]) });
  }
  return row;
}

function refuseTwins<T>(rows: readonly T[], nameOf: (row: T) => string, path: string): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const name = nameOf(row);
    if (seen.has(name))
      throw new InputError({ who: path, seen: `${name} stands in ${basename(path)} twice` });
    seen.add(name);
  }
}
