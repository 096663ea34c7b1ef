import type { Command } from 'commander';
import { autograde as gradeSubmission } from '../gradescope/autograde.ts';
import { sandboxTools } from '../pipeline/sandbox-tools.ts';
import type { Session } from './session.ts';

/** `gradus autograde`: what `run_autograder` of an archive calls, inside a container of Gradescope. */
export function autograde(program: Command, session: Session): void {
  program
    .command('autograde', { hidden: true })
    .description('grade the submission in a container of Gradescope, and write results.json')
    .requiredOption('--root <dir>', "Gradescope's folder: /autograder")
    .action(async ({ root }: { root: string }) => {
      const { kit, signal } = session;
      await gradeSubmission({ kit, tools: sandboxTools, root, signal });
    });
}
