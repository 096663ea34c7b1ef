import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { makeHostSnapshot } from '../../src/sandbox/index.ts';
import { FULL_LAYERS, findTool } from '../../src/sandbox/isolation.ts';
import type { Isolation } from '../../src/sandbox/types.ts';
import { BUILT_TORCH, LIMITS, PATHS, PLAIN, sandbox, startFromSnapshots } from './sandbox.ts';

startFromSnapshots();
const { launch, clear } = sandbox();
const tempRoot = mkdtempSync(join(tmpdir(), 'gradus-snapshot-test-'));
afterAll(async () => {
  await clear();
  rmSync(tempRoot, { recursive: true, force: true });
});

const full: Isolation = { level: 3, layers: FULL_LAYERS, missing: [] };
const withBwrap = findTool('bwrap') && findTool('prlimit') ? test : test.skip;
const HANDED_ON = /^export const \{ (.+) \} = /;
const EXPORTED = /export ?\{([^}]+)\};?\s*$/;

const request = (hostInSnapshot: string, isolation = PLAIN) => ({
  dist: { host: PATHS.host, hostInSnapshot },
  isolation,
  heapMb: LIMITS.heapMb,
  tempRoot,
});

const program = (name: string, source: string): string => {
  writeFileSync(join(tempRoot, name), source);
  return join(tempRoot, name);
};

test('the built program has the exports of the built runtime', async () => {
  const built = resolve(__dirname, '../../../dist/host-in-snapshot.cjs');
  const snapshot = await makeHostSnapshot(request(built));
  const names = (text: string) => text.split(',').map((name) => name.trim());
  const [, handedOn = ''] = HANDED_ON.exec(readFileSync(snapshot?.torch ?? '', 'utf8')) ?? [];
  const [, exported = ''] = EXPORTED.exec(readFileSync(BUILT_TORCH, 'utf8')) ?? [];
  expect(names(handedOn)).toContain('Tensor');
  expect(names(handedOn).sort()).toEqual(names(exported).sort());
});

test('there is none of a program that fails, or makes a process that is no host', async () => {
  expect(await makeHostSnapshot(request(program('fails.cjs', 'throw new Error()')))).toBeUndefined();
  expect(await makeHostSnapshot(request(program('idle.cjs', 'process.stdout.write("[]")')))).toBeUndefined();
});

test('the runtime is handed over before the submission is there, and nothing of that is left', async () => {
  const host = await launch(
    `const before = Reflect.ownKeys(globalThis).filter((key) => String(key).includes('radus'));
     export const left = () => before.length;`,
  );
  expect((await host.call('left', [])).value).toBe(0);
});

test('processes of one snapshot share no state and no random numbers', async () => {
  const code = `import { torch } from '#torch';
    export const mark = () => { torch.marked = true; };
    export const marked = () => torch.marked === true;
    export const draw = () => Math.random();`;
  const [one, other] = [
    await launch(code, { torch: BUILT_TORCH }),
    await launch(code, { torch: BUILT_TORCH }),
  ];
  await one.call('mark', []);
  expect((await one.call('marked', [])).value).toBe(true);
  expect((await other.call('marked', [])).value).toBe(false);
  expect((await one.call('draw', [])).value).not.toBe((await other.call('draw', [])).value);
});

withBwrap('every layer holds around it: no file but the stage, no processes', async () => {
  const host = await launch(
    `const tryTo = (act) => { try { return String(act()); } catch (error) { return error.code ?? error.message; } };
     const fs = process.getBuiltinModule('fs');
     export const read = (path) => tryTo(() => fs.readFileSync(path).length);
     export const fork = () => tryTo(() => process.getBuiltinModule('child_process').spawnSync('/node').status);`,
    { isolation: full },
  );
  expect((await host.call('read', ['/host.blob'])).value).toBe('ERR_ACCESS_DENIED');
  expect((await host.call('read', ['/etc/passwd'])).value).toBe('ERR_ACCESS_DENIED');
  expect((await host.call('fork', [])).value).toBe('ERR_ACCESS_DENIED');
  expect((await host.call('read', ['/stage/softmax.js'])).value).not.toBe('ERR_ACCESS_DENIED');
});
