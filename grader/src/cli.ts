import { autograde } from './commands/autograde.ts';
import { check } from './commands/check.ts';
import { type Invocation, type Program, runCommandLine } from './commands/command-line.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { exportGrades } from './commands/export.ts';
import { grade } from './commands/grade.ts';
import { gradescope } from './commands/gradescope.ts';
import { merge } from './commands/merge.ts';
import { release } from './commands/release.ts';
import { replay } from './commands/replay.ts';
import { schemas } from './commands/schemas.ts';
import { starters } from './commands/starters.ts';
import { verify } from './commands/verify.ts';

/** The instructor's program. */
const PROGRAM: Program = {
  description: 'Grades deep-learning assignments; student code runs only inside a sandbox.',
  verbs: [
    ...[check, demo, replay, grade, merge, exportGrades, gradescope, release],
    ...[starters, verify, doctor, schemas, autograde],
  ],
};

/** Runs one command line of the full kit and resolves to its exit status. */
export const main = (invocation: Invocation): Promise<number> => runCommandLine(PROGRAM, invocation);
