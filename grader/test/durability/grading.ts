import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withoutMeasured } from '../without-measured.ts';

const root = resolve(__dirname, '../../..');
const examples = join(root, 'grader/examples/class/submissions');
const SLUG = 'a03-softmax';
/** Whose submissions wait for a time limit. */
const SLOW = 'ivan.petrov';

/** Writes a class of so many: right and wrong ones, errors, crashes, files that do not compile, files that are missing. */
export function writeClass(dir: string, count: number): void {
  const kinds = readdirSync(examples)
    .filter((learner) => learner !== SLOW && existsSync(join(examples, learner, SLUG)))
    .sort();
  const learners = Array.from({ length: count }, (_, i) => `learner-${i + 1}`);
  mkdirSync(dir, { recursive: true });
  const course = {
    schema: 'course/v1',
    id: 'd',
    title: 'Durability',
    seed: 7,
    assignments: [{ slug: SLUG }],
  };
  writeFileSync(join(dir, 'course.json'), JSON.stringify({ ...course, minIsolation: 0 }));
  const rows = learners.map((learner) => `${learner},${learner},,,,`);
  writeFileSync(
    join(dir, 'roster.csv'),
    ['id,givenName,familyName,email,section,status', ...rows, ''].join('\n'),
  );
  // Times of files differ from copy to copy; these do not.
  const times = learners.map((learner) => `${learner},${SLUG},2026-03-01T10:00:00Z`);
  writeFileSync(join(dir, 'submissions.csv'), ['learner,assignment,submittedAt', ...times, ''].join('\n'));
  for (const [i, learner] of learners.entries()) {
    const kind = kinds[i % kinds.length] ?? '';
    cpSync(join(examples, kind, SLUG), join(dir, 'submissions', learner, SLUG), { recursive: true });
  }
}

/** What the command line of a grading needs. */
export interface Grading {
  readonly dir: string;
  readonly out: string;
  readonly tmp: string;
  readonly cache?: string;
}

/** A grading under way. */
export interface UnderWay {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Resolves when it has ended, with all that it said on stderr. */
  readonly ended: Promise<{ readonly status: number | null; readonly stderr: string }>;
  hasEnded(): boolean;
}

export function startGrading({ dir, out, tmp, cache }: Grading): UnderWay {
  const flags = ['--out', out, ...(cache === undefined ? [] : ['--cache', cache])];
  const child = spawn(process.execPath, [join(root, 'dist/gradus.js'), 'grade', dir, ...flags], {
    env: {
      PATH: process.env.PATH,
      HOME: tmp,
      TMPDIR: tmp,
      GRADUS_SECRET: 'the secret of the durability tests',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = once(child, 'close').then(([status]) => ({ status: status as number | null, stderr }));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return { child, pid: child.pid ?? 0, ended, hasEnded };
}

export const grade = (grading: Grading) => startGrading(grading).ended;

/** How many submissions of a class have been graded. */
export function gradedIn(out: string): number {
  const facts = join(out, 'cache/facts');
  if (!existsSync(facts)) return 0;
  return readdirSync(facts, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[0-9a-f]{64}$/.test(name),
  ).length;
}

/** An output folder by file: documents without what may differ, entries of the cache by their names, other files as they are. */
export function resultsIn(out: string): Record<string, unknown> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();
  return Object.fromEntries(
    files.map((name) => {
      if (name.startsWith('cache/')) return [name, 'an entry'];
      const text = readFileSync(join(out, name), 'utf8');
      return [name, name.endsWith('.json') ? withoutMeasured(text) : text];
    }),
  );
}
