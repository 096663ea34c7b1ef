import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { paintFor } from '../console/paint.ts';
import { adviceFor } from '../doctor/advice.ts';
import { renderDoctor } from '../doctor/render-doctor.ts';
import { examineIsolation } from '../sandbox/index.ts';
import type { Session } from './session.ts';

const NOTES = `
The level is found by trying: a program that attempts what a hostile submission would is run inside each combination of
layers. \`course.json\` names the least level that counts (minIsolation); \`gradus grade --isolation N\` accepts less.`;

/** `gradus doctor`: what protection this machine gives, and how to get more. */
export function doctor(program: Command, session: Session): void {
  program
    .command('doctor')
    .description('show how well this machine confines submissions, and how to get more')
    .addHelpText('after', NOTES)
    .action(async () => {
      const examination = await examineIsolation(session.kit.dist);
      const advice = adviceFor(examination, { platform: process.platform, read });
      session.stdout.write(renderDoctor(examination, advice, paintFor(session.stdout, session.env)));
    });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
