import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canvas } from '../../src/exporters/canvas.ts';
import type { Gradebook } from '../../src/schema/gradebook.ts';
import { type CanvasCourse, importIntoCanvas } from './canvas-importer.ts';
import { exampleClass, gradeOf, SLUG, withGrade } from './example-class.ts';

let gradebook: Gradebook;

beforeAll(async () => {
  gradebook = withGrade((await exampleClass()).gradebook, 'hana', { status: 'excused' });
});

/** The class as Canvas knows it, dropped students and all; chloe and bjorn are known by other keys only. */
const COURSE: CanvasCourse = {
  students: [
    { id: 9001, name: 'Amara Okafor' },
    { id: 9002, name: 'Björn Sørensen', sisUserId: 'S002' },
    { id: 9003, name: "Chloé O'Neill", sisLoginId: 'coneill' },
    { id: 9004, name: 'Dmitri Volkov', sisUserId: 'S004', sisLoginId: 'dvolkov' },
    ...[9005, 9006, 9007, 9008, 9009, 9010].map((id) => ({ id, name: `student ${id}` })),
  ],
  assignments: [{ id: 48213, title: 'Softmax, as Canvas calls it' }],
};

const textOf = (book: Gradebook): string =>
  canvas.make({ gradebook: book, feedback: new Map() }).files[0]?.text ?? '';

type Assignment = Gradebook['assignments'][number];
type Learner = Gradebook['learners'][number];

function withAssignments(...changes: Partial<Assignment>[]): Gradebook {
  const [first] = gradebook.assignments;
  if (first === undefined) throw new Error('no assignment');
  const { external: _external, ...bare } = first;
  return { ...gradebook, assignments: changes.map((change) => ({ ...bare, ...change })) };
}

const withLearner = (id: string, change: Partial<Learner>): Gradebook => ({
  ...gradebook,
  learners: gradebook.learners.map((learner) => (learner.id === id ? { ...learner, ...change } : learner)),
});

describe('what Canvas reads', () => {
  test('every active learner with the final score, and nobody and nothing new', () => {
    const imported = importIntoCanvas(textOf(gradebook), COURSE);
    const grade = (id: number) => imported.grades.get(id)?.get(48213);
    expect(grade(9001)).toBe(gradeOf(gradebook, 'amara').finalScore);
    expect(grade(9002)).toBe(gradeOf(gradebook, 'bjorn').finalScore);
    expect(grade(9003)).toBe(gradeOf(gradebook, 'chloe').finalScore);
    expect(grade(9004)).toBe(gradeOf(gradebook, 'dmitri').finalScore);
    expect(grade(9005)).toBe(gradeOf(gradebook, 'eve').finalScore);
    expect([9001, 9002, 9003, 9004, 9005].map(grade)).toEqual([100, 100, 50, 80, 47.75]);
    expect(imported.newAssignments).toEqual([]);
    expect(imported.unknownStudents).toEqual([]);
    expect([...imported.pointsPossible]).toEqual([[48213, 100]]);
  });

  test('withheld and missing are blank, excused is EX, and none of them is 0', () => {
    const { grades } = importIntoCanvas(textOf(gradebook), COURSE);
    expect(gradeOf(gradebook, 'finn').status).toBe('incomplete');
    expect(gradeOf(gradebook, 'gus').status).toBe('missing');
    expect([9006, 9007, 9008].map((id) => grades.get(id)?.get(48213))).toEqual([undefined, undefined, 'EX']);
  });

  test('a score that waits for a person is blank, and an override of a missing one is not', () => {
    const waiting = withGrade(gradebook, 'amara', { status: 'pending-manual' });
    expect(importIntoCanvas(textOf(waiting), COURSE).grades.get(9001)?.get(48213)).toBeUndefined();
    const overridden = withGrade(gradebook, 'gus', { status: 'graded', finalScore: 55.5 });
    expect(importIntoCanvas(textOf(overridden), COURSE).grades.get(9007)?.get(48213)).toBe(55.5);
  });

  test('a real 0 is a score', () => {
    const zero = withGrade(gradebook, 'amara', { finalScore: 0 });
    expect(importIntoCanvas(textOf(zero), COURSE).grades.get(9001)?.get(48213)).toBe(0);
  });

  test('who is no longer in the class is left out and named', () => {
    const { grades } = importIntoCanvas(textOf(gradebook), COURSE);
    expect([grades.has(9009), grades.has(9010)]).toEqual([false, false]);
    const { notes } = canvas.make({ gradebook, feedback: new Map() });
    expect(notes.slice(0, 3)).toEqual([
      'zoe: left out, dropped',
      'yan: left out, inactive',
      `${SLUG}: no score for 1 incomplete, 1 missing, 1 excused`,
    ]);
  });
});

describe('the bytes', () => {
  test('the two rows above the students, two decimals, no byte-order mark', () => {
    const [header, points, amara] = textOf(gradebook).split('\n');
    expect(header).toBe('Student,ID,SIS User ID,SIS Login ID,Section,Softmax by hand (48213)');
    expect(points).toBe('    Points Possible,,,,,100.00');
    expect(amara).toBe('"Okafor, Amara",9001,,,A,100.00');
  });

  test('a name that a spreadsheet would run goes through unchanged', () => {
    const { names } = importIntoCanvas(textOf(gradebook), COURSE);
    expect(names).toContain('=HYPERLINK("http://x","y"), Eve');
    expect(names).toContain('-Gus, Gus');
    expect(names).toContain('+Kim, @Hana');
  });

  test('the same gradebook gives the same bytes', () => {
    expect(textOf(gradebook)).toBe(textOf(structuredClone(gradebook)));
  });

  test('any name and section: every row stays that person’s', () => {
    const hard = fc.string({
      unit: fc.constantFrom(...',;"\'=\n\r\t -+@%.1aé李\u202e\u0000\u{1f600}'),
      maxLength: 12,
    });
    const name = fc.oneof(hard, fc.string({ unit: 'binary', maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name, name), { minLength: 1, maxLength: 6 }), (people) => {
        const learners = people.map(([givenName, familyName, section], i) => ({
          id: `learner-${i}`,
          givenName,
          familyName,
          section,
          external: { canvasId: String(i + 1) },
        }));
        const [sample] = gradebook.grades;
        if (sample === undefined) throw new Error('no grade');
        const grades = learners.map(({ id }, i) => ({ ...sample, learnerId: id, finalScore: i + 0.25 }));
        const students = learners.map((_, i) => ({ id: i + 1, name: '' }));
        const text = textOf({ ...gradebook, learners, grades });
        const imported = importIntoCanvas(text, { ...COURSE, students });
        expect([...imported.grades].map(([id, own]) => [id, own.get(48213)])).toEqual(
          learners.map((_, i) => [i + 1, i + 0.25]),
        );
        expect([...imported.pointsPossible]).toEqual([[48213, 100]]);
        expect(text).not.toMatch(/[\u202e\r]/);
      }),
      { numRuns: 200 },
    );
  });
});

describe('assignments', () => {
  test('without a Canvas id: the one of just that title, else a new one', () => {
    const text = textOf(withAssignments({ title: 'Softmax' }));
    const known = importIntoCanvas(text, { ...COURSE, assignments: [{ id: 7, title: 'Softmax' }] });
    expect(known.grades.get(9001)?.get(7)).toBe(100);
    expect(importIntoCanvas(text, COURSE).newAssignments).toEqual(['Softmax']);
  });

  test.each([
    'Current Score',
    'Current Points',
    'Current Grade',
    'Final Score',
    'Final Points',
    'Final Grade',
    'Override Score',
    'Override Grade',
    'Override Status',
    'How your Final Grade is made',
    'Unposted Final Score',
  ])('refuses a title that Canvas drops: %s', (title) => {
    const dropped = importIntoCanvas(
      `Student,ID,SIS User ID,SIS Login ID,Section,${title} (5)\nA,9001,,,,1\n`,
      {
        ...COURSE,
        assignments: [{ id: 5, title }],
      },
    );
    expect(dropped.grades.get(9001)?.size).toBe(0);
    for (const external of [{}, { external: { canvasId: '5' } }]) {
      expect(() => textOf(withAssignments({ title, ...external }))).toThrow(/Canvas skips such columns/);
    }
  });

  test('leaves a title alone that only resembles one', () => {
    const { newAssignments } = importIntoCanvas(textOf(withAssignments({ title: 'Final project' })), COURSE);
    expect(newAssignments).toEqual(['Final project']);
  });

  test('refuses a title whose end Canvas would take for an id', () => {
    expect(() => textOf(withAssignments({ title: 'Softmax (48213)' }))).toThrow(/the number for the id/);
    const named = textOf(withAssignments({ title: 'Softmax (2026)', external: { canvasId: '48213' } }));
    expect(importIntoCanvas(named, COURSE).grades.get(9001)?.get(48213)).toBe(100);
  });

  test('refuses the name of a column of Canvas', () => {
    expect(() => textOf(withAssignments({ title: 'Section' }))).toThrow(/a column of its own/);
    expect(textOf(withAssignments({ title: 'Section', external: { canvasId: '5' } }))).toContain(
      'Section (5)',
    );
  });

  test('refuses two columns that are one assignment', () => {
    expect(() => textOf(withAssignments({ id: 'a', title: 'X' }, { id: 'b', title: 'X' }))).toThrow(
      /a and b are the same Canvas assignment, the one titled “X”/,
    );
    const external = { canvasId: '5' };
    expect(() =>
      textOf(withAssignments({ id: 'a', title: 'X', external }, { id: 'b', title: 'Y', external })),
    ).toThrow(/number 5/);
  });

  test('refuses an id that is not a number', () => {
    expect(() => textOf(withAssignments({ external: { canvasId: 'A5' } }))).toThrow(
      /the canvasId of .* “A5”/,
    );
  });

  test('without any, a file of people', () => {
    expect(textOf(withAssignments())).toContain(
      'Section\n    Points Possible,,,,\n"Okafor, Amara",9001,,,A\n',
    );
  });
});

describe('people', () => {
  test('refuses who could only be found by name', () => {
    expect(() => textOf(withLearner('amara', { external: { githubLogin: 'amara' } }))).toThrow(
      /amara has none of canvasId, sisUserId, sisLoginId/,
    );
  });

  test('but not who is left out anyway', () => {
    expect(() => textOf(withLearner('zoe', { external: {} }))).not.toThrow();
  });

  test('refuses an id of which Canvas would read a part', () => {
    expect(() => textOf(withLearner('amara', { external: { canvasId: '9002x' } }))).toThrow(/“9002x”/);
  });

  test('refuses two people with one id', () => {
    expect(() => textOf(withLearner('amara', { external: { canvasId: '9004' } }))).toThrow(
      /amara and dmitri have the same canvasId 9004/,
    );
  });

  test('refuses a name that would set the points of the assignments', () => {
    expect(() => textOf(withLearner('amara', { familyName: 'Points Possible' }))).toThrow(/row of points/);
    expect(() => textOf(withLearner('amara', { familyName: 'Points\u200b \nPossible' }))).toThrow(
      /row of points/,
    );
  });

  test('calls who has no name by the id', () => {
    expect(textOf(withLearner('amara', { givenName: '', familyName: ' ' }))).toContain('\namara,9001,');
  });
});
