/** Every limit, exceeded at every level that this machine has: what is said, that it held in numbers, that nothing is left. */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { idleDataBytes } from '../../src/sandbox/idle-memory.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/sandbox/types.ts';
import { LEVELS } from './levels.ts';
import { type Peaks, watch } from './process-watch.ts';
import { failureOf, sandbox } from './sandbox.ts';

const { launch, clear, tempRoot } = sandbox();
afterAll(clear);

const MEGABYTE = 2 ** 20;
const HEAP_MB = 32;
/** As `launch.ts` allows: twice the heap, and what Node grows by. */
const ALLOWED_BYTES = (2 * HEAP_MB + 128) * MEGABYTE;
/** Node's own program and snapshot are resident too, and not private. */
const PROGRAM_BYTES = 128 * MEGABYTE;
/** What is used between the moment at which a limit is reached and the end. */
const SLACK_MS = 400;
/** Start of both processes of a host, loading included, on a slow machine. */
const START_MS = 3_000;
const PATIENCE_MS = 5_000;
const LIMITS: Limits = {
  ...DEFAULT_LIMITS,
  loadMs: 1_000,
  callMs: 5_000,
  heapMb: HEAP_MB,
  outputBytes: 100_000,
};

let idleBytes = 0;
beforeAll(async () => {
  idleBytes = process.platform === 'linux' ? await idleDataBytes() : 0;
});

/** All that is on disk below a folder. */
const bytesBelow = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

describe.each(LEVELS.map((one) => [one.name, one] as const))('%s', (_, { isolation, available }) => {
  const exceeding = available ? test : test.skip;
  let watched: ReturnType<typeof watch>;
  let graderBytes = 0;
  beforeEach(() => {
    watched = watch();
    graderBytes = process.memoryUsage().rss;
  });
  afterEach(() => watched.stop());

  /** Ends the host, and gives what its processes took in all. Nothing of them may be left. */
  async function endOf(host: Awaited<ReturnType<typeof launch>>): Promise<Peaks> {
    await host.close();
    for (let waited = 0; watched.alive().length > 0 && waited < PATIENCE_MS; waited += 20)
      await new Promise((next) => setTimeout(next, 20));
    expect(watched.alive()).toEqual([]);
    return watched.peaks();
  }

  const start = (code: string, limits: Partial<Limits> = {}) =>
    launch(code, { isolation, limits: { ...LIMITS, ...limits } });

  describe('memory', () => {
    exceeding.each([
      ['objects', 'const held = []; for (;;) held.push({ held, more: new Array(100).fill(held.length) });'],
      ['typed arrays', 'const held = []; for (;;) held.push(new Float64Array(2 ** 20).fill(1));'],
      [
        'WebAssembly',
        'const held = []; for (;;) { const memory = new WebAssembly.Memory({ initial: 500 }); new Uint8Array(memory.buffer).fill(1); held.push(memory); }',
      ],
      [
        'shared arrays',
        'const held = []; for (;;) held.push(new Uint8Array(new SharedArrayBuffer(2 ** 23)).fill(1));',
      ],
      ['one array', 'return new Uint8Array(2 ** 30).fill(1).length;'],
      ['one text', "let text = 'x'.repeat(1000); for (;;) text = [...text, ...text].join('');"],
    ])('%s', async (_kind, body) => {
      const host = await start(`export const f = () => { ${body} };\nexport const g = () => 1;`);
      // The engine aborts, or throws an error of its own that the grader knows.
      const { kind, what } = await failureOf(host.call('f', []));
      expect([kind, what]).toEqual(['memory', expect.stringMatching(/memory/)]);
      expect((await host.call('g', [])).value).toBe(1);
      const { dataBytes, residentBytes } = await endOf(host);
      expect(dataBytes).toBeLessThanOrEqual(idleBytes + ALLOWED_BYTES);
      // Two processes of the host, and what holds them.
      expect(residentBytes).toBeLessThanOrEqual(2 * (ALLOWED_BYTES + PROGRAM_BYTES));
    });
  });

  describe('processor time', () => {
    exceeding.each([
      ['a loop while the file is loaded', 'for (;;);', 'loadMs', 400],
      ['a loop in a call', 'export const f = () => { for (;;); };', 'callMs', 300],
      [
        'a loop of microtasks',
        'export const f = () => { (async () => { for (;;) await null; })(); };',
        'callMs',
        300,
      ],
      [
        'a loop after the answer',
        'export const f = () => { const again = () => setImmediate(again); again(); for (const end = Date.now() + 1e6; Date.now() < end;); };',
        'callMs',
        300,
      ],
    ] as const)('%s', async (_kind, code, limit, ms) => {
      const host = await start(code, { [limit]: ms });
      expect(await failureOf(host.call('f', []))).toMatchObject({
        kind: 'timeout',
        what: `did not finish within ${ms / 1000} s`,
      });
      const { cpuMs } = await endOf(host);
      expect(cpuMs).toBeLessThan(START_MS + ms + SLACK_MS);
    });

    exceeding('many calls that each keep to their limit', async () => {
      const totalMs = 600;
      const host = await start(
        'export const f = () => { let sum = 0; for (let i = 0; i < 5e7; i++) sum += i % 7; return sum; };',
        { totalMs },
      );
      let calls = 0;
      let failure: { kind?: string } = {};
      while (failure.kind === undefined && calls < 100)
        failure = await host.call('f', []).then(
          () => {
            calls += 1;
            return {};
          },
          (reason: { kind: string }) => reason,
        );
      expect(failure).toMatchObject({ kind: 'timeout' });
      expect(calls).toBeGreaterThanOrEqual(1);
      const { cpuMs } = await endOf(host);
      expect(cpuMs).toBeLessThan(START_MS + totalMs + SLACK_MS);
    });

    exceeding('threads count together, where they can be started at all', async () => {
      const host = await start(
        `export const f = () => {
          const { Worker } = process.getBuiltinModule('worker_threads');
          for (let i = 0; i < 4; i++) new Worker('for (;;);', { eval: true });
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        };`,
        { callMs: 400, heapMb: 256 },
      );
      const { kind } = await failureOf(host.call('f', []));
      // Where the permission model is on there is no thread, and the call throws.
      expect(kind).toBe(isolation.level === 0 ? 'timeout' : 'student-error');
      const { cpuMs } = await endOf(host);
      // Both cores may be busy until the grader looks.
      expect(cpuMs).toBeLessThan(START_MS + 4 * 400 + SLACK_MS);
    });
  });

  describe('output', () => {
    exceeding.each([
      ['a flood of lines', "for (;;) console.log('x'.repeat(1000));"],
      ['a flood of errors', "for (;;) console.error('x'.repeat(1000));"],
      ['one text of fifty megabytes', "process.stdout.write('x'.repeat(5e7));"],
      [
        'a write past the streams',
        "const fs = process.getBuiltinModule('fs'); const bytes = Buffer.alloc(65536, 120); for (;;) fs.writeSync(1, bytes);",
      ],
    ])('%s', async (_kind, body) => {
      const host = await start(`export const f = () => { ${body} };`, { heapMb: 256 });
      expect(await failureOf(host.call('f', []))).toMatchObject({
        kind: 'output',
        what: 'printed more than the 100000 bytes allowed',
      });
      const { outputBytes } = await host.close();
      expect(outputBytes).toBeGreaterThan(100_000);
      // Nothing is read after the chunk that goes beyond.
      expect(outputBytes).toBeLessThan(100_000 + 65_536);
      expectLittleKept();
      await endOf(host);
    });

    exceeding.each([
      ['bytes without an end', 'const bytes = Buffer.alloc(65536, 1); for (;;) fs.writeSync(3, bytes);'],
      [
        'a header larger than any',
        'fs.writeSync(3, prefix(0, 2 ** 32 - 1)); const bytes = Buffer.alloc(65536, 32); for (;;) fs.writeSync(3, bytes);',
      ],
      [
        'a body larger than any',
        'fs.writeSync(3, prefix(2 ** 32 - 1, 2)); const bytes = Buffer.alloc(65536, 32); for (;;) fs.writeSync(3, bytes);',
      ],
      [
        'the largest frame that there may be, and no end of it',
        'fs.writeSync(3, prefix(64 * 2 ** 20, 4 * 2 ** 20)); const bytes = Buffer.alloc(65536, 32); for (;;) fs.writeSync(3, bytes);',
      ],
      [
        'small frames without an end',
        "const text = Buffer.from('{}'); for (;;) fs.writeSync(3, Buffer.concat([prefix(0, 2), text]));",
      ],
    ])('frames: %s', async (_kind, body) => {
      const host = await start(
        `const fs = process.getBuiltinModule('fs');
        const prefix = (body, header) => { const bytes = Buffer.alloc(8); bytes.writeUInt32LE(body, 0); bytes.writeUInt32LE(header, 4); return bytes; };
        export const f = () => { ${body} };\nexport const g = () => 1;`,
      );
      expect((await failureOf(host.call('f', []))).kind).toBe('protocol');
      expect((await host.call('g', [])).value).toBe(1);
      await endOf(host);
      expectLittleKept();
    });
  });

  describe('disk', () => {
    exceeding(
      'a large file, many files, many folders: nothing is written, or not more than a file may hold',
      async () => {
        const open = join(tempRoot, `open-${isolation.level}`);
        mkdirSync(open, { recursive: true, mode: 0o777 });
        const host = await start(
          `const fs = process.getBuiltinModule('fs');
        const PLACES = ${JSON.stringify([open])}.concat(['.', '/tmp', '/dev/shm', '/var/tmp', '/stage', '/']);
        const managed = (act) => { try { act(); return 1; } catch { return 0; } };
        export const large = () => PLACES.map((place) => managed(() => fs.writeFileSync(place + '/gradus-large', Buffer.alloc(5e6))));
        export const many = () => PLACES.map((place) => { let made = 0; for (let i = 0; i < 200; i++) made += managed(() => fs.writeFileSync(place + '/gradus-' + i, 'x')); return made; });
        export const folders = () => PLACES.map((place) => managed(() => fs.mkdirSync(place + '/gradus-a/b/c', { recursive: true })));
        export const truncated = () => PLACES.map((place) => managed(() => fs.truncateSync(place + '/softmax.js', 1e12)));
        export const tidy = () => { for (const place of PLACES) for (const name of ['large', 'a', ...Array.from({ length: 200 }, (_, i) => i)]) managed(() => fs.rmSync(place + '/gradus-' + name, { recursive: true })); };`,
          { callMs: 10_000 },
        );
        const before = bytesBelow(tempRoot);
        const promised = isolation.level > 0;
        for (const way of ['large', 'many', 'folders', 'truncated']) {
          const made = await host.call(way, []).then(
            ({ value }) => value as number[],
            (failure: { kind: string }) => [failure.kind],
          );
          if (promised) expect([way, made.filter((one) => one !== 0)]).toEqual([way, []]);
          if (way === 'large')
            expect(bytesBelow(tempRoot) - before).toBeLessThanOrEqual(promised ? 0 : 2_000_000);
        }
        if (promised) expect(bytesBelow(tempRoot)).toBe(before);
        else await host.call('tidy', []);
        await endOf(host);
      },
    );

    exceeding('descriptors: no more than 64 are open', async () => {
      const host = await start(
        `const fs = process.getBuiltinModule('fs');
        export const f = () => { let opened = 0; try { for (;; opened++) fs.openSync('softmax.js', 'r'); } catch (error) { return [opened, error.code]; } };`,
      );
      const [opened, code] = (await host.call('f', [])).value as [number, string];
      expect(code).toBe('EMFILE');
      expect(opened).toBeLessThan(64);
      await endOf(host);
    });
  });

  /** What a submission sends must not stay in the grader's own process. */
  function expectLittleKept(): void {
    expect(process.memoryUsage().rss - graderBytes).toBeLessThan(300 * MEGABYTE);
  }
});
