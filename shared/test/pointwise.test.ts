import { describe, expect, test } from '@jest/globals';
import { F, py, type Tensor, torch } from '#torch';
import type {
  BinaryDeclaration,
  ComparisonDeclaration,
  PredicateDeclaration,
  UnaryDeclaration,
} from '../src/ops/families/pointwise.ts';

type Declaration = UnaryDeclaration | PredicateDeclaration | BinaryDeclaration | ComparisonDeclaration;
type Sampled = Pick<Declaration, 'name' | 'samples'> & ({ float: unknown } | { test: unknown });

/** Every function of `torch` and of `F` that a pointwise family has made, by its declaration. */
const registry: Sampled[] = [...new Set(Object.values({ ...F, ...torch }))].flatMap((entry) =>
  typeof entry === 'function' && 'declaration' in entry && 'samples' in entry.declaration
    ? [entry.declaration]
    : [],
);

type Applied = (...args: unknown[]) => Tensor;
// Through Reflect, since a table of functions of one, two and three operands has no common call signature.
const named =
  (name: string): Applied =>
  (...args) =>
    Reflect.apply(Reflect.get(name in torch ? torch : F, name), undefined, args);

/** The formula of a declaration; for float32 the one of its own, where there is one. */
const formulaOf = (declaration: Sampled, dtype = 'float64'): ((...args: number[]) => number) => {
  const single = dtype === 'float32' && 'single' in declaration ? declaration.single : undefined;
  const formula = (single ?? ('float' in declaration ? declaration.float : declaration.test)) as (
    ...args: number[]
  ) => number;
  return (...args) => Number(formula(...args));
};

/** The operands of every sample, one list for each operand. */
const columns = (declaration: Sampled): number[][] => {
  const rows = declaration.samples.map((sample) => (typeof sample === 'number' ? [sample] : [...sample]));
  return (rows[0] ?? []).map((_, operand) => rows.map((row) => row[operand] as number));
};

const rounded = (values: readonly number[]): number[] => values.map(Math.fround);
const elements = (x: Tensor): number[] => Array.from(x.toTypedArray(), Number);

/** Functions of `torch` that PyTorch has not as methods. */
const onlyFunctions = ['celu', 'selu', 'threshold'];

describe.each(registry.map((declaration) => [declaration.name, declaration] as const))(
  '%s',
  (name, declaration) => {
    const operands = columns(declaration);
    const count = declaration.samples.length;
    const results = (dtype: 'float32' | 'float64'): number[] => {
      const narrow = dtype === 'float32' ? Math.fround : (x: number) => x;
      return Array.from({ length: count }, (_, i) => {
        const y = formulaOf(declaration, dtype)(...operands.map((column) => narrow(column[i] as number)));
        return narrow(y);
      });
    };

    test.each(['float32', 'float64'] as const)('follows its formula in %s', (dtype) => {
      const y = named(name)(...operands.map((column) => torch.tensor(column, { dtype: torch[dtype] })));
      expect(y.shape).toEqual([count]);
      expect(elements(y)).toEqual(results(dtype));
    });

    test.each(['float32', 'float64'] as const)(
      'reads transposed, sliced, repeated and 0-d operands alike in %s',
      (dtype) => {
        const wanted = results(dtype);
        const tensors = operands.map((column) => torch.tensor(column, { dtype: torch[dtype] }));
        const transposed = tensors.map((x) => torch.stack([x, x], 1).t());
        expect(elements(named(name)(...transposed))).toEqual([...wanted, ...wanted]);
        const sliced = tensors.map((x) =>
          torch
            .stack([x, torch.zerosLike(x)], 1)
            .flatten()
            .at('::2'),
        );
        expect(elements(named(name)(...sliced))).toEqual(wanted);
        const repeated = tensors.map((x) => x.unsqueeze(0).expand(3, -1));
        expect(elements(named(name)(...repeated))).toEqual([...wanted, ...wanted, ...wanted]);
        const single = named(name)(...tensors.map((x) => x.at(0)));
        expect([single.ndim, single.item()]).toEqual([
          0,
          typeof single.item() === 'boolean' ? wanted[0] === 1 : wanted[0],
        ]);
      },
    );

    test('takes a tensor without elements', () => {
      const empty = torch.zeros(0, 3);
      expect(named(name)(...operands.map(() => empty)).shape).toEqual([0, 3]);
    });

    test('is a method and a function alike, and leaves its operands alone', () => {
      const tensors = operands.map((column) => torch.tensor(column, { dtype: torch.float32 }));
      const [first, ...rest] = tensors as [Tensor, ...Tensor[]];
      const byFunction = elements(named(name)(...tensors));
      const method: unknown = Reflect.get(first, name);
      if (typeof method === 'function')
        expect(elements(Reflect.apply(method, first, rest))).toEqual(byFunction);
      else expect([...onlyFunctions, ...Object.keys(F)]).toContain(name);
      tensors.forEach((x, i) => {
        expect(elements(x)).toEqual(rounded(operands[i] as number[]));
      });
    });

    test('refuses what is no tensor, by name', () => {
      expect(() => named(name)('1', 2)).toThrow(`${name}: `);
      expect(() => named(name)([1, 2], 2)).toThrow('an array of 2');
    });
  },
);

describe('broadcasting', () => {
  const column = torch.tensor([[1], [2], [3]]);
  const row = torch.tensor([10, 20]);

  test('stretches both operands', () => {
    expect(column.add(row).tolist()).toEqual([
      [11, 21],
      [12, 22],
      [13, 23],
    ]);
    expect(row.sub(column).tolist()).toEqual([
      [9, 19],
      [8, 18],
      [7, 17],
    ]);
  });

  test('says which sizes disagree, and that a reduction may have dropped the dimension', () => {
    const x = torch.zeros(2, 3);
    expect(() => x.sub(torch.zeros(4))).toThrow(
      'the size of tensor a (3) must match the size of tensor b (4)',
    );
    expect(() => x.sub(x.sum(1))).toThrow('keepdim: true would keep (2, 1)');
    // For a square matrix it stretches, the wrong way: no error can be given.
    const square = torch.ones(2, 2);
    expect(square.sub(square.sum(1)).shape).toEqual([2, 2]);
  });
});

describe('dtypes of results', () => {
  const ints = torch.tensor([1, 2]);
  const floats = torch.tensor([0.5, 1]);

  test.each([
    ['int + int', ints.add(2), 'int64'],
    ['int + fraction', ints.add(0.5), 'float32'],
    ['int + whole Python float', ints.add(py.float(2)), 'float32'],
    ['int / int', ints.div(2), 'float32'],
    ['float32 + int64', floats.add(ints), 'float32'],
    ['float32 + 0-d float64', floats.add(torch.tensor(1, { dtype: torch.float64 })), 'float32'],
    ['0-d float32 + float64', torch.tensor(0.5).add(floats.double()), 'float64'],
    [
      'uint8 + int8',
      torch.tensor([1], { dtype: torch.uint8 }).add(torch.tensor([1], { dtype: torch.int8 })),
      'int16',
    ],
    ['bool + bool', torch.tensor([true]).add(true), 'bool'],
    ['bool + int', torch.tensor([true]).add(1), 'int64'],
    ['exp of int', ints.exp(), 'float32'],
    ['comparison', ints.lt(1.5), 'bool'],
  ])('%s', (_, y, dtype) => {
    expect(y.dtype.name).toBe(dtype);
  });

  test('float32 is rounded after every operation', () => {
    const third = torch.tensor([1], { dtype: torch.float32 }).div(3);
    expect(third.item()).toBe(Math.fround(1 / 3));
    expect(third.eq(1 / 3).item()).toBe(true);
  });

  test('a number over a float32 tensor is the reciprocal times the number, rounded twice', () => {
    const x = Math.fround(2.1679);
    const twice = Math.fround(-1.5 * Math.fround(1 / x));
    expect(twice).not.toBe(Math.fround(-1.5 / x));
    expect(torch.div(-1.5, torch.tensor([2.1679])).item()).toBe(twice);
  });

  test('integers are exact and wrap around', () => {
    const big = torch.tensor(2n ** 53n + 1n);
    expect(big.add(0).itemBigInt()).toBe(2n ** 53n + 1n);
    expect(
      torch
        .tensor(2n ** 62n)
        .mul(2)
        .itemBigInt(),
    ).toBe(-(2n ** 63n));
    expect(torch.tensor([200], { dtype: torch.uint8 }).add(100).item()).toBe(44);
    expect(torch.tensor([46341], { dtype: torch.int32 }).mul(46341).item()).toBe(46341 ** 2 - 2 ** 32);
    expect(torch.tensor([3, -2, 0]).pow(3).tolist()).toEqual([27, -8, 0]);
  });
});

describe('special values', () => {
  test.each([
    ['round', [0.5, 1.5, 2.5, -0.5, -1.5], [0, 2, 2, -0, -2]],
    ['sign', [Number.NaN, -0, -3], [0, 0, -1]],
    ['relu', [Number.NaN, -1, 2], [Number.NaN, 0, 2]],
    ['sigmoid', [-1000, 0, 1000], [0, 0.5, 1]],
    ['log', [0, -1, 1], [Number.NEGATIVE_INFINITY, Number.NaN, 0]],
    [
      'reciprocal',
      [0, -0, Number.POSITIVE_INFINITY],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0],
    ],
    ['exp', [100, -200], [Number.POSITIVE_INFINITY, 0]],
  ])('%s', (name, x, y) => {
    expect(elements(named(name)(torch.tensor(x, { dtype: torch.float32 })))).toEqual(y);
  });

  test('maximum and minimum hand NaN on from either side', () => {
    const nan = torch.tensor([Number.NaN, 1]);
    const one = torch.tensor([1, Number.NaN]);
    expect(elements(nan.maximum(one))).toEqual([Number.NaN, Number.NaN]);
    expect(elements(nan.minimum(one))).toEqual([Number.NaN, Number.NaN]);
  });

  test('clamp takes one bound, two, tensors, and refuses none', () => {
    const x = torch.tensor([-2, 0.5, 7, Number.NaN]);
    expect(elements(x.clamp(0, 1))).toEqual([0, 0.5, 1, Number.NaN]);
    expect(elements(x.clamp({ min: 0 }))).toEqual([0, 0.5, 7, Number.NaN]);
    expect(elements(x.clamp(null, 1))).toEqual([-2, 0.5, 1, Number.NaN]);
    expect(elements(x.clampMin(torch.tensor([0, 1, 2, 3])))).toEqual([0, 1, 7, Number.NaN]);
    expect(() => x.clamp()).toThrow('no bounds');
  });

  test('where chooses element by element and broadcasts all three', () => {
    const mask = torch.tensor([[true], [false]]);
    expect(torch.where(mask, torch.tensor([1, 2]), 0).tolist()).toEqual([
      [1, 2],
      [0, 0],
    ]);
    expect(() => torch.where(torch.tensor([1, 0]), 1, 2)).toThrow('a bool condition');
  });

  test('round with decimals', () => {
    expect(torch.tensor([0.125, 12.5]).double().round({ decimals: 1 }).tolist()).toEqual([0.1, 12.5]);
    expect(torch.tensor([1250.1]).double().round({ decimals: -2 }).tolist()).toEqual([1300]);
    expect(() => torch.tensor([1]).round({ decimals: 1 })).toThrow('floating point');
  });
});
