import type { Command } from 'commander';
import { mergeShards } from '../pipeline/shards/merge-shards.ts';
import type { Session } from './session.ts';
import { tellGraded } from './tell-graded.ts';

const NOTES = `
The shards must be all there, and of one class run in one way: the same submissions, suites, seed, secret, versions and
isolation. Otherwise nothing is written, and the exit status is 2. What is written is what \`gradus grade\` without
--shard would have written.

Example:
  gradus merge shards/* --out out`;

/** `gradus merge SHARD… --out OUT`: the parts of a class → reports, feedback and a gradebook. */
export function merge(program: Command, session: Session): void {
  program
    .command('merge')
    .description('put the shards of a class together: reports, feedback and a gradebook')
    .argument('<shard...>', 'the output folders of `gradus grade --shard`')
    .requiredOption('-o, --out <folder>', 'where everything is written')
    .addHelpText('after', NOTES)
    .action(async (dirs: string[], { out }: { out: string }) => {
      const { kit, signal } = session;
      session.status = tellGraded(await mergeShards({ kit, dirs, out, signal }), session);
    });
}
