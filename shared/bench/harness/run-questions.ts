import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import type { Question, RuntimeName } from '../question.ts';
import { BenchBrowser } from './bench-browser.ts';
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
  const load = loadavg()[0] ?? 0;
  const machine: Machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
  };
  // Each row says where it was measured, so that rows of several machines can stand in one file.
  const rows: (Row & { readonly on: Machine })[] = [];
  const browser = new BenchBrowser(root);
  try {
    for (const { name, file, question } of questions) {
      const versions = new Map<RuntimeName, string>();
      const lanes = findLanes(root, file, question.place ?? 'cpu', browser);
      const measured = await measureQuestion(name, question, lanes, versions);
      process.stdout.write(`${renderTable(`${name}: ${question.asks}`, measured)}\n`);
      const on = { ...machine, ...Object.fromEntries(versions) };
      rows.push(...measured.map((row) => ({ ...row, on })));
    }
  } finally {
    await browser.close();
  }
  const all = { ...machine, ...Object.fromEntries(rows.flatMap(({ on }) => Object.entries(on))) };
  process.stdout.write(`${machineLine(all, load)}\n`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(rows, null, 2)}\n`);
}

/** With the versions of the libraries. */
interface Machine extends Readonly<Partial<Record<RuntimeName, string>>> {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
}

function machineLine({ cpu, cores, ...versions }: Machine, load: number): string {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${[`${cpu}, ${cores} cores`, ...named, `load ${load.toFixed(1)} at the start`].join(' · ')}`;
}
