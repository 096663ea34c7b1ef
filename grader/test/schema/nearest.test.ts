import { expect, test } from '@jest/globals';
import { didYouMean, nearest } from '../../src/schema/nearest.ts';

test.each([
  ['dueat', ['slug', 'dueAt', 'lateDueAt'], 'dueAt'],
  ['sofmax.ts', ['softmax.ts', 'package.json'], 'softmax.ts'],
  ['Softmax.ts', ['softmax.ts'], 'softmax.ts'],
  ['gradebok', ['grade', 'gradebook'], 'gradebook'],
  ['lots', ['slot'], undefined],
  ['ot', ['to'], 'to'],
  ['completely', ['different'], undefined],
  ['', ['a'], 'a'],
])('%j among %j is %j', (name, known, expected) => {
  expect(nearest(name, known)).toBe(expected);
});

test('no suggestion, no hint', () => {
  expect(didYouMean('completely', ['different'])).toEqual({});
  expect(didYouMean('dueat', ['dueAt'])).toEqual({ hint: 'did you mean "dueAt"?' });
});
