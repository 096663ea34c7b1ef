/**
 * How much does it cost to grade a class? `npm run bench -- grading [--class twenty|full] [--json FILE]`
 *
 * The full pipeline at the best isolation of this machine over two classes, beside what a course would do without it:
 * one `npx jest` for each submission, with ts-jest as it comes and tuned by hand.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchSubmissions } from './bench-class.ts';
import type { Cost } from './cpu-of.ts';
import { type Failing, type GradedClass, gradeBenchClass } from './graded-class.ts';
import { plainLoop, plainRepository } from './plain-loop.ts';
import { type BenchRow, renderTable, renderWhole, type WholeRow } from './render-table.ts';
import { twentyCaseKit } from './twenty-cases.ts';

const LOOPED = 10;

interface BenchClass {
  readonly graded: number;
  /** The kit that grades it: the repository itself, or one made in a folder. */
  readonly kit: (root: string, folder: string) => string;
  /** How many times less CPU time than each loop the pipeline is to take. */
  readonly timesLess: { readonly defaults: number; readonly tuned: number };
  /** What the whole class is to stay below. */
  readonly atMost?: { readonly wallS: number; readonly againS: number; readonly peakMiB: number };
}

const CLASSES: Readonly<Record<string, BenchClass>> = {
  twenty: {
    graded: 300,
    kit: twentyCaseKit,
    timesLess: { defaults: 50, tuned: 5 },
    atMost: { wallS: 60, againS: 2, peakMiB: 300 },
  },
  full: { graded: 100, kit: (root) => root, timesLess: { defaults: 40, tuned: 5 } },
};

export async function main({ root, argv }: { root: string; argv: readonly string[] }): Promise<number> {
  const options = { class: { type: 'string' }, json: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...argv], options });
  const chosen = Object.entries(CLASSES).filter(([name]) => name === (values.class ?? name));
  if (chosen.length === 0) {
    process.stderr.write(
      `bench: there is no class '${values.class}'\n  expected: one of ${Object.keys(CLASSES).join(', ')}\n`,
    );
    return 2;
  }
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
  const classes = [];
  for (const [name, asked] of chosen) {
    const measured = await measure(root, asked);
    classes.push({ name, ...measured });
    const { cases, rows, whole } = measured;
    process.stdout.write(`${asked.graded} submissions, ${cases} cases each\n\n`);
    process.stdout.write(`${renderTable(rows)}\n${renderWhole(whole)}\n`);
  }
  const { cpu, cores, ...node } = machine;
  const tools = Object.entries({ ...node, ...versions(root) }).map(([tool, version]) => `${tool} ${version}`);
  process.stdout.write(`${[`${cpu}, ${cores} cores`, ...tools].join(' · ')}\n`);
  if (values.json !== undefined) {
    const document = { machine, versions: versions(root), classes };
    writeFileSync(values.json, `${JSON.stringify(document, null, 2)}\n`);
  }
  return 0;
}

async function measure(root: string, { graded, kit: kitFor, timesLess, atMost }: BenchClass) {
  const scratch = mkdtempSync(join(tmpdir(), 'gradus-bench-'));
  try {
    const submissions = benchSubmissions(root, graded);
    const kit = kitFor(root, join(scratch, 'kit'));
    const gradus = await gradeBenchClass(kit, join(scratch, 'graded'), submissions);
    const looped = submissions.slice(0, LOOPED);
    const repository = plainRepository(root, kit, join(scratch, 'plain'));
    const loop = async (config: string, flags: readonly string[]) => {
      const { cost, failing } = await plainLoop(repository, looped, config, flags);
      refuseOtherVerdicts(gradus.failing.slice(0, LOOPED), failing);
      return perSubmission(cost, LOOPED);
    };
    const tuned = await loop('tuned.config.mjs', ['--ci', '--runInBand', '--no-watchman']);
    const defaults = await loop('defaults.config.ts', []);
    const rows: BenchRow[] = [
      { what: `gradus grade, isolation level ${gradus.level}`, ...perSubmission(gradus.cost, graded) },
      { what: 'npx jest, ts-jest tuned', ...tuned, target: timesLess.tuned },
      { what: 'npx jest, ts-jest defaults', ...defaults, target: timesLess.defaults },
    ];
    return { cases: gradus.cases, rows, whole: wholeRows(gradus, atMost) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const perSubmission = ({ cpuS, wallS }: Cost, count: number) => ({
  cpuMs: (1000 * cpuS) / count,
  wallMs: (1000 * wallS) / count,
  submissions: count,
});

function wholeRows({ cost, again, largest }: GradedClass, atMost: BenchClass['atMost']): WholeRow[] {
  const { name, peakMiB, peakAfterQuarterMiB: early } = largest;
  const flat = early === undefined ? '' : `, ${early.toFixed(0)} MiB after a quarter of the time`;
  return [
    { what: 'wall time', unit: 's', measured: cost.wallS, target: atMost?.wallS },
    { what: 'wall time again, unchanged', unit: 's', measured: again.wallS, target: atMost?.againS },
    {
      what: 'largest process, peak resident',
      unit: 'MiB',
      measured: peakMiB,
      target: atMost?.peakMiB,
      remark: `${name}${flat}`,
    },
  ];
}

/** Work that comes to another result is other work. */
function refuseOtherVerdicts(graded: Failing, looped: Failing): void {
  graded.forEach((cases, i) => {
    const other = looped[i] ?? [];
    if (cases.join() === other.join()) return;
    const differing = [
      ...cases.filter((id) => !other.includes(id)),
      ...other.filter((id) => !cases.includes(id)),
    ];
    throw new Error(
      `bench: submission ${i + 1} has other verdicts under plain Jest: ${differing.join(', ')}`,
    );
  });
}

function versions(root: string): Record<string, string> {
  const versionOf = (name: string): string => {
    const declared = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
    return String((JSON.parse(declared) as { version: string }).version);
  };
  return Object.fromEntries(['jest', 'ts-jest', 'typescript'].map((name) => [name, versionOf(name)]));
}
