import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createTranspiler, type TranspileResult } from '../../src/sandbox/index.ts';
import { descendantsOf } from '../process-tree.ts';
import { failureOf, PATHS, sandbox } from './sandbox.ts';

const transpiler = createTranspiler(PATHS);
const { launch, clear } = sandbox();
afterAll(async () => {
  transpiler.close();
  await clear();
});

const submit = (source: string) => transpiler.submission(source, 'softmax.ts');

function codeOf(result: TranspileResult): string {
  if (!result.ok) throw new Error(result.errors.map(({ message }) => message).join('\n'));
  return result.code;
}

async function errorsOf(source: string): Promise<string[]> {
  const result = await submit(source);
  return result.ok ? [] : result.errors.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

test('types vanish, the runtime stays imported, unused imports of types go', async () => {
  const code = codeOf(
    await submit(
      "import { torch, type Tensor, Device } from '#torch';\nexport const f = (x: Tensor): Device => torch.exp(x)!;",
    ),
  );
  expect(code).toMatch(/import \{ torch \} from '#torch';\nexport const f = \(x\) => torch\.exp\(x\);/);
});

test('enums and parameter properties work: a transpiler that strips only types would refuse them', async () => {
  const code = codeOf(
    await submit(
      'enum E { A = 3 }\nclass P { constructor(readonly x: number) {} }\nexport const y = E.A + new P(1).x;',
    ),
  );
  const host = await launch(code);
  expect(await host.get('y')).toBe(4);
});

describe('errors', () => {
  test('name the line, the column and what TypeScript says', async () => {
    expect(await errorsOf('const a = 1;\nconst b = ;')).toEqual(['2:11 Expression expected.']);
  });

  test.each([
    ["import fs from 'node:fs';", "'node:fs'"],
    ["import '#torch/internal';", "'#torch/internal'"],
    ["import type { X } from './other.ts';", "'./other.ts'"],
    ["export * from '#torch';", "export … from '#torch'"],
    ["export { a } from './a.js';", "export … from './a.js'"],
    ["import fs = require('fs');", "import … = require('fs')"],
    ["type T = import('fs').Stats;", 'import(…) as a type'],
    ["const f = () => import('node:fs');", "import('node:fs')"],
    ["const f = () => import('no' + 'de:fs');", 'import(…)'],
    ["const fs = require('fs');", "require('fs')"],
    ['const here = import.meta.url;', 'import.meta'],
  ])('%s', async (line, seen) => {
    const errors = await errorsOf(`export const x = 1;\n${line}`);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^2:\d+ a submission may import only '#torch' \(seen: /);
    expect(errors[0]).toContain(`(seen: ${seen})`);
  });

  test('a comment or a text that speaks of imports is none', async () => {
    expect(await errorsOf("// import fs from 'fs'\nexport const s = \"require('fs') import.meta\";")).toEqual(
      [],
    );
  });

  test('a file that is too large', async () => {
    expect(await errorsOf(`export const s = '${'ä'.repeat(140_000)}';`)).toEqual([
      '1:1 the file is larger than 256 KB',
    ]);
  });
});

test.each([
  ['brackets', '['.repeat(50_000)],
  ['parentheses', `${'('.repeat(50_000)}1${')'.repeat(50_000)}`],
  ['arrow functions', 'a=>'.repeat(50_000)],
  ['conditions', `export const x = ${'1 ? 2 : '.repeat(30_000)} 3;`],
  ['blocks', '{'.repeat(100_000)],
])('deep nesting of %s is an ordinary error, and the next file compiles', async (_, source) => {
  expect(await errorsOf(source)).toEqual(['1:1 the file is nested too deeply']);
  expect(await errorsOf('export const a = 1;')).toEqual([]);
});

test('a file that kills the compiler, or hangs it, costs only itself', async () => {
  const fragile = createTranspiler({ transpiler: join(__dirname, 'fixtures/fragile-transpiler.js') });
  const file = (source: string) => fragile.submission(source, 'a.ts');
  const results = await Promise.all([file('fine'), file('die'), file('fine'), file('hang'), file('fine')]);
  fragile.close();
  const saying = (message: string) => ({ ok: false, errors: [{ line: 1, column: 1, message }] });
  expect(results).toEqual([
    { ok: true, code: 'fine' },
    saying('the file crashes the compiler, or needs too much memory to compile'),
    { ok: true, code: 'fine' },
    saying('the file takes longer than 5 s to compile'),
    { ok: true, code: 'fine' },
  ]);
});

test('a compiler that somebody kills is asked again, and once only', async () => {
  const fragile = createTranspiler({ transpiler: join(__dirname, 'fixtures/fragile-transpiler.js') });
  const folder = mkdtempSync(join(tmpdir(), 'gradus-transpile-test-'));
  const once = `killed once ${join(folder, 'marker')}`;
  const results = await Promise.all(
    [once, 'killed', 'fine'].map((source) => fragile.submission(source, 'a.ts')),
  );
  fragile.close();
  rmSync(folder, { recursive: true });
  expect(results).toEqual([
    { ok: true, code: once },
    expect.objectContaining({ ok: false }),
    { ok: true, code: 'fine' },
  ]);
});

test('a compiler that somebody kills between two files is started anew for the next', async () => {
  const path = join(__dirname, 'fixtures/fragile-transpiler.js');
  const fragile = createTranspiler({ transpiler: path });
  const compilers = () => descendantsOf(process.pid).filter(({ command }) => command.includes(path));
  expect(await fragile.submission('fine', 'a.ts')).toEqual({ ok: true, code: 'fine' });
  const [first, ...others] = compilers();
  expect(others).toEqual([]);
  process.kill(first?.pid ?? Number.NaN, 'SIGKILL');
  while (compilers().length > 0) await new Promise((next) => setTimeout(next, 10));
  expect(await fragile.submission('fine', 'a.ts')).toEqual({ ok: true, code: 'fine' });
  fragile.close();
});

test('many files at once, each with its own answer', async () => {
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      transpiler.submission(i % 2 ? `export const n = ${i};` : `const ${i};`, 'a.ts'),
    ),
  );
  results.forEach((result, i) => {
    expect(result.ok).toBe(i % 2 === 1);
    if (result.ok) expect(result.code).toContain(`n = ${i};`);
  });
});

test('a stack names the line of the source, however the emitted lines have moved', async () => {
  const source = [
    "import { torch } from '#torch';",
    'interface Options {',
    '  dim: number;',
    '  keepdim?: boolean;',
    '}',
    '/** A comment',
    '    of two lines. */',
    'type Pair = [number,',
    '  number];',
    'export function f(x: Pair, o?: Options): number {',
    '  if (x) for (const a of x) if (a > 1) helper(a); else helper(0);',
    '  return 1;',
    '}',
    'const text = `a',
    '1',
    'b`;',
    'abstract class Base { abstract g(): void; declare h: number; }',
    'function helper(a: number): asserts a is 1 {',
    '  if (a === 0) { void torch; return; }',
    "  throw new Error('here, line 20' + text);",
    '}',
  ].join('\n');
  const host = await launch(codeOf(await submit(source)));
  expect((await failureOf(host.call('f', [[2, 1]]))).error).toMatchObject({ name: 'Error', line: 20 });
});

test('a suite becomes CommonJS; a reference may import its neighbours', async () => {
  const suite = codeOf(
    await transpiler.suite("import { test } from '@jest/globals';\ntest('a', () => {});", 'hidden.test.ts'),
  );
  expect(suite).toMatch(/require\("@jest\/globals"\)/);
  const reference = codeOf(
    await transpiler.reference(
      "export * from '../softmax.ts';\nimport x from './x.ts';\nexport const y = x;",
      'mistakes/m-axis.ts',
    ),
  );
  expect(reference).toContain('from "../softmax.js";');
  expect(reference).toContain('from "./x.js";');
});

test('after close it refuses', async () => {
  const closed = createTranspiler(PATHS);
  closed.close();
  await expect(closed.submission('', 'a.ts')).rejects.toThrow('closed');
});
