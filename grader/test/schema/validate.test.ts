import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { courseSchema } from '../../src/schema/course.ts';
import { InputError } from '../../src/schema/input-error.ts';
import { manifestSchema } from '../../src/schema/manifest.ts';
import { checkDocument, parseDocument, readDocument } from '../../src/schema/validate.ts';
import { COURSE, MANIFEST, newFolder } from '../pipeline/small-class.ts';

const messageOf = (change: object): string => {
  try {
    checkDocument({ ...COURSE, ...change }, courseSchema, 'course.json');
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'accepted';
};

test('a right document is accepted, and typed', () => {
  expect(checkDocument(COURSE, courseSchema, 'course.json').seed).toBe(7);
});

describe('errors name the pointer, what was seen, what was expected and the repair', () => {
  test('an unknown key, with the nearest known one', () => {
    const message = messageOf({ assignments: [{ slug: 'a03-softmax', dueat: '2026-03-01T12:00:00Z' }] });
    expect(message).toBe(
      [
        'course.json: /assignments/0: unknown key "dueat"',
        '  expected: slug, dueAt, lateDueAt, external',
        '  hint: did you mean "dueAt"?',
      ].join('\n'),
    );
  });

  test('a misspelt required key is reported as misspelt, not as missing', () => {
    const { title: _title, ...rest } = COURSE;
    expect(() => checkDocument({ ...rest, titel: 'x' }, courseSchema, 'c')).toThrow('unknown key "titel"');
  });

  test('a missing key, with what belongs there', () => {
    const { seed: _seed, ...rest } = COURSE;
    expect(() => checkDocument(rest, courseSchema, 'c')).toThrow(
      /"seed" is missing\n {2}expected: number from which/,
    );
  });

  test.each([
    [{ seed: 'seven' }, '/seed: "seven" must be integer'],
    [{ seed: 1.5 }, '/seed: 1.5 must be integer'],
    [{ minIsolation: 4 }, '/minIsolation: 4 is not one of the words\n  expected: 0, 1, 2, 3'],
    [{ schema: 'course/v2' }, '/schema: seen "course/v2"\n  expected: "course/v1"'],
    [{ assignments: [] }, '/assignments: [] must NOT have fewer than 1 items'],
    [{ late: { graceSeconds: 0, perDay: 2, cap: 1 } }, '/late/perDay: 2 must be <= 1'],
    [
      { assignments: [{ slug: 'a03', dueAt: 'tomorrow' }] },
      '/assignments/0/dueAt: "tomorrow" must match format',
    ],
  ])('%j', (change, expected) => {
    expect(messageOf(change)).toContain(expected);
  });

  test.each(['..', '../x', '.hidden', 'a/b', 'a\\b', '', 'a b', 'x'.repeat(129), 'ü', 'a\n'])(
    'the slug %j could leave its folder, and is refused',
    (slug) => {
      expect(messageOf({ assignments: [{ slug }] })).toContain('/assignments/0/slug');
    },
  );

  test.each(['../softmax.ts', 'softmax.js', 'a/b.ts', 'Softmax.ts', '.ts'])(
    'a manifest may not name the file %j',
    (file) => {
      expect(() => checkDocument({ ...MANIFEST, file }, manifestSchema, 'm')).toThrow('/file');
    },
  );
});

describe('text that is not JSON', () => {
  test.each([
    ['{\n "a": 1,\n}', 'line 3, column 1'],
    ['{"a": tru}', 'line 1, column 10'],
    ['{"a": 1} x', 'line 1, column 10'],
    ['', 'line 1, column 1'],
    ['{"a": "b\n"}', 'line 1, column 9'],
    ["{'a': 1}", 'line 1, column 2'],
  ])('%j breaks at %s', (source, where) => {
    expect(() => parseDocument(source, courseSchema, 'course.json')).toThrow(
      `course.json: ${where}: this is not JSON`,
    );
  });

  test.each([
    [{ seed: 'seven' }, 'course.json:5: /seed: "seven" must be integer'],
    [{ sead: 7 }, 'course.json:9: unknown key "sead"'],
    [{ title: undefined }, 'course.json:1: the key "title" is missing'],
  ])('a document in a text has lines: %j', (change, message) => {
    const { schema, id, title, seed, ...rest } = COURSE;
    const source = JSON.stringify({ schema, id, title, seed, ...rest, ...change }, null, 2);
    const short = source.replace(/\n {4,}|\n {2}(?=[\]}])/g, ' ');
    expect(() => parseDocument(short, courseSchema, 'course.json')).toThrow(message);
  });

  test('a byte-order mark is not an error', () => {
    expect(parseDocument(`\ufeff${JSON.stringify(COURSE)}`, courseSchema, 'c').id).toBe('dl-1');
  });
});

test('a file that is not there, or is a folder', () => {
  const folder = newFolder();
  expect(() => readDocument(join(folder, 'none.json'), courseSchema)).toThrow('there is no such file');
  expect(() => readDocument(folder, courseSchema)).toThrow('cannot be read (EISDIR)');
});

test('a key named __proto__ is an unknown key like any other', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'c.json'), `{"__proto__": {}, ${JSON.stringify(COURSE).slice(1)}`);
  expect(() => readDocument(join(folder, 'c.json'), courseSchema)).toThrow('unknown key "__proto__"');
});
