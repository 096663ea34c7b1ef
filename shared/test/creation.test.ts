import { describe, expect, test } from '@jest/globals';
import { F, isNotFilled, NotImplementedError, notFilled, py, Tensor, torch } from '#torch';

describe('number literals', () => {
  test.each([
    ['whole numbers', [1, 2], 'int64'],
    ['a fraction among them', [1, 2.5], 'float32'],
    ['NaN', [Number.NaN], 'float32'],
    ['infinity', [1, Number.POSITIVE_INFINITY], 'float32'],
    ['a whole Python float', [1, py.float(2)], 'float32'],
    ['bigints', [1n], 'int64'],
    ['booleans', [true, false], 'bool'],
    ['booleans and numbers', [true, 2], 'int64'],
    ['nothing', [], 'float32'],
    ['a number', 3, 'int64'],
  ])('%s', (_, data, dtype) => {
    expect(torch.tensor(data).dtype.name).toBe(dtype);
  });

  test('torch.Tensor is always float32, and is the class', () => {
    const x = new torch.Tensor([[3, 4, 6]]);
    expect([x.dtype.name, x.shape.length, x instanceof Tensor]).toEqual(['float32', 2, true]);
    expect(torch.zeros(1)).toBeInstanceOf(Tensor);
  });

  test('typed arrays keep their dtype unless another is asked for', () => {
    expect(torch.tensor(new Float64Array(2)).dtype.name).toBe('float64');
    expect(torch.tensor(BigInt64Array.of(2n ** 60n)).itemBigInt()).toBe(2n ** 60n);
    expect(torch.tensor(Uint8Array.of(0, 3), { dtype: torch.bool }).tolist()).toEqual([false, true]);
    expect(torch.tensor([Int16Array.of(1, 2), Int16Array.of(3, 4)]).tolist()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('the data are copied, of a tensor too', () => {
    const data = Float32Array.of(1, 2);
    const x = torch.tensor(data);
    data[0] = 9;
    const y = torch.tensor(x);
    x.fill_(5);
    expect([x.tolist(), y.tolist()]).toEqual([
      [5, 5],
      [1, 2],
    ]);
    expect(torch.tensor([x, y]).tolist()).toEqual([
      [5, 5],
      [1, 2],
    ]);
  });
});

describe('data that make no tensor', () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  test.each<[string, unknown, string, string]>([
    ['a short row', [[1, 2], [3]], 'the element at [1] is an array of 1', 'ValueError'],
    [
      'a short row, deep',
      [
        [[1], [2]],
        [[3], []],
      ],
      'the element at [1][1] is an array of 0',
      'ValueError',
    ],
    ['a number for a row', [[1], 2], 'the element at [1] is 2', 'ValueError'],
    ['a row for a number', [1, [2]], 'the element at [1] is an array of 1', 'ValueError'],
    ['a hole', new Array(2), 'the element at [0] is undefined', 'RuntimeError'],
    ['null', [[null]], 'the element at [0][0] is null', 'RuntimeError'],
    ['a string', ['1'], "the element at [0] is '1'", 'TypeError'],
    ['an object', {}, 'the data is an object', 'TypeError'],
    ['a function', Math.exp, 'the data is a function', 'TypeError'],
    ['a cycle', cycle, 'nested more than 64 deep', 'ValueError'],
    ['a number too large for int64', [1e30], '1e+30 does not fit int64', 'RuntimeError'],
    ['an array of another kind', new Uint16Array(2), 'Uint16Array', 'TypeError'],
  ])('%s', (_, data, message, name) => {
    const make = torch.tensor as (data: unknown) => Tensor;
    expect(() => make(data)).toThrow(message);
    try {
      make(data);
    } catch (error) {
      expect((error as Error).name).toBe(name);
    }
  });

  test('options that are not there', () => {
    const make = torch.zeros as (...args: unknown[]) => Tensor;
    expect(() => make(2, { Dtype: torch.int64 })).toThrow('did you mean dtype?');
    expect(() => make(2, { dtype: 'float32' })).toThrow("dtype is 'float32'");
    expect(() => make(2, -1)).toThrow('negative dimension -1');
    expect(() => make(1.5)).toThrow('a size is 1.5');
  });
});

describe('factories', () => {
  test('sizes one by one or in an array', () => {
    expect(torch.zeros(2, 3).shape).toEqual([2, 3]);
    expect(torch.ones([2, 3], { dtype: torch.int64 }).tolist()).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    expect(torch.zeros().shape).toEqual([]);
    expect(torch.full([2], 7).dtype.name).toBe('int64');
    expect(torch.full(2, py.float(7)).dtype.name).toBe('float32');
    expect(torch.full([1], true).item()).toBe(true);
  });

  test('arange', () => {
    expect(torch.arange(2, 7, 2).tolist()).toEqual([2, 4, 6]);
    expect(torch.arange(3, 0, -1).tolist()).toEqual([3, 2, 1]);
    expect(torch.arange(3, 3).shape).toEqual([0]);
    expect(torch.arange(py.float(2)).dtype.name).toBe('float32');
    expect(torch.arange(2, { dtype: torch.float64 }).dtype.name).toBe('float64');
    expect(() => torch.arange(0, 3, -1)).toThrow('step sign');
    expect(() => torch.arange(0, 3, 0)).toThrow('nonzero');
    expect(() => torch.arange(Number.POSITIVE_INFINITY)).toThrow('finite');
  });

  test('linspace ends exactly', () => {
    const x = torch.linspace(0, 0.7, 8, { dtype: torch.float64 });
    expect([x.at(0).item(), x.at(-1).item()]).toEqual([0, 0.7]);
    expect(torch.linspace(0, 10, 1).tolist()).toEqual([0]);
    expect(torch.linspace(0, 1, 0).shape).toEqual([0]);
    expect(() => torch.linspace(0, 1, -1)).toThrow('non-negative');
  });

  test('eye and the likes', () => {
    expect(torch.eye(2, 3).tolist()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    const x = torch.tensor([[1, 2]], { dtype: torch.int16 });
    expect(torch.zerosLike(x).dtype.name).toBe('int16');
    expect(torch.onesLike(x, { dtype: torch.float64 }).tolist()).toEqual([[1, 1]]);
    expect(torch.fullLike(x, 2.9).tolist()).toEqual([[2, 2]]);
  });
});

describe('attributes and conversions', () => {
  const x = torch.tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);

  test('shape, strides, sizes', () => {
    expect(String(x.shape)).toBe('torch.Size([2, 3])');
    expect(Array.isArray(x.shape)).toBe(true);
    expect(x.shape.map((n) => n * 2)).toEqual([4, 6]);
    expect([x.ndim, x.numel(), x.size(-1), x.stride(0), x.t().stride()]).toEqual([2, 6, 3, 3, [1, 3]]);
    expect([x.isContiguous(), x.t().isContiguous(), x.at(0).isContiguous()]).toEqual([true, false, true]);
    expect(() => x.size(2)).toThrow('but got 2');
    expect(() => (x.shape as number[]).push(1)).toThrow(TypeError);
  });

  test('item, itemBigInt, tolist, toTypedArray', () => {
    expect(torch.tensor([[true]]).item()).toBe(true);
    expect(() => x.item()).toThrow('6 elements');
    expect(() => torch.tensor(2n ** 53n + 1n).item()).toThrow('itemBigInt()');
    expect(() => torch.tensor([2n ** 53n + 1n]).tolist()).toThrow('itemBigInt()');
    expect(() => torch.tensor(0.5).itemBigInt()).toThrow('use item()');
    expect(x.t().toTypedArray()).toEqual(BigInt64Array.of(1n, 4n, 2n, 5n, 3n, 6n));
    expect(torch.zeros(2, 0).tolist()).toEqual([[], []]);
    const copy = x.toTypedArray();
    copy[0] = 9n;
    expect(x.at(0, 0).item()).toBe(1);
  });

  test('to', () => {
    expect(torch.tensor([1.9, -1.9]).long().tolist()).toEqual([1, -1]);
    expect(torch.tensor([-1]).byte().tolist()).toEqual([255]);
    expect(torch.tensor([0, 0.1, Number.NaN]).bool().tolist()).toEqual([false, true, true]);
    expect(torch.tensor([Number.NaN, 1e30]).long().toTypedArray()).toEqual(
      BigInt64Array.of(-(2n ** 63n), -(2n ** 63n)),
    );
    const y = x.float();
    expect(y.to(torch.float32)).toBe(y);
    expect(y.to('cpu')).toBe(y);
    expect(() => y.to('cuda')).toThrow("no device 'cuda'");
    const to = (target: unknown) => y.to(target as string);
    expect(() => to(3)).toThrow('a dtype such as');
  });

  test('equal, allclose', () => {
    expect(torch.tensor([1, 2]).equal(torch.tensor([1, 2]).float())).toBe(true);
    expect(torch.tensor([1]).equal(torch.tensor([[1]]))).toBe(false);
    const nan = torch.tensor([Number.NaN]);
    expect([nan.equal(nan), nan.allclose(nan), nan.allclose(nan, { equalNan: true })]).toEqual([
      false,
      false,
      true,
    ]);
    const far = torch.tensor([Number.POSITIVE_INFINITY]);
    expect([far.allclose(far), far.allclose(far.neg())]).toEqual([true, false]);
    expect(() => torch.tensor([1]).allclose(torch.tensor([1.5]))).toThrow('one dtype');
  });

  test('iteration and destructuring run along dim 0', () => {
    const [first, second] = x;
    expect([first?.tolist(), second?.tolist(), [...x].length]).toEqual([[1, 2, 3], [4, 5, 6], 2]);
    expect(() => [...torch.tensor(1)]).toThrow('a 0-d tensor');
  });
});

describe('promotion', () => {
  test('promoteTypes, resultType, canCast', () => {
    expect(torch.promoteTypes(torch.uint8, torch.int8)).toBe(torch.int16);
    expect(torch.promoteTypes(torch.int64, torch.float32)).toBe(torch.float32);
    expect(torch.promoteTypes(torch.bool, torch.uint8)).toBe(torch.uint8);
    expect(torch.resultType(torch.tensor([1]), 0.5)).toBe(torch.float32);
    expect(torch.resultType(torch.tensor(1), torch.tensor([true]))).toBe(torch.int64);
    expect(torch.resultType(torch.tensor(1), torch.tensor([1], { dtype: torch.int8 }))).toBe(torch.int8);
    expect([torch.canCast(torch.float32, torch.int64), torch.canCast(torch.int64, torch.uint8)]).toEqual([
      false,
      true,
    ]);
  });
});

describe('tasks that are still open', () => {
  test('NotImplementedError and notFilled carry the task', () => {
    const error = new NotImplementedError('A03.2 softmaxStable');
    expect([error.name, error.task, error instanceof Error]).toEqual([
      'NotImplementedError',
      'A03.2 softmaxStable',
      true,
    ]);
    const open: unknown = notFilled<number>('A03.8 shiftPredictions');
    expect(isNotFilled(open) && open.task).toBe('A03.8 shiftPredictions');
    expect(isNotFilled({ task: 'A03.8 shiftPredictions' })).toBe(false);
  });
});

describe('a host that takes names away', () => {
  test('the runtime goes through none of its public names', () => {
    const x = torch.tensor([1, 2, 3], { dtype: torch.float32 });
    const originals = { ...torch };
    const methods = Object.entries(Object.getOwnPropertyDescriptors(Tensor.prototype)).filter(
      ([, { enumerable }]) => enumerable,
    );
    expect(methods.length).toBeGreaterThan(60);
    const forbid = () => {
      throw new Error('Forbidden');
    };
    try {
      for (const name of Object.keys(torch)) Object.assign(torch, { [name]: forbid });
      for (const name of Object.keys(F)) if (name !== 'softmax') Object.assign(F, { [name]: forbid });
      for (const [name] of methods)
        Object.defineProperty(Tensor.prototype, name, { value: forbid, configurable: true });
      expect(() => x.softmax(0)).toThrow('Forbidden');
      expect(String(originals.softmax(x, 0))).toBe('tensor([0.0900, 0.2447, 0.6652])');
      expect(String(originals.logSoftmax(x, 0))).toBe('tensor([-2.4076, -1.4076, -0.4076])');
      expect(originals.logsumexp(x, 0).item()).toBeCloseTo(3.4076, 4);
      expect(originals.max(originals.stack([x, x]), 1).indices.tolist()).toEqual([2, 2]);
      expect(originals.matmul(originals.eye(3), x).toTypedArray()).toEqual(Float32Array.of(1, 2, 3));
      expect(originals.clamp(originals.div(1, x), 0.4, 0.9).shape).toEqual([3]);
    } finally {
      Object.assign(torch, originals);
      for (const [name, descriptor] of methods) Object.defineProperty(Tensor.prototype, name, descriptor);
    }
    expect(x.softmax(0).shape).toEqual([3]);
  });
});
