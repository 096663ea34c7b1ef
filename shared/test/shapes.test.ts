import { describe, expect, test } from '@jest/globals';
import { F, NdArray, np, py, type Tensor, torch } from '#torch';
import { TorchError } from '../src/core/errors.ts';

const long = (values: number | number[] | number[][]): Tensor => torch.tensor(values, { dtype: torch.int64 });
const grid = (): Tensor => torch.arange(6).reshape(2, 3);
const lists = (parts: Iterable<Tensor>): unknown[] => [...parts].map((part) => part.tolist());

describe('parts are views', () => {
  test.each<[string, (x: Tensor) => Tensor]>([
    ['split', (x) => x.split(2, 1)[1] as Tensor],
    ['chunk', (x) => x.chunk(2)[1] as Tensor],
    ['unbind', (x) => x.unbind(1)[2] as Tensor],
    ['tensorSplit', (x) => x.tensorSplit([1], 1)[1] as Tensor],
    ['narrow', (x) => x.narrow(1, 1, 2)],
    ['select', (x) => x.select(0, -1)],
    ['diagonal', (x) => x.diagonal(1)],
    ['unfold', (x) => x.unfold(1, 2, 1)],
    ['movedim', (x) => x.movedim(0, 1)],
    ['broadcastTo', (x) => torch.broadcastTo(x, [2, 3])],
    ['data', (x) => x.data],
  ])('%s', (_, part) => {
    const x = grid();
    part(x).fill_(99);
    expect(x.eq(99).any().item()).toBe(true);
  });

  test('meshgrid too, and the same vector twice is two axes', () => {
    const v = torch.tensor([1, 2]);
    expect(lists(torch.meshgrid([v, v], { indexing: 'xy' }))).toEqual([
      [
        [1, 2],
        [1, 2],
      ],
      [
        [1, 1],
        [2, 2],
      ],
    ]);
  });
});

describe('splitting', () => {
  test('what does not divide leaves a smaller piece, or fewer pieces', () => {
    expect(lists(torch.arange(7).split(3))).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
    expect(torch.arange(5).chunk(4).length).toBe(3);
    expect(lists(torch.arange(5).tensorSplit(3))).toEqual([[0, 1], [2, 3], [4]]);
    expect(lists(torch.arange(5).tensorSplit([3, 1, -1]))).toEqual([[0, 1, 2], [], [1, 2, 3], [4]]);
  });

  test('nothing can be split', () => {
    expect(torch.zeros(0, 2).split(0).length).toBe(1);
    expect(lists(torch.zeros(0).chunk(3))).toEqual([[], [], []]);
    expect(torch.zeros(0, 2).unbind(0)).toEqual([]);
    expect(lists(torch.zeros(2, 0).unbind(0))).toEqual([[], []]);
  });

  test('the graph goes on through every part, and through none', () => {
    const x = torch.ones(3, { requiresGrad: true });
    const [a, , c] = x;
    expect(a?.gradFn?.name).toBe('UnbindBackward0');
    expect(a?.gradFn).toBe(c?.gradFn);
    (c as Tensor).mul(5).backward();
    expect(x.grad?.tolist()).toEqual([0, 0, 5]);
  });

  test.each<[string, () => unknown, string]>([
    ['sizes that do not add up', () => torch.arange(5).split([2, 2]), 'sum exactly to 5'],
    ['a size of 0', () => torch.arange(5).split(0), 'split size 0'],
    ['no chunks', () => torch.arange(5).chunk(0), 'chunks is 0'],
    ['a 0-d tensor', () => torch.tensor(1).split(1), '0-d'],
    ['a name that is not there', () => torch.arange(5).split(2, { dims: 0 } as never), 'the option dims'],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

describe('gather and scatter', () => {
  test('are inverse', () => {
    const order = long([
      [2, 0, 1],
      [1, 2, 0],
    ]);
    expect(grid().scatter(1, order, grid().gather(1, order)).tolist()).toEqual(grid().tolist());
  });

  test('an index that is smaller than the source takes its corner', () => {
    expect(
      torch
        .zeros(2, 3)
        .scatter(1, long([[1]]), torch.ones(2, 3))
        .tolist(),
    ).toEqual([
      [0, 1, 0],
      [0, 0, 0],
    ]);
  });

  test('an empty index does nothing; a 0-d tensor counts as one of size 1', () => {
    expect(grid().gather(0, torch.zeros([0, 3], { dtype: torch.int64 })).shape).toEqual([0, 3]);
    expect(
      torch
        .tensor(7)
        .gather(0, long([0, 0]))
        .tolist(),
    ).toEqual([7, 7]);
    expect(
      torch
        .tensor(7)
        .indexSelect(0, long([0]))
        .item(),
    ).toBe(7);
  });

  test('bools stay bools when they are added up', () => {
    const two = torch.tensor([true, true]);
    expect(
      torch
        .tensor([false])
        .scatterAdd(0, long([0, 0]), two)
        .toTypedArray(),
    ).toEqual(Uint8Array.of(1));
  });

  test('a mean leaves the element out, and rounds integers down', () => {
    const x = torch.tensor([10, 10]);
    const at = long([0, 0]);
    const options = { reduce: 'mean', includeSelf: false } as const;
    expect(x.scatterReduce(0, at, torch.tensor([-1, -2]), options).tolist()).toEqual([-2, 10]);
    expect(x.scatterReduce(0, at, torch.tensor([1, 1]), 'mean').tolist()).toEqual([4, 10]);
    expect(
      torch
        .zeros(1)
        .scatterReduce(0, long([0]), torch.tensor([Number.NaN]), 'amax')
        .item(),
    ).toBeNaN();
  });

  test.each<[string, () => unknown, string]>([
    [
      'an index out of range',
      () => grid().gather(1, long([[3]])),
      'index 3 is out of bounds for dimension 1 with size 3',
    ],
    ['a negative index', () => grid().gather(1, long([[-1]])), 'index -1'],
    ['floats as an index', () => grid().gather(1, torch.zeros(1, 1)), 'int64'],
    ['a flat index', () => grid().gather(1, long([0])), 'index (1,)'],
    ['another dtype', () => grid().scatter(1, long([[0]]), torch.ones(1, 1)), 'float32'],
    [
      'a source that is too small',
      () => torch.zeros(2, 3).scatter(0, long([[0, 1]]), torch.ones(1, 1)),
      'src (1, 1)',
    ],
    [
      'an unknown reduction',
      () => torch.zeros(1).scatterReduce(0, long([0]), torch.ones(1), 'max' as never),
      "'max'",
    ],
    [
      'slices out of range',
      () => grid().indexSelect(1, long([5])),
      'index 5 is out of bounds for dimension 1 with size 3',
    ],
    ['too few slices', () => torch.zeros(2).indexAdd(0, long([0, 1]), torch.ones(1)), '(2,)'],
    ['no index at all', () => grid().gather(1, undefined as never), 'no index'],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

describe('masks', () => {
  test('broadcast against the tensor, and the tensor against them', () => {
    const mask = torch.tensor([true, false, true]);
    expect(grid().maskedFill(mask, -1).tolist()).toEqual([
      [-1, 1, -1],
      [-1, 4, -1],
    ]);
    expect(torch.tensor([5]).maskedFill(mask, 0).tolist()).toEqual([0, 5, 0]);
    expect(() => torch.tensor([5]).maskedFill_(mask, 0)).toThrow('(3,)');
  });

  test('no mask, or a value that is none', () => {
    expect(() => grid().maskedFill(grid(), 0)).toThrow('mask of dtype torch.int64');
    expect(() => grid().maskedFill(grid().gt(0), torch.ones(2))).toThrow('1 dimension');
    const all = torch.tensor([true, true]);
    expect(() => torch.zeros(2).maskedScatter(all, torch.ones(1))).toThrow('1 elements');
  });

  test('nonzero of a 0-d tensor has a row, and no columns', () => {
    expect(torch.nonzero(torch.tensor(3)).shape).toEqual([1, 0]);
    expect(torch.nonzero(torch.tensor(0)).shape).toEqual([0, 0]);
    expect(lists(torch.where(torch.tensor(true)))).toEqual([[0]]);
  });
});

describe('repetitions and rearrangements', () => {
  test('of nothing and by nothing', () => {
    expect(torch.zeros(2, 0).repeat(2, 3).shape).toEqual([4, 0]);
    expect(torch.ones(2).repeat(0).shape).toEqual([0]);
    expect(torch.zeros(0).roll(3).shape).toEqual([0]);
    expect(torch.tensor(4).roll(1).item()).toBe(4);
    expect(torch.tensor(4).flip([]).item()).toBe(4);
    expect(torch.tensor([1, 2]).repeatInterleave(0).shape).toEqual([0]);
    expect(torch.repeatInterleave(long([1, 0, 2])).tolist()).toEqual([0, 2, 2]);
  });

  test('a full turn is four quarters, backwards too', () => {
    expect(grid().rot90(4).tolist()).toEqual(grid().tolist());
    expect(grid().rot90(-1).tolist()).toEqual(grid().rot90(3).tolist());
    expect(grid().rot90().rot90().tolist()).toEqual(grid().rot90(2).tolist());
  });

  test('rolling further than the size goes round', () => {
    expect(torch.arange(3).roll(-7).tolist()).toEqual([1, 2, 0]);
    expect(() => grid().roll([1, 2], 0)).toThrow('2 shifts and 1 dims');
  });

  test('triangles of a batch, and of what is no matrix', () => {
    expect(torch.ones(2, 1, 2).tril().tolist()).toEqual([[[1, 0]], [[1, 0]]]);
    expect(torch.ones(2, 2).triu_(1).tolist()).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(() => torch.ones(2).tril()).toThrow('got -2');
  });
});

describe('pad', () => {
  test('margins may cut everything off', () => {
    expect(F.pad(torch.ones(2), [-1, -1]).shape).toEqual([0]);
    expect(F.pad(torch.tensor([1, 2, 3]), [-2, 2], { value: 9 }).tolist()).toEqual([3, 9, 9]);
    expect(F.pad(torch.ones(0), [1, 1]).tolist()).toEqual([0, 0]);
  });

  test.each<[string, () => unknown, string]>([
    ['too much', () => F.pad(torch.ones(2), [-2, -1]), 'negative output size'],
    ['an odd list', () => F.pad(torch.ones(2), [1]), 'length 1'],
    ['more than there are dimensions', () => F.pad(torch.ones(2), [1, 1, 1, 1]), 'length 4'],
    [
      'a reflection wider than the tensor',
      () => F.pad(torch.ones(1, 2), [2, 0], { mode: 'reflect' }),
      '(2, 0)',
    ],
    ['an unknown mode', () => F.pad(torch.ones(1, 2), [1, 0], 'mirror' as never), "'mirror'"],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

describe('one-hot rows', () => {
  test.each<[string, () => unknown, string]>([
    ['a label beyond the classes', () => F.oneHot(long([0, 3]), 3), 'label 3 with 3 classes'],
    ['a negative label', () => F.oneHot(long([-1])), 'label -1'],
    ['floats', () => F.oneHot(torch.zeros(2)), 'float32'],
    ['nothing', () => F.oneHot(torch.zeros(0, { dtype: torch.int64 })), 'no labels'],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

describe('views in place', () => {
  test('the tensor itself is turned, its other views are not', () => {
    const x = grid();
    const row = x.at(0);
    expect(x.t_()).toBe(x);
    expect(x.shape).toEqual([3, 2]);
    expect(x.stride()).toEqual([1, 3]);
    row.fill_(7);
    expect(x.at(':', 0).tolist()).toEqual([7, 7, 7]);
    expect(x.unsqueeze_(0).squeeze_().transpose_(0, 1).tolist()).toEqual([
      [7, 7, 7],
      [3, 4, 5],
    ]);
  });

  test("the node has PyTorch's number, behind those of the other forms", () => {
    const copy = (): Tensor => torch.ones(1, 2, { requiresGrad: true }).mul(1);
    expect(copy().t_().gradFn?.name).toBe('TBackward1');
    expect(copy().unsqueeze_(0).gradFn?.name).toBe('UnsqueezeBackward1');
    expect(copy().squeeze_().gradFn?.name).toBe('SqueezeBackward2');
    expect(copy().squeeze_(0).gradFn?.name).toBe('SqueezeBackward3');
  });

  test('one of several views is not written to while it has a history', () => {
    const x = torch.ones(2, { requiresGrad: true }).mul(1);
    const [first] = x.split(1);
    expect(() => (first as Tensor).mul_(2)).toThrow('several views');
    expect(torch.noGrad(() => (first as Tensor).mul_(2)).tolist()).toEqual([2]);
    expect((torch.ones(2).unbind()[0] as Tensor).add_(1).item()).toBe(2);
  });

  test('a leaf that requires a gradient refuses', () => {
    expect(() => torch.ones(2, 2, { requiresGrad: true }).t_()).toThrow('leaf Variable');
    expect(torch.noGrad(() => torch.ones(2, 1, { requiresGrad: true }).t_()).shape).toEqual([1, 2]);
  });

  test('what backward needs of the old shape is gone', () => {
    const x = torch.ones(2, 1, { requiresGrad: true });
    const y = x.mul(2);
    const z = y.mul(y);
    y.t_();
    expect(() => z.sum().backward()).toThrow('modified by an inplace operation');
  });
});

describe('data and detach_', () => {
  test('a write to data is not noticed, one to a detached tensor is', () => {
    const run = (write: (y: Tensor) => unknown): void => {
      const x = torch.ones(2, { requiresGrad: true });
      const y = x.exp();
      write(y);
      y.sum().backward();
    };
    expect(() => run((y) => y.data.zero_())).not.toThrow();
    expect(() => run((y) => y.detach().zero_())).toThrow('modified by an inplace operation');
  });

  test('assigned data are shared, and the leaf stays what it was', () => {
    const w = torch.ones(2, { requiresGrad: true });
    w.data = w.data.mul(3);
    expect([w.isLeaf, w.requiresGrad, w.tolist()]).toEqual([true, true, [3, 3]]);
    expect(() => {
      w.data = torch.tensor([1, 2]);
    }).toThrow('int64');
  });

  test('detach_ makes a leaf of the tensor, but not of a view', () => {
    const x = torch.ones(2, { requiresGrad: true });
    const y = x.mul(2);
    expect(() => y.at(0).detach_()).toThrow('views');
    expect([y.detach_().isLeaf, y.requiresGrad]).toEqual([true, false]);
  });

  test('deepcopy keeps what a leaf has', () => {
    const x = torch.ones(2, { requiresGrad: true });
    x.sum().backward();
    const y = x.deepcopy();
    x.data.zero_();
    expect([y.requiresGrad, y.tolist(), y.grad?.tolist()]).toEqual([true, [1, 1], [1, 1]]);
    expect(() => x.mul(2).deepcopy()).toThrow('MulBackward0');
  });
});

describe('tensors of arrays', () => {
  test('fromNumpy shares the elements, through strides too', () => {
    const a = np.array([
      [1, 2.5],
      [3, 4],
    ]);
    const x = torch.fromNumpy(a.T);
    x.fill_(0);
    expect([x.dtype, a.tolist()]).toEqual([
      torch.float64,
      [
        [0, 0],
        [0, 0],
      ],
    ]);
    expect(() => torch.fromNumpy([1, 2] as never)).toThrow('np.ndarray');
    const backwards = new NdArray(Float64Array.of(1, 2), torch.float64, [2], [-1], 1);
    expect(() => torch.fromNumpy(backwards)).toThrow('negative strides');
    expect(torch.tensor(backwards).tolist()).toEqual([2, 1]);
  });

  test('as NumPy has it, an array without elements has no steps', () => {
    expect(torch.fromNumpy(new NdArray(new Float64Array(0), torch.float64, [0, 4])).stride()).toEqual([0, 0]);
    expect(torch.zeros(0, 4).stride()).toEqual([4, 1]);
  });

  test('tensor copies, exactly; asTensor copies only where it must', () => {
    const a = new NdArray(BigInt64Array.of(2n ** 53n + 1n), torch.int64, [1]);
    expect(torch.tensor(a).itemBigInt()).toBe(2n ** 53n + 1n);
    expect(torch.tensor(a).storage.buffer).not.toBe(a.data);
    expect(torch.asTensor(a).storage.buffer).toBe(a.data);
    const x = torch.ones(1, { requiresGrad: true });
    expect(torch.asTensor(x)).toBe(x);
    expect(torch.asTensor(x, { dtype: torch.float64 }).gradFn?.name).toBe('ToCopyBackward0');
  });
});

describe('ranges', () => {
  test('count exactly beyond 2**53', () => {
    const start = 2n ** 53n;
    expect(torch.arange(start, start + 3n).toTypedArray()).toEqual(
      BigInt64Array.of(start, start + 1n, start + 2n),
    );
  });

  test('take their bounds by name, and say what is missing', () => {
    expect(torch.arange({ end: 3 }).tolist()).toEqual([0, 1, 2]);
    expect(torch.arange(1, { end: 2, step: 0.5 } as never).tolist()).toEqual([1, 1.5]);
    expect(torch.arange(py.float(2)).dtype).toBe(torch.float32);
    expect(torch.linspace(0, 1, { steps: 2 }).tolist()).toEqual([0, 1]);
    expect(torch.logspace(0, 3, 4, { base: 2 }).tolist()).toEqual([1, 2, 4, 8]);
    expect(() => torch.linspace(0, 1, undefined as never)).toThrow('steps');
    expect(() => torch.arange({})).toThrow('arange(end)');
    expect(torch.full([1], { fillValue: 2.5 }).item()).toBe(2.5);
  });
});

describe('what is too large', () => {
  test.each<[string, () => unknown]>([
    ['zeros', () => torch.zeros(1e6, 1e6)],
    ['eye', () => torch.eye(1e6)],
    ['arange', () => torch.arange(1e15)],
    ['linspace', () => torch.linspace(0, 1, 1e12)],
  ])('%s says so before it begins', (name, call) => {
    expect(call).toThrow(`${name}: not enough memory`);
  });
});

describe('names and places of an index', () => {
  test('an index list out of range names its dimension', () => {
    expect(() => grid().at(':', [0, 3])).toThrow('index 3 is out of bounds for dimension 1 with size 3');
  });

  test('elements are not converted when they are written one by one', () => {
    const x = torch.zeros(3);
    expect(() => x.put([[0, 1]], torch.tensor([1, 2]))).toThrow('int64');
    expect(
      x
        .put(['0:2'], torch.tensor([1, 2]))
        .put([[2]], torch.tensor(5))
        .tolist(),
    ).toEqual([1, 2, 5]);
  });

  test.each<[string, (x: Tensor) => Tensor]>([
    ['SliceBackward0', (x) => x.at(0, ':')],
    ['SelectBackward0', (x) => x.at(0, ':3')],
    ['SelectBackward0', (x) => x.at(long(1))],
    ['SliceBackward0', (x) => x.at(':')],
    ['SliceBackward0', (x) => x.at(0, '1:')],
    ['UnsqueezeBackward0', (x) => x.at('...', null)],
    ['AliasBackward0', (x) => x.at('0:2', ':3')],
    ['AliasBackward0', (x) => x.at('...')],
    ['IndexBackward0', (x) => x.at([0])],
  ])('the node is %s', (name, part) => {
    expect(part(torch.ones(2, 3, { requiresGrad: true })).gradFn?.name).toBe(name);
  });

  test('NaN is no index', () => {
    expect(() => grid().at(Number.NaN)).toThrow('NaN');
    expect(() => grid().select(0, Number.NaN)).toThrow('NaN');
    expect(() => grid().narrow(0, Number.NaN, 1)).toThrow('NaN');
  });
});

describe('what is no argument', () => {
  const hostile = ['nonsense', null, {}, [null], Symbol('x'), () => 1, Number.NaN, 1.5, -9, 2 ** 40];
  const x = grid();

  test.each<[string, (...args: never[]) => unknown]>([
    ['reshape', torch.reshape],
    ['permute', torch.permute],
    ['unflatten', torch.unflatten],
    ['broadcastTo', torch.broadcastTo],
    ['split', torch.split],
    ['chunk', torch.chunk],
    ['tensorSplit', torch.tensorSplit],
    ['narrow', torch.narrow],
    ['select', torch.select],
    ['diagonal', torch.diagonal],
    ['diag', torch.diag],
    ['tril', torch.tril],
    ['tile', torch.tile],
    ['repeatInterleave', torch.repeatInterleave],
    ['combinations', torch.combinations],
    ['flip', torch.flip],
    ['roll', torch.roll],
    ['rot90', torch.rot90],
    ['gather', torch.gather],
    ['scatter', torch.scatter],
    ['scatterReduce', torch.scatterReduce],
    ['indexAdd', torch.indexAdd],
    ['maskedFill', torch.maskedFill],
    ['pad', F.pad],
    ['oneHot', F.oneHot],
  ])('%s complains of it in its own words', (_, operation) => {
    const crashes = hostile.flatMap((value) =>
      [
        [x, value],
        [x, 0, value],
        [x, 0, long([[0]]), value, value],
      ].filter((args) => {
        try {
          Reflect.apply(operation, undefined, args);
          return false;
        } catch (error) {
          return !(error instanceof TorchError);
        }
      }),
    );
    expect(crashes.map((args) => args.slice(1).map((value) => typeof value))).toEqual([]);
  });
});
