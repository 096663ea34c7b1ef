import { describe, expect, test } from '@jest/globals';
import { compileSuite } from '../../src/engine/suite-module.ts';

describe('a compiled suite', () => {
  test('runs anew at every evaluation, with the imports it is given', () => {
    const seen: unknown[] = [];
    const suite = compileSuite("let n = 0; require('sink').push(++n);", 'suite.test.ts');
    suite({ sink: seen });
    suite({ sink: seen });
    expect(seen).toEqual([1, 1]);
  });

  test('may import nothing else', () => {
    const suite = compileSuite("require('node:fs')", 'suite.test.ts');
    expect(() => suite({ '#torch': {} })).toThrow(
      "suite.test.ts imports 'node:fs'; a suite may import only #torch",
    );
  });

  test('cannot reach names of Object.prototype as imports', () => {
    expect(() => compileSuite("require('constructor')", 's')({})).toThrow("imports 'constructor'");
  });
});
