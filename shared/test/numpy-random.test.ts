import { describe, expect, test } from '@jest/globals';
import { np } from '#torch';

const state = (seed: number | number[] = 0) => new np.random.RandomState(seed);

describe("NumPy's streams", () => {
  test('first values of seed 0', () => {
    expect(state().rand(3).tolist()).toEqual([0.5488135039273248, 0.7151893663724195, 0.6027633760716439]);
    expect(state().randn(3).tolist()).toEqual([1.764052345967664, 0.4001572083672233, 0.9787379841057392]);
    expect(state().randint(0, 10, 10).tolist()).toEqual([5, 0, 3, 3, 7, 9, 3, 5, 2, 4]);
    expect(state().permutation(5).tolist()).toEqual([2, 0, 1, 3, 4]);
  });

  test('several words as a seed', () => {
    expect(state([1, 2, 3]).rand()).not.toBe(state([1, 2]).rand());
    expect(state([7]).rand()).not.toBe(state(7).rand());
    expect(state([1, 2, 3]).rand()).toBe(state([1, 2, 3]).rand());
  });

  test('the spare normal value is kept across calls and sizes, and dropped by seeding', () => {
    const whole = state().randn(4).tolist();
    const rng = state();
    expect([rng.randn(), rng.normal(), ...(rng.standardNormal(2).tolist() as number[])]).toEqual(whole);
    rng.seed(0);
    rng.randn();
    rng.seed(0);
    expect(rng.randn()).toBe((whole as number[])[0]);
  });

  test('forms of arguments', () => {
    const wanted = state().normal(2, 0.5, 3).tolist();
    expect(state().normal({ loc: 2, scale: 0.5, size: 3 }).tolist()).toEqual(wanted);
    expect(
      state()
        .normal(2, { scale: 0.5, size: [3] })
        .tolist(),
    ).toEqual(wanted);
    expect(state().normal([2, 2, 2], 0.5).tolist()).toEqual(wanted);
    expect(typeof state().uniform(-1, 1)).toBe('number');
    expect(state().random([2, 2]).tolist()).toEqual(state().rand(2, 2).tolist());
    expect(state().randint(5, null, 4).tolist()).toEqual(state().randint(5, { size: 4 }).tolist());
  });

  test('parameters for every element', () => {
    const a = state().normal([0, 100], [[1], [0]]);
    expect(a.shape).toEqual([2, 2]);
    expect(a.at(1).tolist()).toEqual([0, 100]);
    expect(() => state().normal([0, 1], 1, 3)).toThrow(/shape \(2,\) for the size \(3,\)/);
  });

  test('the global stream is one of its own, and its functions can be taken out', () => {
    const { rand, seed } = np.random;
    seed(0);
    const first = rand();
    state(5).rand(10);
    np.random.seed(0);
    expect(np.random.rand()).toBe(first);
    expect(first).toBe(0.5488135039273248);
  });

  test('without a seed two streams differ', () => {
    expect(new np.random.RandomState().rand()).not.toBe(new np.random.RandomState().rand());
  });
});

describe('randint', () => {
  test('draws nothing for one possible value', () => {
    const rng = state();
    rng.randint(5, 6, 100);
    expect(rng.rand()).toBe(0.5488135039273248);
  });

  test('narrow dtypes share words within a call', () => {
    const bytes = state().randint(0, 256, 4, { dtype: 'uint8' }).tolist() as number[];
    const word = state().randint(0, 2 ** 32);
    expect(bytes.reduceRight((sum, byte) => sum * 256 + byte, 0)).toBe(word);
    expect(state().randint(0, 2, 3, { dtype: 'bool' }).dtype.name).toBe('bool');
  });

  test('the whole of int64', () => {
    const a = state().randint(-(2n ** 63n), 2n ** 63n, 50);
    expect(Array.from(a, (x) => x.itemBigInt()).some((x) => x > 2n ** 60n || x < -(2n ** 60n))).toBe(true);
  });

  test('bounds that cannot be', () => {
    expect(() => state().randint(5, 5)).toThrow('low >= high: 5 and 5');
    expect(() => state().randint(0, 300, 2, { dtype: 'uint8' })).toThrow(/300: out of bounds for uint8/);
    expect(() => state().randint(-1, 3, 2, { dtype: 'uint8' })).toThrow(/low is -1/);
    expect(() => state().randint(0, 2.5)).toThrow(/high is 2.5/);
    expect(() => state().randint(0, 2, { dtype: 'float32' })).toThrow(/float32/);
    expect(() => state().randint(0, 2, -1)).toThrow(/negative dimensions/);
  });
});

describe('shuffle and permutation', () => {
  test('shuffle works in place: on arrays, rows, views and lists', () => {
    const rows = np.arange(6).reshape(3, 2);
    state().shuffle(rows);
    expect(rows.tolist()).toEqual(state().permutation(np.arange(6).reshape(3, 2)).tolist());
    const list = ['a', 'b', 'c', 'd', 'e'];
    state().shuffle(list);
    expect(list).toEqual(['c', 'a', 'b', 'd', 'e']);
    const whole = np.arange(10);
    state().shuffle(whole.at('::2'));
    expect(whole.at('1::2').tolist()).toEqual([1, 3, 5, 7, 9]);
    expect(whole.at('::2').tolist()).toEqual([4, 0, 2, 6, 8]);
  });

  test('permutation leaves its argument alone', () => {
    const a = np.arange(5);
    state().permutation(a);
    expect(a.tolist()).toEqual([0, 1, 2, 3, 4]);
  });

  test('what cannot be shuffled', () => {
    expect(() => Reflect.apply(np.random.shuffle, null, [5])).toThrow(/permutation/);
    expect(() => state().shuffle(np.array(5))).toThrow(/without dimensions/);
  });
});

describe('choice', () => {
  test('without replacement nothing comes twice', () => {
    const drawn = state().choice(10, 10, false).tolist() as number[];
    expect(new Set(drawn).size).toBe(10);
    const weighted = state()
      .choice(4, 4, { replace: false, p: [0.97, 0.01, 0.01, 0.01] })
      .tolist() as number[];
    expect(new Set(weighted).size).toBe(4);
  });

  test('probability 0 is never chosen', () => {
    expect(
      state()
        .choice([7, 8, 9], 50, { p: [0, 1, 0] })
        .sum(),
    ).toBe(400);
    expect(state().choice(3, { p: [0, 0, 1] })).toBe(2);
  });

  test('keeps the dtype of what it chooses from', () => {
    expect(
      state()
        .choice([2.5], { size: [2, 2] })
        .repr(),
    ).toBe('array([[2.5, 2.5],\n       [2.5, 2.5]])');
  });

  test.each<[string, () => unknown, string]>([
    ['more than there are', () => state().choice(3, 5, false), '5 of 3'],
    ['a sum that is not 1', () => state().choice(3, 2, true, [0.5, 0.2, 0.1]), 'do not sum to 1'],
    [
      'as many probabilities as things',
      () => state().choice(3, 2, { p: [0.5, 0.5] }),
      '3 choices and 2 prob',
    ],
    ['negative ones', () => state().choice(2, { p: [-0.5, 1.5] }), 'is -0.5'],
    ['NaN', () => state().choice(2, { p: [Number.NaN, 1] }), 'contain NaN'],
    ['too few that are not 0', () => state().choice(2, 2, { replace: false, p: [1, 0] }), 'Fewer non-zero'],
    ['nothing', () => state().choice([], 1), '1 of no elements'],
    ['a matrix', () => state().choice([[1, 2]], 1), 'must be 1-dimensional'],
  ])('refuses %s', (_, run, message) => {
    expect(run).toThrow(message);
  });
});

describe('arguments', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['a seed below 0', () => np.random.seed(-1), /seed -1[\s\S]*between 0 and 2\*\*32 - 1/],
    ['a seed too large', () => np.random.seed(2 ** 32), /4294967296/],
    ['a fraction as seed', () => np.random.seed(1.5), /float64/],
    ['no words as seed', () => np.random.seed([]), /non-empty/],
    ['a negative scale', () => np.random.normal(0, -1), /scale < 0/],
    ['an infinite range', () => np.random.uniform(0, Infinity), /finite range/],
    ['an unknown option', () => np.random.normal({ std: 1 } as object), /option std/],
    ['one given twice', () => np.random.normal(0, 1, { loc: 1 } as never), /loc is given twice/],
    ['too many', () => Reflect.apply(np.random.exponential, null, [0, 1, 2]), /3 positional/],
  ])('refuses %s', (_, run, message) => {
    expect(run).toThrow(message);
  });
});
