import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { autograde } from '../../src/gradescope/autograde.ts';
import { courseOf } from '../../src/gradescope/one-learner-class.ts';
import type { Tools } from '../../src/pipeline/tools.ts';
import { type Course, courseSchema } from '../../src/schema/course.ts';
import { checkDocument } from '../../src/schema/validate.ts';
import { readResults } from '../exporters/gradescope-results.ts';
import { COURSE, fakeTools, SECRET, SLUG, smallKit, writeTree } from '../pipeline/small-class.ts';
import { autograderFolder, METADATA } from './autograder-folder.ts';

const course: Course = checkDocument({ ...COURSE, replay: true }, courseSchema, 'course.json');

/** Grades what stands in the folder, with fakes. */
async function gradeIn(root: string, tools: Tools = fakeTools()) {
  writeTree(root, {
    'source/course.json': JSON.stringify(courseOf(course, SLUG)),
    'source/secret.txt': SECRET,
  });
  await autograde({ kit: smallKit(), tools, root, signal: new AbortController().signal });
  const results = join(root, 'results/results.json');
  return { results: readResults(readFileSync(results, 'utf8')) };
}

describe('a submission', () => {
  test.each<[string, Record<string, string>, number, string]>([
    ['that is right', { 'softmax.ts': 'right' }, 100, ''],
    ['that is wrong', { 'softmax.ts': 'wrong in stability' }, 60, 'the values differ'],
    ['that does not compile', { 'softmax.ts': 'SYNTAX' }, 0, "line 3: ';' expected"],
    ['under another name', { 'sofmax.ts': 'right' }, 0, 'softmax.ts is missing; there is sofmax.ts'],
    ['in the folder that students are handed', { [`assignments/${SLUG}/softmax.ts`]: 'right' }, 100, ''],
    ['with a folder of its own beside', { 'softmax.ts': 'right', 'node_modules/x/index.js': '' }, 100, ''],
  ])('%s', async (_, files, points, says) => {
    const { results } = await gradeIn(autograderFolder(files));
    expect(results.recorded).toBe(points);
    expect(JSON.stringify(results)).toContain(says);
    expect(results.tests).toHaveLength(7);
  });

  test('that is empty, and one whose folder is not there, are worth 0 and say what is missing', async () => {
    const empty = autograderFolder({});
    mkdirSync(join(empty, 'submission'));
    for (const root of [empty, autograderFolder({})]) {
      const { results } = await gradeIn(root);
      expect(results.recorded).toBe(0);
      expect(JSON.stringify(results)).toContain('softmax.ts is missing');
    }
  });

  test('that is a link is refused, and nothing of where it leads is read', async () => {
    const root = autograderFolder({ 'notes.txt': '' });
    symlinkSync('../source/secret.txt', join(root, 'submission/softmax.ts'));
    const { results } = await gradeIn(root);
    expect(results.recorded).toBe(0);
    expect(JSON.stringify(results)).toContain('softmax.ts is a link');
    expect(JSON.stringify(results)).not.toContain(SECRET);
  });

  test('that Gradescope calls late loses nothing here: the late rule is Gradescope’s', async () => {
    const { results } = await gradeIn(autograderFolder({ 'softmax.ts': 'right' }));
    expect(Date.parse(METADATA.created_at)).toBeGreaterThan(Date.parse(METADATA.assignment.due_date));
    expect([results.recorded, results.sum]).toEqual([100, 100]);
  });

  test('leaves nothing in the folder for temporary files', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('gradus-gradescope-'));
    await gradeIn(autograderFolder({ 'softmax.ts': 'right' }));
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('gradus-gradescope-'))).toEqual(before);
  });
});

describe('who and which attempt', () => {
  /** What the engine was asked to run. */
  async function ranFor(metadata: object) {
    const tools = fakeTools();
    const requests: { learner: string; attempt: number }[] = [];
    const watched: Tools = {
      ...tools,
      openWorkshop: (...given) => {
        const workshop = tools.openWorkshop(...given);
        return {
          ...workshop,
          startEngine: () => {
            const engine = workshop.startEngine();
            return {
              ...engine,
              run: (request, signal) => {
                requests.push({ learner: request.learner, attempt: request.attempt });
                return engine.run(request, signal);
              },
            };
          },
        };
      },
    };
    await gradeIn(autograderFolder({ 'softmax.ts': 'right' }, { ...METADATA, ...metadata }), watched);
    return requests;
  }

  test('a person by number, a group the same whoever handed in, each hand-in an attempt of its own', async () => {
    expect(await ranFor({})).toEqual([{ learner: '1234', attempt: 1 }]);
    const earlier = { submission_time: '2026-02-01T00:00:00Z', score: 3 };
    expect(await ranFor({ previous_submissions: [earlier, earlier] })).toEqual([
      { learner: '1234', attempt: 3 },
    ]);
    const pair = [{ id: 90 }, { id: 7 }];
    const alike = await Promise.all([pair, [...pair].reverse()].map((users) => ranFor({ users })));
    expect(alike).toEqual([[{ learner: '7-90', attempt: 1 }], [{ learner: '7-90', attempt: 1 }]]);
  });
});

describe('no verdict, no results', () => {
  const right = { 'softmax.ts': 'right' };
  test.each<[string, string, Tools, string]>([
    [
      'a fault of the grader',
      autograderFolder({ 'softmax.ts': 'fault' }),
      fakeTools(),
      'the score is withheld',
    ],
    ['metadata that are no JSON', autograderFolder(right, '{'), fakeTools(), 'submission_metadata.json'],
    ['nobody who handed in', autograderFolder(right, { ...METADATA, users: [] }), fakeTools(), '/users'],
    [
      'too little isolation',
      autograderFolder(right),
      fakeTools({ level: 0, layers: [], missing: ['all'] }),
      'level 0',
    ],
  ])('%s', async (_, root, tools, message) => {
    await expect(gradeIn(root, tools)).rejects.toThrow(message);
    expect(existsSync(join(root, 'results/results.json'))).toBe(false);
  });
});
