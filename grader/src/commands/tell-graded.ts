import { classTable } from '../console/class-table.ts';
import { paintFor } from '../console/paint.ts';
import type { Graded } from '../pipeline/grade-class.ts';
import type { Session } from './session.ts';

/** Prints what became of a class, and returns the exit status: 0, or 1 when scores are withheld. */
export function tellGraded({ gradebook, notes, written, withheld }: Graded, session: Session): number {
  const { stdout, env } = session;
  if (gradebook !== undefined) {
    const table = classTable(gradebook, paintFor(stdout, env), stdout.columns || undefined);
    stdout.write(`${table.join('\n')}\n`);
  }
  for (const note of notes) stdout.write(`note: ${note}\n`);
  stdout.write(`\n${written.join('\n')}\n`);
  return withheld === 0 ? 0 : 1;
}
