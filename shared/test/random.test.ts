import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Tensor, torch } from '#torch';
import { fma32 } from '../src/random/fma32.ts';
import { Generator } from '../src/random/generator.ts';
import { Mt19937 } from '../src/random/mt19937.ts';
import { randomInt64 } from '../src/random/random-int64.ts';

/*
 * Numbers without a comment were recorded from PyTorch 1.13.1 on a CPU. `position` is the next 63-bit integer of
 * the default generator: it differs as soon as one draw too many or too few was made.
 */

const position = () => randomInt64(torch.defaultGenerator);
const float32 = (values: readonly number[]) => [...Float32Array.from(values)];

beforeEach(() => {
  torch.manualSeed(0);
});
afterEach(() => {
  torch.manualSeed(0);
});

describe('the engine', () => {
  test('gives the 10,000th word that the C++ standard names for the default seed', () => {
    const engine = new Mt19937();
    for (let i = 1; i < 10_000; i++) engine.u32();
    expect(engine.u32()).toBe(4123659995);
  });

  test('takes an array as its authors do', () => {
    const engine = new Mt19937([0x123, 0x234, 0x345, 0x456]);
    expect([engine.u32(), engine.u32(), engine.u32()]).toEqual([1067595299, 955945823, 477289528]);
  });

  test('takes a longer array than it has words, and every word of it counts', () => {
    const key = new Uint32Array(700).fill(7);
    const before = new Mt19937(key).u32();
    key[699] = 8;
    expect(new Mt19937(key).u32()).not.toBe(before);
  });

  test('reads a number modulo 2^32', () => {
    expect(new Mt19937(-1).u32()).toBe(new Mt19937(2 ** 32 - 1).u32());
    expect(new Mt19937(2 ** 53 - 1).u32()).toBe(new Mt19937(2 ** 32 - 1).u32());
  });

  test('a state is a copy, and another engine goes on from it', () => {
    const engine = new Mt19937(3);
    for (let i = 0; i < 700; i++) engine.u32();
    const state = engine.getState();
    const words = Array.from({ length: 700 }, () => engine.u32());
    const other = new Mt19937(4);
    other.setState(state);
    expect(Array.from({ length: 700 }, () => other.u32())).toEqual(words);
    engine.setState(state);
    expect(engine.u32()).toBe(words[0]);
  });

  test('the first of two words is the high half', () => {
    const engine = new Mt19937(0);
    expect(engine.u64()).toBe((BigInt(new Mt19937(0).u32()) << 32n) | 2546248239n);
  });
});

describe('the fused multiply-add of float32', () => {
  /** The same with integers: every float32 is a whole multiple of 2^-149. */
  const exact = (x: number, y: number, c: number): number => {
    const units = (value: number) => BigInt(value * 2 ** 60) * 2n ** 89n;
    const sum = units(x) * units(y) + units(c) * 2n ** 149n;
    if (sum === 0n) return x * y + c;
    const size = sum < 0n ? -sum : sum;
    const shift = BigInt(Math.max(size.toString(2).length - 24, 0));
    let digits = size >> shift;
    const rest = size - (digits << shift);
    const half = shift === 0n ? 1n : 1n << (shift - 1n);
    if (rest > half || (rest === half && (digits & 1n) === 1n)) digits += 1n;
    return (sum < 0n ? -1 : 1) * Number(digits) * 2 ** (Number(shift) - 298);
  };

  test('rounds once where twice would be wrong', () => {
    const [x, y, c] = [1 + 2 ** -16, 0.5 * (1 - 2 ** -16), 2 ** 23 + 1] as const;
    expect(Math.fround(x * y + c)).toBe(2 ** 23 + 2);
    expect(fma32(x, y, c)).toBe(2 ** 23 + 1);
    expect(fma32(-x, y, -c)).toBe(-(2 ** 23) - 1);
    expect(fma32(1 + 2 ** -15, 0.5 * (1 + 2 ** -16), 2 ** 23)).toBe(2 ** 23 + 1);
  });

  test('agrees with integer arithmetic', () => {
    const value = fc.tuple(fc.integer({ min: -(2 ** 24), max: 2 ** 24 }), fc.integer({ min: -30, max: 10 }));
    fc.assert(
      fc.property(value, value, value, (...parts) => {
        const [x = 0, y = 0, c = 0] = parts.map(([digits, exponent]) => digits * 2 ** exponent);
        expect(fma32(x, y, c)).toBe(exact(x, y, c));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  test('passes infinities and NaN on', () => {
    expect(fma32(3e38, 10, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(fma32(-3e38, 10, 1e30)).toBe(Number.NEGATIVE_INFINITY);
    expect(fma32(Number.NaN, 1, 1)).toBeNaN();
    expect(Object.is(fma32(-0, 1, -0), -0)).toBe(true);
  });
});

describe('the default generator', () => {
  test('its 64-bit draws', () => {
    expect([position(), position()]).toEqual([900450186894289455n, 3969543146641149120n]);
  });

  test('only the low 32 bits of a seed reach the stream, all 64 are remembered', () => {
    torch.manualSeed(4294967301);
    expect(torch.rand(3).tolist()).toEqual(float32([0.8302519, 0.12611091, 0.9074697]));
    expect(torch.initialSeed()).toBe(4294967301);
    torch.manualSeed(5);
    expect(torch.rand(1).item()).toBe(Math.fround(0.8302519));
  });

  test('a negative seed counts modulo 2^64', () => {
    expect(torch.manualSeed(-1)).toBe(torch.defaultGenerator);
    expect(torch.rand(3).tolist()).toEqual(float32([0.9937994, 0.57130635, 0.57000804]));
    expect(torch.initialSeed()).toBe(2n ** 64n - 1n);
    torch.manualSeed(2n ** 64n - 1n);
    expect(torch.rand(1).item()).toBe(Math.fround(0.9937994));
  });

  test.each<[unknown, string, string]>([
    [1.5, 'TypeError', '1.5'],
    [Number.NaN, 'TypeError', 'NaN'],
    ['7', 'TypeError', "'7'"],
    [undefined, 'TypeError', 'undefined'],
    [2n ** 64n, 'RuntimeError', '18446744073709551616'],
    [-(2n ** 63n) - 1n, 'RuntimeError', '-9223372036854775809'],
  ])('the seed %s is refused and changes nothing', (seed, name, seen) => {
    const attempt = torch.manualSeed as (seed: unknown) => unknown;
    expect(() => attempt(seed)).toThrow(
      expect.objectContaining({ name, message: expect.stringContaining(seen) }),
    );
    expect(torch.initialSeed()).toBe(0);
    expect(position()).toBe(900450186894289455n);
  });

  test('seed() starts another stream each time, which its result brings back', () => {
    const seed = torch.seed();
    expect(torch.initialSeed()).toBe(seed);
    const x = torch.rand(4);
    expect(torch.seed()).not.toBe(seed);
    torch.manualSeed(seed);
    expect(torch.rand(4).tolist()).toEqual(x.tolist());
  });

  test('its state comes back with the waiting normal value, the place among the words and the seed', () => {
    torch.manualSeed(2n ** 63n + 9n);
    torch.rand(700);
    torch.randn(1);
    const state = torch.getRngState();
    expect([state.dtype.name, state.ndim]).toEqual(['uint8', 1]);
    const rest = () => [torch.randn(2).tolist(), torch.rand(700).tolist(), position()];
    const expected = rest();
    torch.manualSeed(1);
    torch.setRngState(state);
    expect(rest()).toEqual(expected);
    torch.setRngState(state);
    expect(torch.initialSeed()).toBe(2n ** 63n + 9n);
  });

  test('what is no state is refused', () => {
    const state = torch.getRngState();
    const attempt = torch.setRngState as (state: unknown) => void;
    expect(() => attempt(state.at(':10'))).toThrow('RNG state is wrong size: 10 bytes');
    expect(() => attempt(state.to(torch.float32))).toThrow('a tensor of dtype torch.float32');
    expect(() => attempt([1])).toThrow('an array of 1');
    expect(() => attempt(torch.fullLike(state, 255))).toThrow('Invalid mt19937 state');
    expect(position()).toBe(900450186894289455n);
  });
});

describe('generators', () => {
  test('know nothing of each other and of the default one', () => {
    const generator = new torch.Generator().manualSeed(11);
    const a = torch.randn(4, { generator });
    const b = torch.rand(4);
    const c = torch.randperm(6, { generator });
    expect(a.tolist()).toEqual(float32([0.7376295, 1.9459292, -0.6995416, -1.3022974]));
    expect(b.tolist()).toEqual(float32([0.4962566, 0.7682218, 0.08847743, 0.13203049]));
    expect(c.tolist()).toEqual([1, 3, 4, 0, 5, 2]);
    expect(generator.initialSeed()).toBe(11);
    expect(position()).toBe(1895649597198586619n);
  });

  test('without a seed they all begin alike', () => {
    const [a, b] = [new torch.Generator(), new torch.Generator()];
    expect(a.initialSeed()).toBe(67280421310721);
    expect(torch.rand(3, { generator: a }).tolist()).toEqual(torch.rand(3, { generator: b }).tolist());
  });

  test('keep a waiting normal value each', () => {
    const generator = new Generator().manualSeed(0);
    torch.randn(1);
    expect(torch.randn(1, { generator }).item()).toBe(Math.fround(1.5409961));
    expect(torch.randn(1).item()).toBe(Math.fround(-0.2934289));
    expect(torch.randn(1, { generator }).item()).toBe(Math.fround(-0.2934289));
  });

  test('null is the default one, anything else is refused', () => {
    expect(torch.rand(1, { generator: null }).item()).toBe(Math.fround(0.4962566));
    const attempt = torch.rand as (size: number, options: unknown) => Tensor;
    expect(() => attempt(1, { generator: 3 })).toThrow('generator is 3');
    expect(() => attempt(1, { genrator: null })).toThrow('one of dtype, requiresGrad, device, generator');
  });
});

describe('rand and randn', () => {
  test('uniform numbers in float32 and float64', () => {
    expect(torch.rand(2, 3).flatten().tolist()).toEqual(
      float32([0.4962566, 0.7682218, 0.08847743, 0.13203049, 0.30742282, 0.6340787]),
    );
    torch.manualSeed(0);
    const x = torch.rand([500], { dtype: torch.float64 });
    expect(x.dtype).toBe(torch.float64);
    // A float64 takes two words where a float32 takes one.
    expect(position()).not.toBe(900450186894289455n);
    torch.manualSeed(0);
    torch.rand(1000);
    const after = position();
    torch.manualSeed(0);
    torch.rand([500], { dtype: torch.float64 });
    expect(position()).toBe(after);
  });

  test('normal numbers one by one: the second of a pair waits, through other draws, until a seed drops it', () => {
    expect(torch.randn(1).item()).toBe(Math.fround(1.5409961));
    expect(torch.rand(3).tolist()).toEqual(float32([0.30742282, 0.6340787, 0.4900934]));
    expect(torch.randn(1).item()).toBe(Math.fround(-0.2934289));
    torch.randn(1);
    torch.manualSeed(0);
    expect(torch.randn(1).item()).toBe(Math.fround(1.5409961));
    expect(position()).toBe(1895649597198586619n);
  });

  test('normal numbers in blocks: the last 16 are drawn anew where blocks do not fit', () => {
    const x = torch.randn(17);
    expect(x.tolist()).toEqual(
      float32([
        -1.1258398, -1.6959312, 0.5666506, 0.79350835, 0.59883946, -1.5550951, -0.3413604, 1.8530061,
        0.4680964, -0.58549756, -0.17339675, 0.18347794, 1.3893661, 1.5863342, 0.94629836, -0.84367675,
        0.9318266,
      ]),
    );
    expect(position()).toBe(6792857400608461555n);
  });

  test('blocks leave the waiting value alone', () => {
    torch.randn(3);
    torch.randn(2);
    torch.randn(20);
    expect(torch.randn(1).item()).toBe(Math.fround(-1.3985955));
  });

  test('float64 blocks', () => {
    const [first, , , , , , , , ninth] = torch.randn(16, { dtype: torch.float64 }).tolist() as number[];
    expect(first).toBeCloseTo(-2.310411800234176, 13);
    expect(ninth).toBeCloseTo(-1.2956271403277857, 13);
    expect(position()).toBe(372963635737465808n);
  });

  test('nothing is drawn for no elements', () => {
    expect([torch.rand(0).shape[0], torch.randn(2, 0, 3).numel()]).toEqual([0, 0]);
    expect(torch.rand([]).ndim).toBe(0);
    torch.manualSeed(0);
    torch.randperm(1);
    expect(position()).toBe(900450186894289455n);
  });

  test('integers are refused before anything is drawn', () => {
    expect(() => torch.rand(3, { dtype: torch.int64 })).toThrow("not implemented for 'Long'");
    expect(() => torch.randn(3, { dtype: torch.bool })).toThrow("not implemented for 'Bool'");
    expect(() => torch.randLike(torch.zeros(2, { dtype: torch.uint8 }))).toThrow("'Byte'");
    expect(() => torch.rand(-1)).toThrow('negative dimension -1');
    expect(position()).toBe(900450186894289455n);
  });

  test('requiresGrad', () => {
    expect(torch.randn(2, { requiresGrad: true }).requiresGrad).toBe(true);
    expect(torch.rand(2).requiresGrad).toBe(false);
  });
});

describe('randint and randperm', () => {
  test('the three ways to give the bounds', () => {
    expect(torch.randint(7, [2, 3]).flatten().tolist()).toEqual([4, 3, 0, 2, 1, 2]);
    const b = torch.randint(3, 9, [4], { dtype: torch.int32 });
    expect([b.tolist(), b.dtype]).toEqual([[4, 4, 4, 6], torch.int32]);
    const c = torch.randint({ low: 0, high: 9, size: [4], dtype: torch.float32 });
    expect([c.tolist(), c.dtype]).toEqual([[8, 2, 6, 3], torch.float32]);
    expect(position()).toBe(7226936298635050456n);
    for (const draw of [
      () => torch.randint(0, 7, { size: [6] }),
      () => torch.randint(7, { size: [6] }),
      () => torch.randint(0, { high: 7, size: [6] }),
    ]) {
      torch.manualSeed(0);
      expect(draw().tolist()).toEqual([4, 3, 0, 2, 1, 2]);
    }
  });

  test('from a range of 2^32 on each number takes two words', () => {
    expect(torch.randint(0, 2 ** 53, [2]).tolist()).toEqual([8737460674931247, 6375474555112640]);
    torch.manualSeed(0);
    expect(torch.randint(-(2 ** 40), 2 ** 40, [2]).tolist()).toEqual([-358231004625, -593374360384]);
    torch.manualSeed(0);
    torch.randint(0, 2 ** 32 - 1, [2]);
    expect(position()).toBe(3969543146641149120n);
    torch.manualSeed(0);
    expect(torch.randint(-(2n ** 63n), 2n ** 63n - 1n, [3]).toTypedArray()).toHaveLength(3);
  });

  test.each<[string, () => unknown, string]>([
    ['an empty range', () => torch.randint(5, 5, [2]), 'from=5 >= to=5'],
    [
      'too large a bound',
      () => torch.randint(0, 257, [2], { dtype: torch.uint8 }),
      'to - 1 is out of bounds',
    ],
    ['too small a bound', () => torch.randint(-1, 5, [2], { dtype: torch.uint8 }), 'from is out of bounds'],
    [
      'a size that is no array',
      () => (torch.randint as (...args: unknown[]) => unknown)(0, 9, 3),
      'size is 3',
    ],
    ['no size', () => (torch.randint as (...args: unknown[]) => unknown)(9), 'size is undefined'],
    ['a fraction', () => torch.randint(0.5, 3, [1]), 'low is 0.5'],
    ['low twice', () => torch.randint(0, 3, { low: 1, size: [1] }), 'low is given twice'],
    ['a negative n', () => torch.randperm(-1), 'negative dimension -1: [-1]'],
    ['more numbers than the dtype has', () => torch.randperm(257, { dtype: torch.uint8 }), 'n is 257'],
  ])('%s is refused before anything is drawn', (_, draw, message) => {
    expect(draw).toThrow(message);
    expect(position()).toBe(900450186894289455n);
  });

  test('the bounds of a dtype may be reached', () => {
    const x = torch.randint(0, 256, [2000], { dtype: torch.uint8 });
    expect([x.min().item(), x.max().item()]).toEqual([0, 255]);
    expect(torch.randint(0, 2, [100], { dtype: torch.bool }).sum().item()).toBeGreaterThan(20);
    expect(torch.randperm(256, { dtype: torch.uint8 }).max().item()).toBe(255);
  });

  test('a permutation', () => {
    expect(torch.randperm(10).tolist()).toEqual([4, 1, 7, 5, 3, 9, 0, 8, 6, 2]);
    expect(position()).toBe(2279347887019741461n);
  });
});

describe('tensors like another', () => {
  test('shape and dtype, and the options over them', () => {
    const z = torch.zeros(2, 3);
    expect(torch.randLike(z).flatten().tolist()).toEqual(
      float32([0.4962566, 0.7682218, 0.08847743, 0.13203049, 0.30742282, 0.6340787]),
    );
    torch.randnLike(z);
    expect(torch.randintLike(z, 0, 9).flatten().tolist()).toEqual([5, 3, 8, 2, 8, 2]);
    expect(position()).toBe(1255200654889945937n);
    expect(torch.randintLike(z, 9, { dtype: torch.int8 }).dtype).toBe(torch.int8);
    expect(() => torch.randLike(z, { low: 1 } as object)).toThrow('the option low');
    expect(() => torch.randLike([1] as unknown as Tensor)).toThrow('an array of 1');
  });

  test('a transposed tensor is drawn in the order of its memory, and the result has that order too', () => {
    const x = torch.randLike(torch.zeros(2, 3).t());
    torch.manualSeed(0);
    const y = torch.rand(2, 3);
    expect(x.tolist()).toEqual(y.t().tolist());
    expect(x.stride()).toEqual([1, 3]);
  });

  test('a permutation of three dimensions, and a stretched one', () => {
    const x = torch.randLike(torch.zeros(2, 3, 4).permute(1, 2, 0));
    torch.manualSeed(0);
    expect(x.tolist()).toEqual(torch.rand(2, 3, 4).permute(1, 2, 0).tolist());
    torch.manualSeed(0);
    const stretched = torch.randLike(torch.zeros(1, 3).expand(2, 3));
    torch.manualSeed(0);
    expect(stretched.tolist()).toEqual(torch.rand(2, 3).tolist());
  });

  test('normal numbers like a transposed tensor are made one by one', () => {
    const x = torch.randnLike(torch.zeros(6, 5).t());
    expect(x.t().flatten().at(0).item()).toBe(Math.fround(1.5409961));
    expect(position()).toBe(4880189657833503230n);
  });
});
