/** Grades the zoo in one class with honest neighbours: nothing undeserved, nothing leaked, nothing left behind. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Animal, animals } from './zoo-keeper/animals.ts';
import {
  CANARY,
  canGroup,
  type Enclosure,
  type Left,
  openEnclosure,
  runInGroup,
} from './zoo-keeper/enclosure.ts';

const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'gradus-zoo-'));
const [classDir, out, temporary] = ['class', 'out', 'tmp'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
const SECRET = 'the-secret-of-the-zoo-7d1e';
const SEED = 20261;
const NEIGHBOURS = 8;
const SLUG = 'a03-softmax';

const PLACEHOLDER = {
  ROOT: root,
  CANARY_FILE: '',
  CANARY_FOLDER: '/nowhere',
  PORT: '',
  UDP_PORT: '',
  SOCKET: '',
};
/** Known before anything is set up, so that each animal is a test of its own. */
const kept: readonly Animal[] = animals(PLACEHOLDER);
const learnerOf = (index: number): string => `animal-${String(index + 1).padStart(3, '0')}`;
const neighbours = Array.from({ length: NEIGHBOURS }, (_, i) => `neighbour-${i + 1}`);

let enclosure: Enclosure;
let ended: Left;
let before: Map<string, string>;

const grouped = canGroup() ? describe : describe.skip;

interface Report {
  readonly status: string;
  readonly score?: number;
  readonly cases: readonly { readonly status: string }[];
}
const reportOf = (learner: string): Report =>
  JSON.parse(readFileSync(join(out, 'reports', learner, `${SLUG}.json`), 'utf8'));

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Files below a folder that contain a text. */
const containing = (dir: string, text: string): string[] =>
  filesBelow(dir).filter((file) => readFileSync(file, 'latin1').includes(text));

function writeClass(): void {
  const submissions = join(classDir, 'submissions');
  for (const [i, animal] of animals(enclosure.surroundings).entries())
    animal.handIn(submissions, learnerOf(i));
  const reference = readFileSync(join(root, 'solutions', SLUG, 'softmax.ts'), 'utf8');
  for (const learner of neighbours) {
    mkdirSync(join(submissions, learner, SLUG), { recursive: true });
    writeFileSync(join(submissions, learner, SLUG, 'softmax.ts'), reference);
  }
  // Neighbours between the animals: the class is graded in the order of the roster.
  const every = Math.ceil(kept.length / NEIGHBOURS);
  const learners = kept.flatMap((_, i) => [
    learnerOf(i),
    ...(i % every === 0 ? [neighbours[i / every] as string] : []),
  ]);
  const rows = learners.map((learner) => `${learner},${learner},Zoo,${learner}@example.org,A,active\n`);
  writeFileSync(
    join(classDir, 'roster.csv'),
    `id,givenName,familyName,email,section,status\n${rows.join('')}`,
  );
  writeFileSync(
    join(classDir, 'course.json'),
    JSON.stringify({
      schema: 'course/v1',
      id: 'zoo',
      title: 'Zoo',
      term: '2026',
      seed: SEED,
      assignments: [{ slug: SLUG }],
      replay: false,
    }),
  );
}

grouped('the zoo (needs Linux with cgroup v2 that this user may write to)', () => {
  beforeAll(async () => {
    for (const dir of [classDir, temporary]) mkdirSync(dir);
    enclosure = await openEnclosure(root, folder, [join(root, 'dist'), join(root, 'solutions'), classDir]);
    writeClass();
    before = enclosure.listing();
    const argv = [process.execPath, join(root, 'dist/gradus.js'), 'grade', classDir, '--out', out];
    const { PATH } = process.env;
    ended = await runInGroup(
      argv,
      { PATH, HOME: folder, TMPDIR: temporary, GRADUS_SECRET: SECRET, CANARY },
      folder,
    );
  }, 900_000);

  afterAll(() => {
    enclosure.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('has sixty animals and more, of every class', () => {
    expect(kept.length).toBeGreaterThanOrEqual(60);
    expect([...new Set(kept.map(({ name }) => name.split('/')[0]))].sort()).toEqual([
      'archive',
      'crash',
      'escape',
      'exfiltrate',
      'exhaust',
      'file',
      'forge',
      'garbage',
      'read',
    ]);
  });

  test('is graded to the end: every planned row has a verdict', () => {
    const all = kept.length + NEIGHBOURS;
    expect(ended.stderr).toContain(`graded ${all} of ${all}`);
    expect(ended.status).toBe(0);
  });

  test.each(kept.map(({ name, most }, i) => [name, most, learnerOf(i)] as const))(
    '%s earns at most %d',
    (_name, most, learner) => {
      const { status, score = 0, cases } = reportOf(learner);
      expect(score).toBeLessThanOrEqual(most);
      expect(status).not.toBe('infrastructure-error');
      expect(cases.length).toBe(reportOf(neighbours[0] as string).cases.length);
    },
  );

  test.each(neighbours)('%s keeps full marks', (learner) => {
    expect(reportOf(learner)).toMatchObject({ status: 'graded', score: 100 });
  });

  test('nobody reached a listener', () => {
    expect(enclosure.visits()).toBe(0);
  });

  test('no file was changed, made or removed', () => {
    expect(enclosure.listing()).toEqual(before);
  });

  test('no process and no temporary file is left', () => {
    expect(ended.survivors).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('no document and no terminal shows a canary or the secret', () => {
    for (const text of [CANARY, SECRET]) {
      expect(containing(out, text)).toEqual([]);
      expect(`${ended.stdout}${ended.stderr}`).not.toContain(text);
    }
  });

  test('what students get shows no input of a hidden case', () => {
    for (const file of filesBelow(join(out, 'feedback')).filter((name) => name.endsWith('.json'))) {
      const { cases }: { cases: { visibility: string }[] } = JSON.parse(readFileSync(file, 'utf8'));
      const hidden = JSON.stringify(cases.filter(({ visibility }) => visibility === 'hidden'));
      expect([file, hidden.includes('HIDDEN-INPUT')]).toEqual([file, false]);
      // The sizes that `read/spells-its-inputs` makes of them.
      expect([file, /\b(777\d{6}|77\d{3}|7\d{3})\b/.test(hidden)]).toEqual([file, false]);
    }
  });

  test('what students get has no control character and no markup that works', () => {
    for (const file of filesBelow(join(out, 'feedback'))) {
      const text = readFileSync(file, 'utf8').replaceAll(/[\n\t]/g, ' ');
      expect([file, /[\p{Cc}\p{Bidi_Control}]/u.test(text)]).toEqual([file, false]);
      if (file.endsWith('.md'))
        expect([file, /<script|\]\(javascript:|!\[x\]\(http/.test(text)]).toEqual([file, false]);
    }
  });
});
