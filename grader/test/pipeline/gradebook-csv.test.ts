import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { gradebookCsv } from '../../src/pipeline/gradebook-csv.ts';
import type { Gradebook } from '../../src/schema/gradebook.ts';

const AT = '2026-03-09T00:00:00Z';

const BOOK: Gradebook = {
  schema: 'gradebook/v1',
  generatedAt: AT,
  course: { id: 'dl-1', title: 'Deep learning' },
  assignments: [
    {
      id: 'a03',
      title: 'Softmax',
      maxPoints: 100,
      suite: { version: '1', sha256: '0'.repeat(64) },
      cases: [],
    },
  ],
  learners: [
    {
      id: 'amara',
      givenName: '=HYPERLINK("http://evil.example")',
      familyName: 'Okafor, "Jr."',
      section: '@A',
    },
    { id: 'bjorn', givenName: 'Björn', familyName: '-Sørensen', section: '+1' },
    { id: 'zoe', givenName: '李', familyName: '\uff1d1' },
  ],
  attempts: [],
  grades: [
    {
      learnerId: 'amara',
      assignmentId: 'a03',
      status: 'graded',
      rawScore: 90,
      finalScore: 76.5,
      adjustments: [
        { kind: 'late', delta: -18, at: AT },
        { kind: 'manual', delta: -0.1, at: AT },
        { kind: 'curve', delta: 4.6, at: AT },
      ],
      comment: '=cmd|x: "softmax" wrong',
    },
    { learnerId: 'bjorn', assignmentId: 'a03', status: 'incomplete', comment: 'x' },
    { learnerId: 'zoe', assignmentId: 'a03', status: 'missing' },
  ],
};

test('cells that a spreadsheet would run are escaped; numbers stay numbers; Excel knows the encoding', () => {
  const csv = gradebookCsv(BOOK);
  expect(csv.startsWith('\ufefflearner,')).toBe(true);
  const rows: string[][] = parse(csv, { bom: true });
  expect(rows).toEqual([
    [
      'learner',
      'given name',
      'family name',
      'section',
      'status',
      'a03 raw',
      'a03 late',
      'a03 adjustments',
      'a03 final',
      'a03 what went wrong',
    ],
    [
      'amara',
      '\'=HYPERLINK("http://evil.example")',
      'Okafor, "Jr."',
      "'@A",
      'active',
      '90',
      '-18',
      '4.5',
      '76.5',
      '\'=cmd|x: "softmax" wrong',
    ],
    ['bjorn', 'Björn', "'-Sørensen", "'+1", 'active', '', '', '', '', 'incomplete'],
    ['zoe', '李', "'\uff1d1", '', 'active', '', '', '', '', 'missing'],
  ]);
});
