import type { Command } from 'commander';
import { compileErrorText } from '../check/compile-error-text.ts';
import { findFile } from '../check/find-file.ts';
import { paintFor } from '../console/paint.ts';
import { assignmentSlugs, readManifest } from '../pipeline/manifest.ts';
import { decodeToken } from '../replay/decode-token.ts';
import { replayText } from '../replay/replay-text.ts';
import { runCall } from '../replay/run-call.ts';
import { InputError } from '../schema/input-error.ts';
import type { Session } from './session.ts';

const WHO = 'gradus replay';

const EXAMPLES = `
Examples:
  gradus replay gr1.wXy0…                  the token that stands in your feedback
  gradus replay gr1.wXy0… --file try.ts    on another file`;

/** `gradus replay`: a failing case's input, and what the student's function does with it. Exit status 1 when it throws. */
export function replay(program: Command, session: Session): void {
  program
    .command('replay')
    .description('run your function on the input of a case that failed in grading')
    .argument('<token>', 'the word from your feedback that begins with gr1.')
    .option('--file <file>', 'run this file instead of the one in the assignment')
    .addHelpText('after', EXAMPLES)
    .action(async (token: string, { file: named }: { file?: string }) => {
      const { kit, stdout, env } = session;
      const call = decodeToken(token);
      if (!assignmentSlugs(kit).includes(call.slug)) {
        throw new InputError({
          who: WHO,
          seen: `the token is of the assignment '${call.slug}', which this kit does not have`,
          expected: assignmentSlugs(kit).join(', '),
        });
      }
      const manifest = readManifest(kit, call.slug);
      const file = findFile(kit, manifest, named, WHO);
      const replayed = await runCall(kit, manifest, file.source, call);
      const { code, title } = manifest;
      const lines =
        replayed.did === 'not-compile'
          ? ['The file does not compile, so nothing was run.', '', ...compileErrorText(replayed.errors, file)]
          : replayText(call, replayed, file.source);
      const heading = `${paintFor(stdout, env)('bold', `${code} ${title}`)} · ${file.shown}`;
      stdout.write(`${[heading, '', ...lines].join('\n').trimEnd()}\n`);
      session.status = replayed.did === 'return' ? 0 : 1;
    });
}
