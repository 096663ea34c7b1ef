import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { Argument, type Command } from 'commander';
import { type ExportFile, scoreOf } from '../exporters/exporter.ts';
import { EXPORTERS } from '../exporters/index.ts';
import { sha256 } from '../pipeline/digest.ts';
import { type OutPaths, outPaths } from '../pipeline/out-paths.ts';
import { type Feedback, feedbackSchema } from '../schema/feedback.ts';
import { ID_PATTERN } from '../schema/fields.ts';
import { type Gradebook, gradebookSchema } from '../schema/gradebook.ts';
import { InputError } from '../schema/input-error.ts';
import { didYouMean } from '../schema/nearest.ts';
import { readDocument } from '../schema/validate.ts';
import type { Session } from './session.ts';
import { writeNew } from './write-new.ts';

interface ExportFlags {
  readonly from: string;
  readonly to: string;
  readonly assignment?: string;
  readonly force?: boolean;
}

const NOTES = `
Formats:
${EXPORTERS.map(({ name, describes }) => `  ${name.padEnd(12)} ${describes}`).join('\n')}

A file that is already there and differs is not replaced: nothing is written then, unless --force is given.
Only final scores leave. What is missing, or withheld because the grader failed, is blank and never 0.

Examples:
  gradus export canvas --from out --to grades.csv
  gradus export gradescope --from out --to gradescope --assignment a03-softmax`;

/** `gradus export FORMAT --from OUT --to PATH`: a gradebook → the files of another system. */
export function exportGrades(program: Command, session: Session): void {
  program
    .command('export')
    .description('write the grades in the format of another system')
    .addArgument(new Argument('<format>', 'the format to write').choices(EXPORTERS.map(({ name }) => name)))
    .requiredOption('--from <folder>', 'the output folder of `gradus grade`')
    .requiredOption(
      '--to <path>',
      'folder to write into, or the name of the file where the format has only one',
    )
    .option('--assignment <slug>', 'export this assignment alone')
    .option('--force', 'replace files that are there and differ')
    .addHelpText('after', NOTES)
    .action(async (format: string, { from, to, assignment, force = false }: ExportFlags) => {
      const exporter = EXPORTERS.find(({ name }) => name === format);
      if (exporter === undefined) throw new Error(`${format} is offered and has no exporter`);
      const paths = outPaths(from);
      const gradebook = only(assignment, readDocument(paths.gradebook, gradebookSchema), paths.gradebook);
      refuseUnsafe(gradebook, paths.gradebook);
      refuseUncounted(gradebook, paths.gradebook);
      const feedback = exporter.needsFeedback ? readFeedback(paths, gradebook) : new Map<string, Feedback>();
      const { files, notes } = exporter.make({ gradebook, feedback });
      const written = await writeNew(placed(files, to), force);
      for (const note of notes) session.stdout.write(`note: ${note}\n`);
      session.stdout.write(`${to}: ${written} written, ${files.length - written} unchanged\n`);
    });
}

/** The gradebook with one assignment, or all of it. */
function only(slug: string | undefined, gradebook: Gradebook, who: string): Gradebook {
  if (slug === undefined) return gradebook;
  const known = gradebook.assignments.map(({ id }) => id);
  if (!known.includes(slug)) {
    const seen = `there is no assignment "${slug}"`;
    throw new InputError({ who, seen, expected: known.join(', '), ...didYouMean(slug, known) });
  }
  return {
    ...gradebook,
    assignments: gradebook.assignments.filter(({ id }) => id === slug),
    grades: gradebook.grades.filter(({ assignmentId }) => assignmentId === slug),
  };
}

/** Ids become folder names, on the way in and on the way out. */
function refuseUnsafe({ grades }: Gradebook, who: string): void {
  const id = new RegExp(ID_PATTERN);
  const unsafe = grades
    .flatMap(({ learnerId, assignmentId }) => [learnerId, assignmentId])
    .find((one) => !id.test(one));
  if (unsafe === undefined) return;
  throw new InputError({
    who,
    seen: `the id ${JSON.stringify(unsafe)} cannot name a folder`,
    expected: 'a letter or digit, then letters, digits, dots, dashes or underscores',
  });
}

/** Results made with less isolation than the course asks are practice: no other system may take them for grades. */
function refuseUncounted({ attempts, grades }: Gradebook, who: string): void {
  const uncounted = new Set(attempts.filter(({ credit }) => credit === false).map(({ id }) => id));
  const affected = grades.filter(
    (grade) => scoreOf(grade) !== undefined && uncounted.has(grade.attemptId ?? ''),
  );
  const [first] = affected;
  if (first === undefined) return;
  throw new InputError({
    who,
    seen: `${affected.length} grades do not count ("credit": false), the first is of ${first.attemptId}`,
    expected: 'grades made with the isolation that course.json asks for',
    hint: 'grade again without --isolation, or lower minIsolation in course.json',
  });
}

/** Feedback of the attempts that count, by attempt id. */
function readFeedback(paths: OutPaths, { grades }: Gradebook): Map<string, Feedback> {
  const found = new Map<string, Feedback>();
  for (const { learnerId, attemptId } of grades) {
    const folder = join(paths.feedbacks, learnerId);
    if (attemptId === undefined || !existsSync(folder)) continue;
    const file = readdirSync(folder).find((name) => {
      const submission = `${learnerId}/${basename(name, '.json')}`;
      // An id that would be too long is the digest of the submission's name.
      return name.endsWith('.json') && [submission, sha256(submission)].includes(attemptId);
    });
    if (file !== undefined) found.set(attemptId, readDocument(join(folder, file), feedbackSchema));
  }
  return found;
}

/** Files by path. `to` is the file itself where the format has only one and `to` ends as its name does, else a folder. */
function placed(files: readonly ExportFile[], to: string): Map<string, string> {
  const [first] = files;
  const isFile = first !== undefined && dirname(first.name) === '.' && extname(to) === extname(first.name);
  return new Map(files.map(({ name, text }) => [isFile ? to : join(to, name), text]));
}
