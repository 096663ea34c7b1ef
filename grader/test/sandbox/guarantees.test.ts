/** What the report promises about a level is what a submission meets there: no less, and no more than is said. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { guaranteesOf, SUBJECTS } from '../../src/sandbox/guarantees.ts';
import { LAYERS } from '../../src/sandbox/isolation.ts';
import { LEVELS } from './levels.ts';
import { sandbox } from './sandbox.ts';

const { launch, clear, tempRoot } = sandbox();
const secret = join(tempRoot, 'secret');
const outside = join(tempRoot, 'outside');
// A process of its own: the first one of a container has a namesake in every namespace.
const victim = spawn('sleep', ['120'], { stdio: 'ignore' });
let listener: Server;
let connections = 0;

beforeAll(async () => {
  writeFileSync(secret, 'secret', { mode: 0o600 });
  mkdirSync(outside, { mode: 0o777 });
  listener = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await once(listener.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  victim.kill('SIGKILL');
  listener.close();
  await clear();
});

const ATTEMPTS = `
const fs = process.getBuiltinModule('fs');
const managed = (act) => { try { act(); return true; } catch { return false; } };
let connected = 'waiting';
export const connect = (port) => {
  try {
    process.getBuiltinModule('net').connect(port, '127.0.0.1')
      .on('connect', () => { connected = 'yes'; }).on('error', () => { connected = 'no'; });
  } catch { connected = 'no'; }
};
export const outcome = () => connected;
export const reads = (path) => managed(() => fs.readFileSync(path));
export const writes = (folder) => [folder, '.', '/tmp', '/dev/shm', '/'].some((place) =>
  managed(() => { fs.writeFileSync(place + '/written-by-a-submission', 'x'); fs.unlinkSync(place + '/written-by-a-submission'); }));
export const starts = () => managed(() => {
  const { error } = process.getBuiltinModule('child_process').spawnSync(process.execPath, ['--version']);
  if (error) throw error;
});
export const threads = () => managed(() => {
  const { Worker } = process.getBuiltinModule('worker_threads');
  new Worker('', { eval: true }).unref();
});
export const signals = (pid) => managed(() => process.kill(pid, 0));
`;

describe.each(LEVELS.map((one) => [one.name, one] as const))('%s', (_, { isolation, available }) => {
  (available ? test : test.skip)('promises what holds', async () => {
    const host = await launch(ATTEMPTS, { isolation });
    const said = guaranteesOf(isolation);
    const does = async (name: string, ...args: (string | number)[]): Promise<unknown> =>
      (await host.call(name, args)).value;

    expect(await does('reads', secret)).toBe(/whatever the grader's user may/.test(said.files));
    expect(await does('writes', outside)).toBe(/whatever the grader's user may/.test(said.files));
    expect(await does('starts')).toBe(/starts programs/.test(said.processes));
    expect(await does('threads')).toBe(/starts programs/.test(said.processes));
    expect(await does('signals', victim.pid ?? 0)).toBe(/every process of the grader's/.test(said.processes));

    const before = connections;
    await does('connect', (listener.address() as AddressInfo).port);
    let outcome: unknown = 'waiting';
    for (let i = 0; i < 200 && outcome === 'waiting'; i++) outcome = await does('outcome');
    expect(outcome).toBe(/is open/.test(said.network) ? 'yes' : 'no');
    expect(connections - before).toBe(/is open/.test(said.network) ? 1 : 0);
    // What is promised of memory and time is exceeded in limits.slow.test.ts.
    expect(said.memory).toMatch(/kernel all private memory/);
  });
});

test('without any layer nothing is promised but what the grader and the engine do themselves', () => {
  const said = guaranteesOf({ layers: [] });
  expect(said.memory).toMatch(/nothing bounds typed arrays/);
  expect(said.time).toMatch(/nothing ends a loop/);
});

test('every subject has its sentence, and layers that nobody knows promise nothing', () => {
  for (const { isolation } of LEVELS) {
    const said = guaranteesOf(isolation);
    expect(Object.keys(said)).toEqual([...SUBJECTS]);
    for (const sentence of Object.values(said)) expect(sentence).not.toBe('');
    expect(guaranteesOf({ layers: [...isolation.layers, 'a layer of another release'] })).toEqual(said);
  }
  expect(guaranteesOf({ layers: Object.values(LAYERS) })).toEqual(
    guaranteesOf({ layers: LEVELS[0]?.isolation.layers ?? [] }),
  );
});
