import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Command } from 'commander';
import { starters } from '../../src/commands/starters.ts';
import { kitAt } from '../../src/kit.ts';

const UNMARKED = `import type { Tensor } from '#torch';
`;
const MARKED = `import { type Tensor, torch } from '#torch';

export function one(): Tensor {
  // #region solution A00.1 one — make a tensor
  return torch.ones(1);
  // #endregion
}
`;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'starters-'));
  mkdirSync(join(root, 'solutions', 'a00-one', 'mistakes'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "version": "0.0.0" }');
  writeFileSync(join(root, 'solutions', 'a00-one', 'one.ts'), MARKED);
  writeFileSync(join(root, 'solutions', 'a00-one', 'mistakes', 'm-axis-one.ts'), UNMARKED);
});

afterEach(() => rmSync(root, { recursive: true }));

async function gradus(...argv: string[]): Promise<string> {
  let text = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  const session = {
    kit: kitAt(root),
    stdout,
    stderr: stdout,
    env: {},
    signal: new AbortController().signal,
    status: 0,
  };
  const program = new Command().exitOverride();
  starters(program, session);
  await program.parseAsync(argv, { from: 'user' });
  return text;
}

const starter = () => readFileSync(join(root, 'starter', 'a00-one', 'one.ts'), 'utf8');

test('writes what is missing, once, and leaves mistakes alone', async () => {
  expect(await gradus('starters')).toBe(`1 written:\n  ${join('starter', 'a00-one', 'one.ts')}\n`);
  expect(starter()).toContain("throw new NotImplementedError('A00.1 one');");
  expect(await gradus('starters')).toBe('all starters are up to date\n');
});

test('--check accepts what is up to date, and names the stale file and the command otherwise', async () => {
  await gradus('starters');
  await expect(gradus('starters', '--check')).resolves.toBe('all starters are up to date\n');
  writeFileSync(
    join(root, 'solutions', 'a00-one', 'one.ts'),
    MARKED.replace('make a tensor', 'another hint'),
  );
  const before = starter();
  await expect(gradus('starters', '--check')).rejects.toThrow(
    /stale: starter.a00-one.one\.ts[\s\S]*run `gradus starters`/,
  );
  expect(starter()).toBe(before);
});

test('--check counts a starter that was never written as stale', async () => {
  await expect(gradus('starters', '--check')).rejects.toThrow(/stale: starter.a00-one.one\.ts/);
});

test('a solution without regions is named, and nothing is written', async () => {
  writeFileSync(join(root, 'solutions', 'a00-one', 'one.ts'), UNMARKED);
  await expect(gradus('starters')).rejects.toThrow(/solutions.a00-one.one\.ts:1: no solution region/);
  expect(starter).toThrow(/ENOENT/);
});
