import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Tensor, torch } from '#torch';
import { onPath } from '../../src/device/cpu/path.ts';
import { readyPool } from '../../src/device/cpu/threads/pool.ts';
import { kernels } from '../../src/device/cpu/wasm/kernels.ts';
import { untilReady } from './until-ready.ts';

/*
 * A matrix product has the same bits on every path: all add up in the order of k and round every step. Sizes lie around
 * the blocks of the kernels (4 rows, 8 or 4 columns, 256 steps, 128 rows), and above and below all of them.
 */

beforeAll(() => untilReady(3));

/** The bits of the elements: −0 is not 0, and one NaN is another. */
const bits = (x: Tensor): unknown[] => Array.from<unknown>(x.toTypedArray());

function expectSameBits(a: Tensor, b: Tensor): void {
  const plain = onPath('plain', () => a.matmul(b));
  for (const path of ['wasm', 'threads'] as const) {
    const other = onPath(path, () => a.matmul(b));
    expect(other.shape).toEqual(plain.shape);
    expect(bits(other)).toEqual(bits(plain));
  }
}

test('this machine has the kernels and threads: otherwise nothing here compares anything', () => {
  expect(kernels()).not.toBeNull();
  expect(readyPool()?.threads()).toBe(3);
});

describe.each(['float32', 'float64'] as const)('products in %s', (name) => {
  const dtype = torch[name];
  const randn = (...sizes: number[]): Tensor => {
    torch.manualSeed(sizes.reduce((seed, size) => 31 * seed + size, 7));
    return torch.randn(sizes, { dtype });
  };

  test.each([
    [1, 1, 1],
    [1, 300, 1],
    [3, 5, 7],
    [4, 1, 8],
    [5, 256, 9],
    [8, 257, 16],
    [17, 600, 31],
    [130, 40, 33],
    [260, 9, 12],
  ])('%d × %d times %d columns', (n, k, m) => {
    expectSameBits(randn(n, k), randn(k, m));
  });

  test('operands that are transposed, sliced or stretched', () => {
    expectSameBits(randn(40, 21).t(), randn(40, 13));
    expectSameBits(randn(21, 40), randn(13, 40).t());
    expectSameBits(randn(40, 21).t(), randn(13, 40).t());
    expectSameBits(randn(30, 64).at(':', '3:12'), randn(9, 64).at(':', '40:'));
    expectSameBits(randn(30, 64).at('::3', '::7'), randn(64, 20).at('4:14').t().at(':', ':').t());
    expectSameBits(randn(1, 9).expand(12, 9), randn(9, 1).expand(9, 10));
  });

  test('batches, with an operand that all of them share', () => {
    expectSameBits(randn(3, 6, 10), randn(3, 10, 9));
    expectSameBits(randn(3, 6, 10), randn(10, 9));
    expectSameBits(randn(6, 10), randn(3, 10, 9));
    expectSameBits(randn(2, 3, 6, 10).transpose(1, 2), randn(2, 6, 10, 5));
  });

  test('more rows than fit the memory of the kernels', () => {
    // Row i holds i everywhere: it takes no room until it is packed.
    const rows = torch.arange(9000, { dtype }).reshape(-1, 1).expand(2, 9000, 4096);
    expectSameBits(rows, randn(2, 4096, 4));
  });

  test('NaN, infinities, −0 and numbers that vanish or overflow', () => {
    const special = [Number.NaN, Infinity, -Infinity, -0, 0, 1e-38, -1e-45, 3e38, 1, -2];
    const a = torch.tensor(
      Array.from({ length: 70 }, (_, i) => special[(7 * i + (i >> 3)) % special.length] as number),
      { dtype },
    );
    expectSameBits(a.reshape(7, 10), a.reshape(10, 7));
    const finite = torch.where(a.isfinite(), a, torch.tensor(-0, { dtype }));
    expectSameBits(finite.reshape(7, 10), finite.reshape(10, 7));
  });

  test('nothing to add, nothing to give', () => {
    for (const [n, k, m] of [
      [0, 3, 2],
      [2, 0, 3],
      [2, 3, 0],
    ] as const) {
      expectSameBits(torch.ones([n, k], { dtype }), torch.ones([k, m], { dtype }));
    }
  });
});
