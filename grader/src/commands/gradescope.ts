import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { findAssignment } from '../check/find-assignment.ts';
import { archiveFiles, SCRIPTS } from '../gradescope/archive-files.ts';
import { zip } from '../gradescope/zip.ts';
import { readManifest } from '../pipeline/manifest.ts';
import { readSecret } from '../pipeline/secret.ts';
import { type Course, courseSchema } from '../schema/course.ts';
import { InputError } from '../schema/input-error.ts';
import { readDocument } from '../schema/validate.ts';
import type { Session } from './session.ts';
import { writeNew } from './write-new.ts';

interface GradescopeFlags {
  readonly class: string;
  readonly out: string;
  readonly secretFile?: string;
  readonly force?: boolean;
}

const NOTES = `
Upload the archive as the autograder of a programming assignment (base image: Ubuntu; its points: 100). Title, seed and
least isolation are those of course.json; dates and late rules are not, they are Gradescope's. In its containers a
submission has a user of its own (isolation level 2), and Gradescope's network.

The archive is for staff alone: it holds this assignment's hidden suite, its reference solution and the secret.

Example:
  gradus gradescope a03 --class CLASS --secret-file secret.txt --out autograder.zip`;

/** `gradus gradescope`: writes an autograder for Gradescope. The same kit, course and secret give the same bytes. */
export function gradescope(program: Command, session: Session): void {
  program
    .command('gradescope')
    .description('write an autograder archive for Gradescope, for one assignment')
    .argument('<assignment>', "the assignment: 'a03', 'softmax' or 'a03-softmax'")
    .requiredOption('--class <dir>', 'the class whose course.json it grades by')
    .requiredOption('--out <file>', 'the zip archive to write')
    .option('--secret-file <file>', 'the secret that case inputs are drawn with (else GRADUS_SECRET)')
    .option('--force', 'replace an archive that is there and differs')
    .addHelpText('after', NOTES)
    .action(async (asked: string, flags: GradescopeFlags) => {
      const { kit, env, stdout } = session;
      const { slug, code, title } = readManifest(kit, findAssignment(kit, asked));
      const course = readDocument(join(flags.class, 'course.json'), courseSchema);
      refuseUnplanned(course, slug, flags.class);
      const secret = readSecret(flags.class, flags.secretFile, env, 'gradus gradescope');
      const files = archiveFiles(kit, slug, course, secret.value);
      const archive = zip(files, (name) => (SCRIPTS.some((script) => script === name) ? 0o755 : 0o644));
      await writeNew(new Map([[flags.out, archive]]), flags.force ?? false);
      await chmod(flags.out, 0o600);
      stdout.write(`${code} ${title}: ${files.size} files in ${flags.out}\n`);
      stdout.write('note: it holds the secret, the hidden suite and the reference: for staff alone\n');
      if (secret.published)
        stdout.write("note: the secret is the class's published one; a real class has its own\n");
    });
}

/** Another class than was meant has another seed. */
function refuseUnplanned({ assignments, title }: Course, slug: string, dir: string): void {
  if (assignments.some((one) => one.slug === slug)) return;
  throw new InputError({
    who: join(dir, 'course.json'),
    seen: `the course “${title}” has no ${slug}`,
    expected: assignments.map((one) => one.slug).join(', '),
    hint: 'is this the class that was meant?',
  });
}
