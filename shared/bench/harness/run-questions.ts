import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import type { Question, RuntimeName } from '../question.ts';
import { findLanes } from './lanes.ts';
import { measureQuestion } from './measure-question.ts';
import { renderTable } from './render-table.ts';
import type { Row } from './row.ts';

export interface CompiledQuestion {
  readonly name: string;
  /** Where the workers load it from. */
  readonly file: string;
  readonly question: Question;
}

/** Measures one question after the other, prints a table of each, and writes all rows as JSON if asked to. */
export async function runQuestions(
  root: string,
  questions: readonly CompiledQuestion[],
  json: string | undefined,
): Promise<void> {
  const rows: Row[] = [];
  const versions = new Map<RuntimeName, string>();
  const load = loadavg()[0] ?? 0;
  for (const { name, file, question } of questions) {
    const measured = await measureQuestion(name, question, findLanes(root, file), versions);
    process.stdout.write(`${renderTable(`${name}: ${question.asks}`, measured)}\n`);
    rows.push(...measured);
  }
  const on = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    ...Object.fromEntries(versions),
  };
  process.stdout.write(`${machineLine(on, load)}\n`);
  // Each row says where it was measured, so that rows of several machines can stand in one file.
  if (json !== undefined)
    writeFileSync(
      json,
      `${JSON.stringify(
        rows.map((row) => ({ ...row, on })),
        null,
        2,
      )}\n`,
    );
}

function machineLine({ cpu, cores, ...versions }: { cpu: string; cores: number }, load: number): string {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${[`${cpu}, ${cores} cores`, ...named, `load ${load.toFixed(1)} at the start`].join(' · ')}`;
}
