import { describe, expect, test } from '@jest/globals';
import { remember } from '../../src/sandbox/remember.ts';

describe('remember', () => {
  test('makes a thing once for each key, however many ask at once', async () => {
    const asked: string[] = [];
    const lengthOf = remember(async (key: string) => {
      asked.push(key);
      return key.length;
    });
    expect(await Promise.all(['ab', 'abc', 'ab'].map(lengthOf))).toEqual([2, 3, 2]);
    expect(await lengthOf('ab')).toBe(2);
    expect(asked).toEqual(['ab', 'abc']);
  });

  test('what rejected is told to all who waited, and made anew for the next', async () => {
    let attempts = 0;
    const flaky = remember<void, string>(async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('disturbed');
      return 'made';
    });
    expect((await Promise.allSettled([flaky(), flaky()])).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(await flaky()).toBe('made');
    expect(await flaky()).toBe('made');
    expect(attempts).toBe(2);
  });
});
