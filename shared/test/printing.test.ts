import { inspect } from 'node:util';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { np, print, py, type Tensor, torch } from '#torch';
import { fixed, scientific } from '../src/core/decimal.ts';
import { floatText } from '../src/core/python.ts';
import { pythonText } from '../src/tensor/python-text.ts';

afterEach(() => torch.setPrintoptions({ profile: 'default' }));

const float = (data: Parameters<typeof torch.tensor>[0]) => torch.tensor(data, { dtype: torch.float32 });
const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

describe('floats', () => {
  test.each<[string, Parameters<typeof torch.tensor>[0], string]>([
    ['whole numbers', [1, -2, 30], 'tensor([ 1., -2., 30.])'],
    ['fractions', [1, 2.5], 'tensor([1.0000, 2.5000])'],
    ['a spread above 1000', [1001, 1], 'tensor([1.0010e+03, 1.0000e+00])'],
    ['a spread of 1000', [1000, 1], 'tensor([1000.,    1.])'],
    ['above 1e8', [100000010], 'tensor([1.0000e+08])'],
    ['a fraction below 1e-4', [0.000099, 0.05], 'tensor([9.9000e-05, 5.0000e-02])'],
    ['zero beside a small fraction', [0, 0.00001], 'tensor([0.0000e+00, 1.0000e-05])'],
    ['the two zeros', [0, -0], 'tensor([0., -0.])'],
    ['NaN and infinity among fractions', [0.5, nan, -infinity], 'tensor([0.5000,    nan,   -inf])'],
    ['NaN alone', [nan], 'tensor([nan])'],
    ['infinity among whole numbers', [1, infinity], 'tensor([1., inf])'],
    ['a tie, to the even digit', [0.03125, 0.09375], 'tensor([0.0312, 0.0938])'],
    ['one number', Math.PI, 'tensor(3.1416)'],
    ['one whole number', 1001, 'tensor(1001.)'],
  ])('%s', (_, data, text) => {
    expect(String(float(data))).toBe(text);
  });
});

describe('other dtypes', () => {
  test.each<[string, string, string]>([
    [
      'int64',
      String(
        torch.tensor([
          [1, 22],
          [333, -4444],
        ]),
      ),
      'tensor([[    1,    22],\n        [  333, -4444]])',
    ],
    ['int64 beyond 2**53', String(torch.tensor(2n ** 60n)), 'tensor(1152921504606846976)'],
    ['bool', String(torch.tensor([true, false])), 'tensor([ True, False])'],
    ['bool, all true', String(torch.tensor([[true, true]])), 'tensor([[True, True]])'],
    [
      'float64',
      String(torch.tensor([1, 2], { dtype: torch.float64 })),
      'tensor([1., 2.], dtype=torch.float64)',
    ],
    ['uint8', String(torch.tensor(5, { dtype: torch.uint8 })), 'tensor(5, dtype=torch.uint8)'],
  ])('%s', (_, got, text) => {
    expect(got).toBe(text);
  });
});

describe('shapes', () => {
  test('without elements', () => {
    expect(String(torch.tensor([]))).toBe('tensor([])');
    expect(String(torch.zeros(2, 0))).toBe('tensor([], size=(2, 0))');
    expect(String(torch.zeros([0, 3], { dtype: torch.int64 }))).toBe(
      'tensor([], size=(0, 3), dtype=torch.int64)',
    );
    expect(String(torch.zeros([0], { dtype: torch.bool }))).toBe('tensor([], dtype=torch.bool)');
  });

  test('matrices stand apart by a blank line, blocks of them by two', () => {
    expect(String(torch.zeros(2, 1, 2))).toBe('tensor([[[0., 0.]],\n\n        [[0., 0.]]])');
    expect(String(torch.zeros(2, 1, 1, 1))).toBe('tensor([[[[0.]]],\n\n\n        [[[0.]]]])');
  });

  test('long rows break before column 80, under the first element', () => {
    const lines = String(torch.arange(40).float()).split('\n');
    expect(lines.map((line) => line.length)).toEqual([77, 77, 68]);
    expect(lines[1]).toMatch(/^ {8}14\./);
  });

  test('a dtype that would pass the end of the line stands on its own', () => {
    const x = torch.tensor([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], { dtype: torch.float64 });
    expect(String(x)).toBe(
      'tensor([0.1000, 0.2000, 0.3000, 0.4000, 0.5000, 0.6000, 0.7000, 0.8000],\n       dtype=torch.float64)',
    );
  });

  test('more than 1000 elements are summarized, and only those shown decide the width', () => {
    const x = torch.arange(2000);
    expect(String(x)).toBe('tensor([   0,    1,    2,  ..., 1997, 1998, 1999])');
    expect(String(x.put(1000, 123456789))).not.toContain('123456789');
    expect(String(x)).toBe('tensor([   0,    1,    2,  ..., 1997, 1998, 1999])');
    const rows = String(torch.zeros(200, 10)).split('\n');
    expect(rows.length).toBe(7);
    expect(rows[3]).toBe('        ...,');
    expect(rows[0]).toBe('tensor([[0., 0., 0.,  ..., 0., 0., 0.],');
  });

  test('views print what they show', () => {
    const x = torch.arange(6).reshape(2, 3);
    expect(String(x.t())).toBe('tensor([[0, 3],\n        [1, 4],\n        [2, 5]])');
    expect(String(x.at(':', '1:').at(1))).toBe('tensor([4, 5])');
  });
});

describe('options', () => {
  const third = float([1 / 3, 100]);
  test('precision, threshold, edgeitems, linewidth, sciMode, profiles', () => {
    torch.setPrintoptions({ precision: 2 });
    expect(String(third)).toBe('tensor([  0.33, 100.00])');
    torch.setPrintoptions({ profile: 'default', sciMode: true });
    expect(String(third)).toBe('tensor([3.3333e-01, 1.0000e+02])');
    torch.setPrintoptions({ threshold: 3, edgeitems: 1 });
    expect(String(torch.arange(5))).toBe('tensor([0,  ..., 4])');
    torch.setPrintoptions({ profile: 'full', linewidth: 20 });
    expect(String(torch.arange(5))).toBe('tensor([0, 1, 2, 3,\n        4])');
    torch.setPrintoptions({ profile: 'short' });
    expect(String(third)).toBe('tensor([  0.33, 100.00])');
  });

  test('refuses what it does not know', () => {
    expect(() => torch.setPrintoptions({ precision: -1 })).toThrow('precision is -1');
    expect(() => torch.setPrintoptions({ profile: 'toString' as 'full' })).toThrow("profile 'toString'");
    expect(() => torch.setPrintoptions({ lineWidth: 3 } as object)).toThrow('did you mean linewidth?');
  });
});

describe('digits', () => {
  test('fixed rounds as Python does', () => {
    expect([0.125, 0.375, -0.125, 2.5, 1e21, 1e22].map((x) => fixed(x, 2))).toEqual([
      '0.12',
      '0.38',
      '-0.12',
      '2.50',
      '1000000000000000000000.00',
      '10000000000000000000000.00',
    ]);
    expect([0.5, 1.5, -0, nan, -infinity].map((x) => fixed(x, 0))).toEqual(['0', '2', '-0', 'nan', '-inf']);
  });

  test('scientific rounds as Python does', () => {
    expect(scientific(1.03125, 4)).toBe('1.0312e+00');
    expect(scientific(103125, 4)).toBe('1.0312e+05');
    expect(scientific(9.99999, 4)).toBe('1.0000e+01');
    expect(scientific(0, 4)).toBe('0.0000e+00');
    expect(scientific(-1e-300, 1)).toBe('-1.0e-300');
    expect(scientific(2.5, 0)).toBe('2e+00');
  });

  test('a float as Python writes it', () => {
    expect([5, 0.1, 1e-5, 123456.5, 1e16, 1e22, -0, nan].map(floatText)).toEqual([
      '5.0',
      '0.1',
      '1e-05',
      '123456.5',
      '1e+16',
      '1e+22',
      '-0.0',
      'nan',
    ]);
  });
});

describe('print and inspect', () => {
  test('print writes what Python would', () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    try {
      const cycle: unknown[] = [1];
      cycle.push(cycle);
      print(
        'loss',
        0.5,
        true,
        null,
        torch.tensor([1, 2]),
        [1, 'a', "it's"],
        { w: float([1]) },
        torch.float32,
        cycle,
      );
      print();
      print(torch.zeros(2).shape);
      expect(log.mock.calls).toEqual([
        [`loss 0.5 True None tensor([1, 2]) [1, 'a', "it's"] {'w': tensor([1.])} torch.float32 [1, [...]]`],
        [''],
        ['torch.Size([2])'],
      ]);
    } finally {
      log.mockRestore();
    }
  });

  test('what stands in a container prints as its repr', () => {
    const cycle: Record<string, unknown> = { a: 1 };
    cycle.self = cycle;
    expect(
      [
        [torch.zeros(1).device, np.array([1, 2.5]), np.array([1]).at(0)],
        new Map<unknown, unknown>([
          ['lr', 0.1],
          [3, new Set([1, 'b'])],
        ]),
        new Set(),
        cycle,
        [[], {}, [undefined, -0, 1e16, py.float(3), 2n ** 70n]],
        torch.arange(3).split(2),
        [torch.arange(2).unbind()],
      ].map(pythonText),
    ).toEqual([
      "[device(type='cpu'), array([1. , 2.5]), 1]",
      "{'lr': 0.1, 3: {1, 'b'}}",
      'set()',
      "{'a': 1, 'self': {...}}",
      '[[], {}, [None, -0.0, 1e+16, 3.0, 1180591620717411303424]]',
      '(tensor([0, 1]), tensor([2]))',
      '[(tensor(0), tensor(1))]',
    ]);
  });

  test('a tuple of one result has its comma, and what is made from a tuple is a list', () => {
    const parts = torch.arange(2).split(2);
    expect(String(parts)).toBe('(tensor([0, 1]),)');
    expect(() => (parts as Tensor[]).push(torch.zeros(1))).toThrow(TypeError);
    expect(pythonText(parts.map((part) => part.numel()))).toBe('[2]');
    expect(pythonText(parts.slice())).toBe('[tensor([0, 1])]');
  });

  test('console.log shows tensors, shapes, dtypes and devices as they print', () => {
    const x = float([1, 2]);
    expect(inspect({ x, shape: x.shape, dtype: x.dtype, device: x.device })).toBe(
      '{\n  x: tensor([1., 2.]),\n  shape: torch.Size([2]),\n  dtype: torch.float32,\n  device: cpu\n}',
    );
  });
});
