import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { makeStage, removeStage } from '../../src/sandbox/index.ts';
import { PATHS } from './sandbox.ts';

const tempRoot = mkdtempSync(join(tmpdir(), 'gradus-stage-test-'));
afterAll(() => rmSync(tempRoot, { recursive: true, force: true }));

const forbids = { names: [], because: '' };
const request = (files: Record<string, string>, entry: string) => ({
  tempRoot,
  torch: PATHS.torch,
  files: new Map(Object.entries(files)),
  entry,
  forbids,
});

test('a stage holds a package of ours, the runtime and the files, under a neutral name', async () => {
  const stage = await makeStage(
    request(
      { 'softmax.js': 'export {};', 'mistakes/m-axis.js': "export * from '../softmax.js';" },
      'mistakes/m-axis.js',
    ),
  );
  expect(basename(stage.dir)).toMatch(/^stage-\w{6}$/);
  expect(readdirSync(stage.dir, { recursive: true }).sort()).toEqual([
    'mistakes',
    'mistakes/m-axis.js',
    'package.json',
    'softmax.js',
    'torch.js',
  ]);
  expect(JSON.parse(readFileSync(join(stage.dir, 'package.json'), 'utf8'))).toEqual({
    type: 'module',
    imports: { '#torch': './torch.js' },
  });
  expect(readFileSync(join(stage.dir, 'torch.js'))).toEqual(readFileSync(PATHS.torch));
  await removeStage(stage);
  await removeStage(stage);
  expect(existsSync(stage.dir)).toBe(false);
});

test.each([
  '../evil.js',
  '/etc/evil.js',
  'a/../../evil.js',
  'a//b.js',
  './a.js',
  'a\\b.js',
  'a.ts',
  '.hidden.js',
  'a/.b/c.js',
  '',
  'a\0.js',
  'torch.js',
  'TORCH.js',
  'package.json',
  'a/b/c/d/e.js',
  `${'x'.repeat(200)}.js`,
  'a\n.js',
])('refuses %j', async (name) => {
  const before = readdirSync(tempRoot);
  await expect(makeStage(request({ [name]: '' }, name))).rejects.toThrow(/cannot be a file of a stage/);
  expect(readdirSync(tempRoot)).toEqual(before);
});

test('an entry that is not there', async () => {
  await expect(makeStage(request({ 'a.js': '' }, 'b.js'))).rejects.toThrow(
    "the entry 'b.js' is not among the files: a.js",
  );
});

test('a runtime that is not there leaves nothing behind', async () => {
  const before = readdirSync(tempRoot);
  await expect(makeStage({ ...request({ 'a.js': '' }, 'a.js'), torch: '/nowhere/torch.js' })).rejects.toThrow(
    'ENOENT',
  );
  expect(readdirSync(tempRoot)).toEqual(before);
});
