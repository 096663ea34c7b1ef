import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { caseId } from '../src/authoring/case-id.ts';
import { type BenchSubmission, FILE, SECRET, SEED, SLUG } from './bench-class.ts';
import { type Cost, cpuOf } from './cpu-of.ts';
import type { Failing } from './graded-class.ts';

/** Makes a repository with the suites of `kit`, in which the submission stands where tests import it from. */
export function plainRepository(root: string, kit: string, repository: string): string {
  const copy = (from: string, path: string) => {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    cpSync(join(from, path), join(repository, path), { recursive: true });
  };
  for (const path of [
    ...['package.json', 'jest.esm-transform.cjs', 'dist/torch.js', 'dist/types/shared'],
    ...[`solutions/${SLUG}/${FILE}`, 'grader/bench/plain', 'grader/src'],
  ])
    copy(root, path);
  for (const path of [`assignments/${SLUG}`, `grader/suites/${SLUG}`]) copy(kit, path);
  symlinkSync(join(root, 'node_modules'), join(repository, 'node_modules'));
  return repository;
}

/** One `npx jest` after the other; the first one, which fills Jest's cache, is not counted. */
export async function plainLoop(
  repository: string,
  submissions: readonly BenchSubmission[],
  config: string,
  flags: readonly string[],
): Promise<{ cost: Cost; failing: Failing }> {
  const results = join(repository, 'results.json');
  const command = ['npx', 'jest', '--config', `grader/bench/plain/${config}`, ...flags];
  const run = ({ learner, source }: BenchSubmission) => {
    writeFileSync(join(repository, 'solutions', SLUG, FILE), source);
    const env = { ...process.env, BENCH_SECRET: SECRET, BENCH_SEED: String(SEED), BENCH_LEARNER: learner };
    return cpuOf([...command, '--json', '--outputFile', results], { cwd: repository, env, accept: [0, 1] });
  };
  const [first] = submissions;
  if (first !== undefined) await run({ ...first, source: `${first.source}// to warm up\n` });
  const failing: string[][] = [];
  const cost = { cpuS: 0, wallS: 0 };
  for (const submission of submissions) {
    const { cpuS, wallS } = await run(submission);
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
