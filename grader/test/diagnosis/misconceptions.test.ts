import { describe, expect, test } from '@jest/globals';
import { MISCONCEPTIONS, misconception, TOPICS } from '../../src/diagnosis/misconceptions/index.ts';
import { checkLadder } from '../../src/verify/check-ladder.ts';

const ENTRIES = Object.entries(MISCONCEPTIONS);

describe('the catalogue', () => {
  test('holds every code in one topic only', () => {
    const codes = TOPICS.flatMap((topic) => Object.keys(topic));
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
    expect(Object.keys(MISCONCEPTIONS)).toEqual(codes);
  });

  test('knows a code by its exact name alone', () => {
    expect(misconception('M-AXIS')?.name).toBe('works along the wrong axis');
    for (const code of ['m-axis', 'M-AXI', '', 'toString', '__proto__']) {
      expect(misconception(code)).toBeUndefined();
    }
  });
});

describe.each(ENTRIES)('%s', (code, entry) => {
  test('has a code, a short name, and hints that can be climbed', () => {
    expect(code).toMatch(/^M-[A-Z0-9]+$/);
    expect(entry.name).toMatch(/^[^A-Z].{5,60}[^.]$/);
    expect(checkLadder(entry)).toEqual([]);
  });

  test('asks before it tells, and every step says something new', () => {
    expect(entry.hints[0]).toMatch(/\?/);
    expect(new Set([entry.message, ...entry.hints]).size).toBe(4);
  });

  test('never gives the finished line: what is quoted is a name or a symbol, not a statement', () => {
    const quoted = [entry.message, ...entry.hints].flatMap((text) => text.match(/`[^`]*`/g) ?? []);
    for (const code of quoted) {
      expect(code.length).toBeLessThanOrEqual(20);
      expect(code).not.toMatch(/=|;|\breturn\b|\(.+\)/);
    }
  });
});
