import { type Command, InvalidArgumentError } from 'commander';
import { passed } from '../check/check-result.ts';
import { checkSubmission } from '../check/check-submission.ts';
import { findAssignment } from '../check/find-assignment.ts';
import { findFile } from '../check/find-file.ts';
import { handoutSections } from '../check/handout-section.ts';
import { renderCheck } from '../check/render-check.ts';
import { paintFor } from '../console/paint.ts';
import { readManifest } from '../pipeline/manifest.ts';
import type { Session } from './session.ts';

/** An ordinary check has answered by then. */
const PATIENCE_MS = 2_500;

const EXAMPLES = `
Examples:
  gradus check a03                     your file of assignment A03
  gradus check softmax --file try.ts   another file
  gradus check a03 --hints 2           one hint more, where a mistake is known`;

interface Flags {
  readonly file?: string;
  readonly hints: number;
}

/** `gradus check`: what a student runs at home. Exit status 0 when all visible cases pass, 1 when not. */
export function check(program: Command, session: Session): void {
  program
    .command('check')
    .description('run the visible tests of an assignment on your file')
    .argument('[assignment]', "the assignment: 'a03', 'softmax' or 'a03-softmax'")
    .option('--file <file>', 'check this file instead of the one in the assignment')
    .option('--hints <n>', 'how many hints to show for a known mistake: 1, 2 or 3', someHints, 1)
    .addHelpText('after', EXAMPLES)
    .action(async (asked: string | undefined, flags: Flags) => {
      const { file: named, hints } = flags;
      const { kit, stdout, stderr, env, signal } = session;
      const manifest = readManifest(kit, findAssignment(kit, asked));
      const file = findFile(kit, manifest, named);
      const waiting = setTimeout(() => {
        if (stderr.isTTY)
          stderr.write('Still running: a call that does not end is stopped after a few seconds.\n');
      }, PATIENCE_MS);
      const result = await checkSubmission(kit, manifest, file.source, signal)
        .catch((error: unknown) => {
          if (!signal.aborted) throw error;
          return undefined;
        })
        .finally(() => clearTimeout(waiting));
      if (result === undefined || signal.aborted) {
        stderr.write('Interrupted.\n');
        session.status = 130;
        return;
      }
      const seeFor = handoutSections(kit, manifest.slug);
      const paint = paintFor(stdout, env);
      const command = commandLine(asked, named);
      stdout.write(renderCheck(result, { manifest, file, paint, seeFor, hints, command }));
      session.status = result.compiled && result.cases.every(passed) ? 0 : 1;
    });
}

function someHints(text: string): number {
  if (!/^[123]$/.test(text)) throw new InvalidArgumentError('expected 1, 2 or 3');
  return Number(text);
}

/** What was typed, to be typed again. */
const commandLine = (asked: string | undefined, file: string | undefined): string =>
  [
    'npx gradus check',
    ...(asked === undefined ? [] : [asked]),
    ...(file === undefined ? [] : ['--file', /\s/.test(file) ? `"${file}"` : file]),
  ].join(' ');
