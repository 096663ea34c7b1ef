import type { Command } from 'commander';
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
  gradus check softmax --file try.ts   another file`;

/** `gradus check`: what a student runs at home. Exit status 0 when all visible cases pass, 1 when not. */
export function check(program: Command, session: Session): void {
  program
    .command('check')
    .description('run the visible tests of an assignment on your file')
    .argument('[assignment]', "the assignment: 'a03', 'softmax' or 'a03-softmax'")
    .option('--file <file>', 'check this file instead of the one in the assignment')
    .addHelpText('after', EXAMPLES)
    .action(async (asked: string | undefined, { file: named }: { file?: string }) => {
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
      stdout.write(renderCheck(result, { manifest, file, paint: paintFor(stdout, env), seeFor }));
      session.status = result.compiled && result.cases.every(passed) ? 0 : 1;
    });
}
