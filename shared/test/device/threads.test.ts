import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { type Tensor, torch } from '#torch';
import { onPath } from '../../src/device/cpu/path.ts';
import { readyPool } from '../../src/device/cpu/threads/pool.ts';
import { untilReady } from './until-ready.ts';

const numThreads = torch.getNumThreads();
afterEach(() => torch.setNumThreads(numThreads));

/** Rows enough for several tiles, and columns that fill no panel. */
function operands(): [Tensor, Tensor] {
  torch.manualSeed(5);
  return [torch.randn(301, 70), torch.randn(70, 45)];
}

const product = ([a, b]: [Tensor, Tensor]): unknown[] => Array.from<unknown>(a.matmul(b).toTypedArray());

describe('the number of threads', () => {
  test('is what was asked for', () => {
    torch.setNumThreads(3);
    expect(torch.getNumThreads()).toBe(3);
  });

  test('is a positive integer', () => {
    expect(() => torch.setNumThreads(0)).toThrow('setNumThreads: 0\n  expected: a positive integer');
    for (const wrong of [-1, 1.5, Number.NaN, '2', null]) {
      expect(() => torch.setNumThreads(wrong as number)).toThrow('expected: a positive integer');
    }
    expect(torch.getNumThreads()).toBe(numThreads);
  });

  test('makes no difference to a product', async () => {
    const these = operands();
    const expected = onPath('plain', () => product(these));
    for (const threads of [1, 2, 5]) {
      if (threads === 1) torch.setNumThreads(1);
      else await untilReady(threads);
      expect(onPath('threads', () => product(these))).toEqual(expected);
    }
  });

  test('one: nothing is started', () => {
    torch.setNumThreads(1);
    expect(readyPool()).toBeNull();
  });
});

describe('workers', () => {
  test('are not waited for: what comes before they are ready is done by one thread', () => {
    torch.setNumThreads(4);
    expect(readyPool()).toBeNull();
    expect(onPath('threads', () => product(operands()))).toEqual(onPath('plain', () => product(operands())));
  });

  test('take their part of a product', async () => {
    await untilReady(2);
    const [a, b] = [torch.ones(4096, 512), torch.ones(512, 256)];
    // Whoever asked looks at how many of the others are at a tile still, once it has none itself.
    const { load } = Atomics;
    let active = 0;
    const look = jest.spyOn(Atomics, 'load').mockImplementation(((words: Int32Array, index: number) => {
      const value = load(words, index);
      if (index === 1) active = Math.max(active, value);
      return value;
    }) as typeof load);
    try {
      for (let i = 0; i < 1000 && active === 0; i++) onPath('threads', () => a.matmul(b));
    } finally {
      look.mockRestore();
    }
    expect(active).toBe(1);
  });

  test('that leave take nothing with them', async () => {
    const pool = await untilReady(2);
    pool.end();
    expect(onPath('threads', () => product(operands()))).toEqual(onPath('plain', () => product(operands())));
  });

  test('that die at a tile are given up, and the product is computed without them', async () => {
    const pool = await untilReady(3);
    // What the words say when a worker has begun a tile and never ends it.
    Atomics.add(new Int32Array(pool.kernels.memory.buffer), 1, 1);
    expect(onPath('threads', () => product(operands()))).toEqual(onPath('plain', () => product(operands())));
    expect(readyPool()).toBeNull();
  });
});

/** A program with the built runtime, which may start workers unless Node is told otherwise. */
function run(source: string, flags: readonly string[] = []): { status: number | null; printed: string } {
  const torch = resolve(__dirname, '../../../dist/torch.js');
  const program = `import { torch } from ${JSON.stringify(torch)};
const a = torch.ones(300, 300);
const multiply = () => a.matmul(a).sum().item();
${source}`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, '--input-type=module', '--eval', program],
    { encoding: 'utf8' },
  );
  return { status, printed: stdout + stderr };
}

const permission = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

describe('a program', () => {
  test('ends when its own work is done, with workers waiting or just started', () => {
    const waiting = `torch.setNumThreads(2);
multiply();
await new Promise((done) => setTimeout(done, 300));
console.log(multiply());`;
    expect(run(waiting)).toEqual({ status: 0, printed: '27000000\n' });
    expect(run('torch.setNumThreads(3); console.log(multiply());')).toEqual({
      status: 0,
      printed: '27000000\n',
    });
  });

  test('that may have no workers computes with one thread, without a word', () => {
    const flags = [permission, '--no-warnings', '--allow-fs-read=*'];
    const source = 'torch.setNumThreads(2); console.log(multiply(), multiply(), torch.getNumThreads());';
    expect(run(source, flags)).toEqual({ status: 0, printed: '27000000 27000000 2\n' });
  });

  test.each([
    [
      'no shared memory',
      `const { Memory } = WebAssembly;
WebAssembly.Memory = function (limits) {
  if (limits.shared) throw new TypeError();
  return new Memory(limits);
};`,
    ],
    ['no modules of Node', 'process.getBuiltinModule = undefined;'],
    [
      'workers that fail at once',
      `const { Worker } = process.getBuiltinModule('node:worker_threads');
const Failing = class extends Worker {
  constructor(script, options) {
    super('throw new Error()', options);
  }
};
process.getBuiltinModule = () => ({ Worker: Failing });`,
    ],
  ])('with %s computes with one thread, without a word', (_, spoil) => {
    const source = `${spoil}
torch.setNumThreads(2);
multiply();
await new Promise((done) => setTimeout(done, 200));
console.log(multiply());`;
    expect(run(source)).toEqual({ status: 0, printed: '27000000\n' });
  });
});
