import { check } from './commands/check.ts';
import { type Invocation, runCommandLine } from './commands/command-line.ts';
import { demo } from './commands/demo.ts';
import { elsewhere } from './commands/elsewhere.ts';
import { replay } from './commands/replay.ts';

/** Verbs that a student may read of, and that need the full kit. */
const INSTRUCTORS = ['grade', 'merge', 'release', 'gradescope', 'starters'];

/** The program of a student's kit: `check`, `demo`, `replay`, and a clear answer to the verbs of instructors. */
export const main = (invocation: Invocation): Promise<number> =>
  runCommandLine(
    {
      description: 'Checks your assignments on the visible tests.',
      verbs: [check, demo, replay, ...INSTRUCTORS.map(elsewhere)],
    },
    invocation,
  );
