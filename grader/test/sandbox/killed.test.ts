/** Deaths that somebody else causes, and those of a submission's own, which must not look like them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { confine, FULL_LAYERS, findTool, LAYERS } from '../../src/sandbox/isolation.ts';
import { spawnConfined } from '../../src/sandbox/spawn-confined.ts';
import type { Isolation } from '../../src/sandbox/types.ts';
import { descendantsOf } from '../process-tree.ts';
import { failureOf, PLAIN, sandbox } from './sandbox.ts';

const { launch, clear, tempRoot } = sandbox();
afterAll(clear);

const linux = process.platform === 'linux';
const withBwrap = linux && findTool('bwrap') && findTool('prlimit') ? test : test.skip;
const withPrlimit = linux && findTool('prlimit') ? test : test.skip;
const full: Isolation = { level: 3, layers: FULL_LAYERS, missing: [] };

const CODE = 'export const f = () => { for (;;); };\nexport const g = () => 1;';

/** The host's processes, from what this process has started to the one that runs student code. */
const hostProcesses = () =>
  descendantsOf(process.pid).filter(({ command }) => command.includes('softmax.js'));

/** The number of one of them: `at` counts from the outermost, or, below 0, from the innermost. */
function hostPid(at: number): number {
  const found = hostProcesses().at(at);
  // Numbers like 0 and -1 stand for many processes, and would end this one too.
  if (found === undefined) throw new Error('no host is running');
  return found.pid;
}

const inAWhile = (act: () => void) => setTimeout(act, 100);

describe('killed by somebody else', () => {
  test.each(['SIGKILL', 'SIGTERM'] as const)(
    '%s while it works: counted, and the next call works',
    async (name) => {
      const host = await launch(CODE, { isolation: PLAIN });
      const pid = hostPid(0);
      inAWhile(() => process.kill(pid, name));
      expect(['memory', 'dead']).toContain((await failureOf(host.call('f', []))).kind);
      expect((await host.call('g', [])).value).toBe(1);
      expect((await host.close()).killed).toBe(1);
    },
  );

  withBwrap.each([
    ['the outermost process', 0],
    ['the innermost process', -1],
  ])('%s of a sandbox', async (_, which) => {
    const host = await launch(CODE, { isolation: full });
    const pid = hostPid(which);
    inAWhile(() => process.kill(pid, 'SIGKILL'));
    expect((await failureOf(host.call('f', []))).kind).toBe('memory');
    expect((await host.close()).killed).toBe(1);
  });

  test('between two calls', async () => {
    const host = await launch(CODE, { isolation: PLAIN });
    const pid = hostPid(0);
    process.kill(pid, 'SIGKILL');
    await new Promise((next) => setTimeout(next, 300));
    await failureOf(host.call('g', []));
    expect((await host.close()).killed).toBe(1);
  });
});

describe('an end of its own, or one that the grader makes', () => {
  const ends: readonly [string, string, Parameters<typeof launch>[1]][] = [
    ['an exit', 'process.exit(1)', {}],
    ['an abort', 'process.abort()', {}],
    [
      'the heap',
      'const a = []; for (;;) a.push({ a: [a.length] })',
      { limits: { heapMb: 32, callMs: 9_000 } },
    ],
    ['a loop', 'for (;;)', { limits: { callMs: 100 } }],
    ['output', "for (;;) console.log('x'.repeat(1000))", { limits: { callMs: 9_000 } }],
  ];
  for (const [level, isolation, run] of [
    ['plain', PLAIN, test],
    ['in a sandbox', full, withBwrap],
  ] as const) {
    run.each(ends)(`%s, ${level}`, async (_, code, setting) => {
      const host = await launch(`export const f = () => { ${code}; };`, { ...setting, isolation });
      await failureOf(host.call('f', []));
      expect((await host.close()).killed).toBe(0);
    });
  }

  test('a host that is closed while it works', async () => {
    const host = await launch(CODE, { isolation: PLAIN });
    const call = failureOf(host.call('f', []));
    expect((await host.close()).killed).toBe(0);
    await call;
  });

  withPrlimit('the CPU limit of the kernel says that it was time', async () => {
    const script = join(tempRoot, 'loop.mjs');
    writeFileSync(script, 'for (;;);');
    const isolation = { level: 0, layers: [LAYERS.limits], missing: [] } as const;
    const program = { script, stage: tempRoot, arguments: [], heapMb: 64, cpuSeconds: 1 };
    const { child } = spawnConfined(await confine(isolation, program), tempRoot);
    const ended = await new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    expect(ended).toBe('SIGXCPU');
  });
});
