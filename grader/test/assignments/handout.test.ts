import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { describe, expect, jest, test } from '@jest/globals';
import ts from 'typescript';
import * as torch from '#torch';
import { ROOT, SLUGS } from './kit-root.ts';

const HEADINGS = [
  'What you will build',
  'What you need to know',
  'Tasks',
  'Check yourself',
  'Common mistakes',
  'Further reading',
];

const FENCE = /^```ts\n([\s\S]*?)^```$/gm;
/** A line under the first one is indented; an empty one is a bare comment mark. */
const SHOWN = /^\/\/ → .*(?:\n\/\/(?: {3}.*)?(?=\n))*/gm;

/** All `ts` blocks of a handout in order: one program, as in a notebook. */
const program = (handout: string): string => [...handout.matchAll(FENCE)].map(([, code]) => code).join('\n');

/** What the comments say is printed, as `print` would write it. */
const shown = (code: string): string[] =>
  [...code.matchAll(SHOWN)].map(([comment]) =>
    comment
      .split('\n')
      .map((line) => line.slice('// → '.length))
      .join('\n'),
  );

function printed(code: string): string[] {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((...values) => {
    lines.push(format(...values));
  });
  try {
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
    });
    const require = (name: string) => {
      if (name === '#torch') return torch;
      throw new Error(`a handout may import only '#torch' (seen: '${name}')`);
    };
    new Function('require', 'exports', outputText)(require, {});
  } finally {
    log.mockRestore();
  }
  return lines;
}

describe.each(SLUGS)('the handout of %s', (slug) => {
  const handout = readFileSync(join(ROOT, 'assignments', slug, 'handout.md'), 'utf8');

  test('has the fixed headings in order', () => {
    expect([...handout.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
  });

  test('prints what it shows', () => {
    const code = program(handout);
    expect(shown(code).length).toBeGreaterThan(0);
    expect(printed(code)).toEqual(shown(code));
  });

  test('shows something for everything it prints', () => {
    const code = program(handout);
    expect(code.match(/^print\(/gm)).toHaveLength(shown(code).length);
  });
});
