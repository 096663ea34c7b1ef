import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { transformSync } from 'esbuild';
import * as plots from '#plots';
import * as torch from '#torch';

/** What examples may use without importing it. */
const surface = { ...torch, ...plots };
const source = join(__dirname, '../src');

interface Example {
  readonly where: string;
  readonly lines: readonly string[];
}

/** The ```ts blocks of the doc comments of one file. */
function examplesOf(file: string): Example[] {
  const found: Example[] = [];
  let block: string[] | null = null;
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, at) => {
      const text = /^\s*\* ?(.*)$/.exec(line)?.[1];
      if (text === undefined) return;
      if (text === '```ts') block = [];
      else if (text === '```' && block !== null) {
        found.push({ where: `${relative(source, file)}:${at + 1 - block.length}`, lines: block });
        block = null;
      } else block?.push(text);
    });
  return found;
}

/** Makes `expression; // → shown` record what the expression shows beside what the comment says. */
function instrument(lines: readonly string[]): string {
  return lines
    .map((line) => {
      const [, code, shown] = /^(.*);\s*\/\/ → (.*)$/.exec(line) ?? [];
      return code === undefined ? line : `record(${code}, ${JSON.stringify(shown)});`;
    })
    .join('\n');
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(source, name));
const examples = files.flatMap(examplesOf);

describe('examples in doc comments', () => {
  test('there are some, and most of them show what they give', () => {
    expect(examples.length).toBeGreaterThan(30);
    expect(
      examples.filter(({ lines }) => lines.some((line) => line.includes('// → '))).length,
    ).toBeGreaterThan(30);
  });

  test.each(examples.map((example) => [example.where, example] as const))('%s', (_, { lines }) => {
    const shown: { got: string; said: string }[] = [];
    const record = (value: unknown, said: string) =>
      shown.push({ got: inspect(value), said: said.replaceAll('\\n', '\n') });
    const names = Object.keys(surface);
    const { code } = transformSync(instrument(lines), { loader: 'ts' });
    const printed: string[] = [];
    const run = new Function(...names, 'record', 'console', code);
    run(...Object.values({ ...surface, print: (...all: unknown[]) => printed.push(all.join(' ')) }), record, {
      log: () => {},
    });
    for (const { got, said } of shown) expect(got).toBe(said);
  });
});
