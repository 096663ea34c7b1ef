/**
 * How much does it cost to grade a submission? `npm run bench -- grading [--json FILE]`
 *
 * The full pipeline at the best isolation of this machine over a class, beside what a course would do without it: one
 * `npx jest` for each submission, with ts-jest as it comes and tuned by hand.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { caseId } from '../src/authoring/case-id.ts';
import {
  type BenchSubmission,
  benchSubmissions,
  FILE,
  SECRET,
  SEED,
  SLUG,
  writeBenchClass,
} from './bench-class.ts';
import { type Cost, cpuOf } from './cpu-of.ts';
import { type BenchRow, renderTable } from './render-table.ts';

const GRADED = 100;
const LOOPED = 10;
/** How many times less CPU time than each loop the pipeline is to take. */
const TARGETS = { defaults: 40, tuned: 5 };

/** By submission, the ids of the cases that fail. */
type Failing = readonly (readonly string[])[];

export function main({ root, argv }: { root: string; argv: readonly string[] }): number {
  const { values } = parseArgs({ args: [...argv], options: { json: { type: 'string' } } });
  const scratch = mkdtempSync(join(tmpdir(), 'gradus-bench-'));
  try {
    const submissions = benchSubmissions(root, GRADED);
    const gradus = gradeClass(root, scratch, submissions);
    const looped = submissions.slice(0, LOOPED);
    const repository = plainRepository(root, scratch);
    const loop = (config: string, flags: readonly string[]) => jestLoop(repository, looped, config, flags);
    const defaults = loop('defaults.config.ts', []);
    const tuned = loop('tuned.config.mjs', ['--ci', '--runInBand', '--no-watchman']);
    for (const other of [defaults, tuned])
      refuseOtherVerdicts(gradus.failing.slice(0, LOOPED), other.failing);
    const rows: BenchRow[] = [
      { what: `gradus grade, isolation level ${gradus.level}`, ...perSubmission(gradus.cost, GRADED) },
      { what: 'npx jest, ts-jest tuned', ...perSubmission(tuned.cost, LOOPED), target: TARGETS.tuned },
      {
        what: 'npx jest, ts-jest defaults',
        ...perSubmission(defaults.cost, LOOPED),
        target: TARGETS.defaults,
      },
    ];
    const cases = gradus.cases;
    const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
    process.stdout.write(renderTable(rows, { ...machine, ...versions(root) }, cases));
    if (values.json !== undefined) {
      const document = { machine, versions: versions(root), cases, rows };
      writeFileSync(values.json, `${JSON.stringify(document, null, 2)}\n`);
    }
    return 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const perSubmission = ({ cpuS, wallS }: Cost, count: number) => ({
  cpuMs: (1000 * cpuS) / count,
  wallMs: (1000 * wallS) / count,
  submissions: count,
});

function gradeClass(root: string, scratch: string, submissions: readonly BenchSubmission[]) {
  const [dir, out] = [join(scratch, 'class'), join(scratch, 'out')];
  writeBenchClass(dir, submissions);
  const gradus = [process.execPath, join(root, 'dist/gradus.js'), 'grade', dir, '--out', out];
  const env = { ...process.env, GRADUS_SECRET: SECRET };
  const cost = cpuOf(gradus, { cwd: scratch, env, accept: [0] });
  const reports = submissions.map(({ learner }) => readReport(join(out, 'reports', learner, `${SLUG}.json`)));
  return {
    cost,
    level: reports[0]?.isolation.level,
    cases: reports[0]?.cases.length ?? 0,
    failing: reports.map(({ cases }) =>
      cases
        .filter(({ status }) => status === 'fail')
        .map(({ id }) => id)
        .sort(),
    ),
  };
}

interface ReadReport {
  readonly isolation: { readonly level: number };
  readonly cases: readonly { readonly id: string; readonly status: string }[];
}
const readReport = (path: string): ReadReport => JSON.parse(readFileSync(path, 'utf8')) as ReadReport;

/** A repository in which the submission stands where tests import it from. */
function plainRepository(root: string, scratch: string): string {
  const repository = join(scratch, 'plain');
  for (const path of [
    ...['package.json', 'jest.esm-transform.cjs', 'dist/torch.js', 'dist/types/shared'],
    ...[`assignments/${SLUG}`, `grader/suites/${SLUG}`, `solutions/${SLUG}/${FILE}`],
    ...['grader/bench/plain', 'grader/src'],
  ]) {
    mkdirSync(join(repository, path, '..'), { recursive: true });
    cpSync(join(root, path), join(repository, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(repository, 'node_modules'));
  return repository;
}

/** One `npx jest` after the other; the first one, which fills Jest's cache, is not counted. */
function jestLoop(
  repository: string,
  submissions: readonly BenchSubmission[],
  config: string,
  flags: readonly string[],
): { cost: Cost; failing: Failing } {
  const results = join(repository, 'results.json');
  const command = ['npx', 'jest', '--config', `grader/bench/plain/${config}`, ...flags];
  const run = ({ learner, source }: BenchSubmission) => {
    writeFileSync(join(repository, 'solutions', SLUG, FILE), source);
    const env = { ...process.env, BENCH_SECRET: SECRET, BENCH_SEED: String(SEED), BENCH_LEARNER: learner };
    return cpuOf([...command, '--json', '--outputFile', results], { cwd: repository, env, accept: [0, 1] });
  };
  const [first] = submissions;
  if (first !== undefined) run({ ...first, source: `${first.source}// to warm up\n` });
  const failing: string[][] = [];
  const cost = { cpuS: 0, wallS: 0 };
  for (const submission of submissions) {
    const { cpuS, wallS } = run(submission);
    cost.cpuS += cpuS;
    cost.wallS += wallS;
    failing.push(failingIn(results));
  }
  return { cost, failing };
}

function failingIn(results: string): string[] {
  const { testResults } = JSON.parse(readFileSync(results, 'utf8')) as {
    testResults: readonly { assertionResults: readonly { fullName: string; status: string }[] }[];
  };
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== 'passed')
    .map(({ fullName }) => caseId(fullName))
    .sort();
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
  const versionOf = (name: string): string =>
    String(
      (
        JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
          version: string;
        }
      ).version,
    );
  return Object.fromEntries(['jest', 'ts-jest', 'typescript'].map((name) => [name, versionOf(name)]));
}
