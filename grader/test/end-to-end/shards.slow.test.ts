import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withoutMeasured } from '../without-measured.ts';

const root = resolve(__dirname, '../../..');
const temporary = mkdtempSync(join(tmpdir(), 'gradus-shards-'));
const room = join(temporary, 'class');
const [whole, merged] = [join(temporary, 'whole'), join(temporary, 'merged')];
const SHARDS = 3;

function gradus(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, [join(root, 'dist/gradus.js'), ...args], {
    cwd: temporary,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: temporary, ...env },
  });
}

/** The documents of an output folder by their names in it, without what may differ between two runs. */
function documents(out: string): Record<string, unknown> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(out, path).startsWith('cache'));
  return Object.fromEntries(
    files.map((path) => {
      const text = readFileSync(path, 'utf8');
      return [relative(out, path), path.endsWith('.json') ? withoutMeasured(text) : text];
    }),
  );
}

beforeAll(() => {
  cpSync(join(root, 'grader/examples/class'), room, { recursive: true });
  // Without the one who loops: the verdict would be the same, and take long.
  rmSync(join(room, 'submissions/ivan.petrov'), { recursive: true });
});

afterAll(() => rmSync(temporary, { recursive: true, force: true }));

test('the example class, whole and in three shards as a CI would run them, is graded the same', () => {
  expect(gradus(['grade', room, '--out', whole]).status).toBe(0);
  for (let index = 1; index <= SHARDS; index += 1) {
    const env = { CI_NODE_INDEX: String(index), CI_NODE_TOTAL: String(SHARDS) };
    const run = gradus(['grade', room, '--out', `shards/${index}`, '--shard', 'auto'], env);
    expect(run.stderr).toMatch(/graded [78] of [78]/);
    expect({ status: run.status, stdout: run.stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining(`shard ${index}/${SHARDS} `),
    });
  }
  const without = gradus(['merge', 'shards/1', 'shards/3', '--out', merged]);
  expect(without).toMatchObject({ status: 2, stderr: expect.stringContaining('1 is missing: 2/3') });
  const { status, stdout } = gradus(['merge', 'shards/3', 'shards/1', 'shards/2', '--out', merged]);
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('Björn Sørensen') });
  expect(documents(merged)).toEqual(documents(whole));
}, 240_000);
