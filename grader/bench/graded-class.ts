import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchSubmission, SECRET, SLUG, writeBenchClass } from './bench-class.ts';
import { type Cost, cpuOf } from './cpu-of.ts';
import { type LargestProcess, MemoryWatch } from './largest-process.ts';

/** By submission, the ids of the cases that fail. */
export type Failing = readonly (readonly string[])[];

export interface GradedClass {
  readonly cost: Cost;
  /** The same command again, when nothing has changed. */
  readonly again: Cost;
  readonly largest: LargestProcess;
  readonly level: number;
  readonly cases: number;
  readonly failing: Failing;
}

interface ReadReport {
  readonly isolation: { readonly level: number };
  readonly cases: readonly { readonly id: string; readonly status: string }[];
}

/** `gradus grade` of a kit over a class, start included; then once more. `folder` is for the class and what comes of it. */
export async function gradeBenchClass(
  kit: string,
  folder: string,
  submissions: readonly BenchSubmission[],
): Promise<GradedClass> {
  const [dir, out] = [join(folder, 'class'), join(folder, 'out')];
  writeBenchClass(dir, submissions);
  const gradus = [process.execPath, join(kit, 'dist/gradus.js'), 'grade', dir, '--out', out];
  const options = { cwd: folder, env: { ...process.env, GRADUS_SECRET: SECRET }, accept: [0] };
  const memory = new MemoryWatch();
  const cost = await cpuOf(gradus, { ...options, watch: memory.start });
  const again = await cpuOf(gradus, options);
  const reports = submissions.map(({ learner }) => readReport(join(out, 'reports', learner, `${SLUG}.json`)));
  const [first] = reports;
  if (first === undefined) throw new Error('bench: a class without submissions');
  return {
    cost,
    again,
    largest: memory.largest(),
    level: first.isolation.level,
    cases: first.cases.length,
    failing: reports.map(({ cases }) =>
      cases
        .filter(({ status }) => status === 'fail')
        .map(({ id }) => id)
        .sort(),
    ),
  };
}

const readReport = (path: string): ReadReport => JSON.parse(readFileSync(path, 'utf8')) as ReadReport;
