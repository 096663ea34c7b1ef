import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readClass } from '../../src/pipeline/read-class.ts';
import { COURSE, newFolder, ROSTER, SLUG, smallClass } from './small-class.ts';

const read = (files: Readonly<Record<string, string>>) => readClass(smallClass(files), [SLUG]);

test('a roster keeps foreign keys, leaves empty cells out, and knows a byte-order mark and Windows lines', () => {
  const { learners } = read({ 'roster.csv': `\ufeff${ROSTER.replaceAll('\n', '\r\n')}` });
  expect(learners[0]).toEqual({
    id: 'amara',
    givenName: 'Amara',
    familyName: 'Okafor',
    email: 'amara@example.edu',
    section: 'A',
    status: 'active',
    external: { canvasId: '9001' },
  });
  expect(learners[1]).toEqual({ id: 'bjorn', givenName: 'Björn', familyName: 'Sørensen', section: 'B' });
  expect(learners[2]?.givenName).toBe('');
});

test('adjustments are read in order', () => {
  const { adjustments } = read({
    'adjustments.csv': `learner,assignment,kind,delta,reason,by,at\namara,${SLUG},manual,-2.5,"said so, twice",Ada,2026-03-09T00:00:00Z\n`,
  });
  expect(adjustments).toEqual([
    {
      learner: 'amara',
      assignment: SLUG,
      kind: 'manual',
      delta: -2.5,
      reason: 'said so, twice',
      by: 'Ada',
      at: '2026-03-09T00:00:00Z',
    },
  ]);
});

test('a folder without course.json says what was looked for', () => {
  const dir = newFolder();
  expect(() => readClass(dir, [SLUG])).toThrow(
    `${dir}: this folder has no course.json\n  expected: a class: a folder with course.json, roster.csv and submissions/`,
  );
  expect(() => readClass(join(dir, 'none'), [SLUG])).toThrow('there is no such folder');
});

test('an assignment that there is not is named in course.json, before any table that goes by it', () => {
  const dir = smallClass();
  expect(() => readClass(dir, [`${SLUG}es`])).toThrow(
    `course.json: /assignments/0/slug: unknown assignment "${SLUG}"\n  expected: ${SLUG}es\n  hint: did you mean "${SLUG}es"?`,
  );
});

test('a class needs a roster', () => {
  const dir = smallClass();
  rmSync(join(dir, 'roster.csv'));
  expect(() => readClass(dir, [SLUG])).toThrow('roster.csv: there is no such file');
});

describe('faults are named with file and line', () => {
  const header = 'learner,assignment,attempt,submittedAt';
  const adjustment = 'learner,assignment,kind,delta,at';
  test.each<[string, Record<string, string>, string]>([
    [
      'unknown column',
      { 'roster.csv': 'id,givenname,familyName\n' },
      'roster.csv line 1: unknown column "givenname"',
    ],
    [
      'missing column',
      { 'roster.csv': 'id,givenName\n' },
      'roster.csv line 1: the column "familyName" is missing',
    ],
    ['column twice', { 'roster.csv': 'id,id,givenName,familyName\n' }, 'the column "id" stands there twice'],
    ['empty file', { 'roster.csv': '' }, 'roster.csv: the file is empty'],
    [
      'cells missing',
      { 'roster.csv': 'id,givenName,familyName\na,b\n' },
      'roster.csv: Invalid Record Length',
    ],
    ['open quote', { 'roster.csv': 'id,givenName,familyName\na,"b,c\n' }, 'roster.csv: Quote Not Closed'],
    [
      'id that climbs',
      { 'roster.csv': 'id,givenName,familyName\n../a,b,c\n' },
      'roster.csv line 2: /id: "../a"',
    ],
    [
      'no e-mail',
      { 'roster.csv': 'id,givenName,familyName,email\na,b,c,nobody\n' },
      'roster.csv line 2: /email',
    ],
    ['status', { 'roster.csv': 'id,givenName,familyName,status\na,b,c,activ\n' }, 'did you mean "active"?'],
    [
      'twins',
      { 'roster.csv': 'id,givenName,familyName\nana,b,c\nAna,b,c\n' },
      'roster.csv: ana stands in roster.csv twice',
    ],
    [
      'learner',
      { 'submissions.csv': `${header}\namra,${SLUG},1,2026-03-01T10:00:00Z\n` },
      'did you mean "amara"?',
    ],
    [
      'assignment',
      { 'submissions.csv': `${header}\namara,a03,1,2026-03-01T10:00:00Z\n` },
      'submissions.csv line 2: unknown assignment "a03"',
    ],
    [
      'attempt',
      { 'submissions.csv': `${header}\namara,${SLUG},first,2026-03-01T10:00:00Z\n` },
      '/attempt: "first" must be integer',
    ],
    ['time', { 'submissions.csv': `${header}\namara,${SLUG},1,yesterday\n` }, '/submittedAt: "yesterday"'],
    [
      'row twice',
      { 'submissions.csv': `${header}\n${`amara,${SLUG},1,2026-03-01T10:00:00Z\n`.repeat(2)}` },
      'twice',
    ],
    [
      'kind',
      { 'adjustments.csv': `${adjustment}\namara,${SLUG},manuel,1,2026-03-01T10:00:00Z\n` },
      'did you mean "manual"?',
    ],
    [
      'delta',
      { 'adjustments.csv': `${adjustment}\namara,${SLUG},manual,,2026-03-01T10:00:00Z\n` },
      '/delta: "" must be number',
    ],
    [
      'infinite delta',
      { 'adjustments.csv': `${adjustment}\namara,${SLUG},manual,Infinity,2026-03-01T10:00:00Z\n` },
      '/delta: "Infinity" must be number',
    ],
    [
      'assignment twice',
      { 'course.json': JSON.stringify({ ...COURSE, assignments: [{ slug: SLUG }, { slug: SLUG }] }) },
      'twice',
    ],
    [
      'dates swapped',
      {
        'course.json': JSON.stringify({
          ...COURSE,
          assignments: [{ slug: SLUG, dueAt: '2026-03-02T00:00:00Z', lateDueAt: '2026-03-01T00:00:00Z' }],
        }),
      },
      'are the two swapped?',
    ],
  ])('%s', (_, files, message) => {
    expect(() => read(files)).toThrow(message);
  });
});
