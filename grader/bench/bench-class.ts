import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const SLUG = 'a03-softmax';
export const FILE = 'softmax.ts';
export const SECRET = 'the secret of the benchmark';
export const SEED = 1;

/** Half are right; the others fail as real ones do: wrong numbers, wrong shapes, errors. None hangs or is killed. */
const RIGHT = ['amara.okafor', 'mei.tanaka'];
const WRONG = ['bjorn.sorensen', 'chloe.oneill', 'jules.martin', 'priya.sharma', 'tomas.novak'];

export interface BenchSubmission {
  readonly learner: string;
  readonly source: string;
}

/** The first `count` submissions of the class; no two have the same bytes. */
export function benchSubmissions(root: string, count: number): BenchSubmission[] {
  const example = (learner: string) =>
    readFileSync(join(root, 'grader/examples/class/submissions', learner, SLUG, FILE), 'utf8');
  const right = [readFileSync(join(root, 'solutions', SLUG, FILE), 'utf8'), ...RIGHT.map(example)];
  const wrong = WRONG.map(example);
  return Array.from({ length: count }, (_, i) => {
    const kind = i % 2 === 0 ? right : wrong;
    const source = kind[Math.floor(i / 2) % kind.length] ?? '';
    return { learner: `learner-${i + 1}`, source: `${source}\n// submission ${i + 1}\n` };
  });
}

/** Writes the class that `gradus grade` reads. */
export function writeBenchClass(dir: string, submissions: readonly BenchSubmission[]): void {
  const course = {
    schema: 'course/v1',
    id: 'bench',
    title: 'Benchmark',
    seed: SEED,
    minIsolation: 0,
    assignments: [{ slug: SLUG }],
  };
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'course.json'), JSON.stringify(course));
  const rows = submissions.map(({ learner }) => `${learner},,,,,`);
  writeFileSync(
    join(dir, 'roster.csv'),
    ['id,givenName,familyName,email,section,status', ...rows, ''].join('\n'),
  );
  for (const { learner, source } of submissions) {
    mkdirSync(join(dir, 'submissions', learner, SLUG), { recursive: true });
    writeFileSync(join(dir, 'submissions', learner, SLUG, FILE), source);
  }
}
