import { describe, expect, test } from '@jest/globals';
import { type Tensor, torch } from '#torch';

const grid = (): Tensor => torch.arange(12).reshape(3, 4);

/** Whether a write through `view` is seen in `base`. */
const shares = (base: Tensor, view: Tensor): boolean => {
  const before = base.toTypedArray().join();
  view.fill_(99);
  return base.toTypedArray().join() !== before;
};

describe('views share storage', () => {
  test.each<[string, (x: Tensor) => Tensor]>([
    ['reshape', (x) => x.reshape(4, 3)],
    ['view', (x) => x.view(-1)],
    ['flatten', (x) => x.flatten()],
    ['transpose', (x) => x.transpose(0, 1)],
    ['t', (x) => x.t()],
    ['T', (x) => x.T],
    ['mT', (x) => x.mT],
    ['permute', (x) => x.permute(1, 0)],
    ['unsqueeze', (x) => x.unsqueeze(1)],
    ['squeeze', (x) => x.unsqueeze(0).squeeze()],
    ['a selection', (x) => x.at(1)],
    ['a slice', (x) => x.at(':', '1:3')],
    ['a slice of a slice', (x) => x.at('1:').at(':', '::2')],
    ['a transposed view', (x) => x.t().at(0)],
    ['an element', (x) => x.at(2, -1)],
    ['a new axis', (x) => x.at(null, '...', 0)],
    ['an iterated row', (x) => [...x][1] as Tensor],
    ['contiguous where it is already', (x) => x.contiguous()],
  ])('%s', (_, view) => {
    const base = grid();
    expect(shares(base, view(base))).toBe(true);
  });

  test.each<[string, (x: Tensor) => Tensor]>([
    ['clone', (x) => x.clone()],
    ['contiguous of a transposed tensor', (x) => x.t().contiguous()],
    ['reshape that must copy', (x) => x.t().reshape(-1)],
    ['a list of rows', (x) => x.at([0, 1])],
    ['a mask', (x) => x.at(x.ge(0))],
    ['add of 0', (x) => x.add(0)],
    ['to another dtype', (x) => x.float()],
  ])('%s does not', (_, copy) => {
    const base = grid();
    expect(shares(base, copy(base))).toBe(false);
  });
});

describe('reshape', () => {
  test('keeps row-major order, whatever the strides', () => {
    expect(grid().t().reshape(2, 6).tolist()).toEqual([
      [0, 4, 8, 1, 5, 9],
      [2, 6, 10, 3, 7, 11],
    ]);
    expect(torch.zeros(2, 0).reshape(0, 5).shape).toEqual([0, 5]);
    expect(torch.tensor([7]).reshape([]).item()).toBe(7);
    expect(torch.tensor(7).reshape(1, 1).shape).toEqual([1, 1]);
  });

  test('finds strides where dimensions can be cut or joined', () => {
    const x = torch.arange(24).reshape(2, 3, 4);
    expect(x.permute(1, 0, 2).view(3, 2, 2, 2).stride()).toEqual([4, 12, 2, 1]);
    expect(x.at(':', '1:').view(2, 8).tolist()).toEqual([
      x.at(0, '1:').flatten().tolist(),
      x.at(1, '1:').flatten().tolist(),
    ]);
    expect(x.at(':', ':', 0).view(2, 3, 1).tolist()).toEqual([
      [[0], [4], [8]],
      [[12], [16], [20]],
    ]);
    expect(() => x.permute(1, 0, 2).view(6, 4)).toThrow('use reshape');
    expect(torch.zeros(1, 3).expand(2, 3).reshape(6).shape).toEqual([6]);
  });

  test('says which sizes fit', () => {
    expect(() => grid().reshape(5, 2)).toThrow('sizes whose product is 12');
    expect(() => grid().reshape(-1, 5)).toThrow('invalid for input of size 12');
    expect(() => grid().reshape(-1, -1)).toThrow('only one dimension can be inferred');
    expect(() => torch.zeros(0).reshape(-1, 0)).toThrow('invalid');
  });
});

test('flatten, squeeze, unsqueeze, transpose, permute, expand', () => {
  const x = torch.zeros(2, 1, 3, 1);
  expect(x.flatten(1, 2).shape).toEqual([2, 3, 1]);
  expect(x.flatten({ startDim: 2 }).shape).toEqual([2, 1, 3]);
  expect(torch.tensor(1).flatten().shape).toEqual([1]);
  expect(() => x.flatten(2, 1)).toThrow('startDim at or before endDim');
  expect(x.squeeze().shape).toEqual([2, 3]);
  expect(x.squeeze(0).shape).toEqual([2, 1, 3, 1]);
  expect(x.squeeze(-1).shape).toEqual([2, 1, 3]);
  expect(x.unsqueeze(-1).shape).toEqual([2, 1, 3, 1, 1]);
  expect(() => x.unsqueeze(5)).toThrow('[-5, 4], but got 5');
  expect(x.transpose(0, -2).shape).toEqual([3, 1, 2, 1]);
  expect(x.permute([3, 2, 1, 0]).shape).toEqual([1, 3, 1, 2]);
  expect(() => x.permute(0, 0, 1, 2)).toThrow('appears multiple times');
  expect(() => x.t()).toThrow('mT');
  expect(x.expand(5, 2, 4, -1, 2).shape).toEqual([5, 2, 4, 3, 2]);
  expect(() => x.expand(2, 3)).toThrow('greater or equal');
  expect(() => x.expand(3, 1, 3, 1)).toThrow('existing size (2)');
});

describe('at', () => {
  const x = grid();
  test.each<[string, Tensor, unknown]>([
    ['negative numbers', x.at(-1, -1), 11],
    [
      'slices with a step',
      x.at('::2', '1::2'),
      [
        [1, 3],
        [9, 11],
      ],
    ],
    ['slices past the end', x.at('2:99'), [[8, 9, 10, 11]]],
    ['negative bounds', x.at(':', '-2:-1'), [[2], [6], [10]]],
    ['an empty slice', x.at('2:1'), []],
    ['an ellipsis', x.at('...', 0), [0, 4, 8]],
    [
      'a list',
      x.at([2, 0], ':'),
      [
        [8, 9, 10, 11],
        [0, 1, 2, 3],
      ],
    ],
    ['two lists, pair by pair', x.at([0, 2], [1, 3]), [1, 11]],
    [
      'lists that broadcast',
      x.at([[0], [2]], [1, 3]),
      [
        [1, 3],
        [9, 11],
      ],
    ],
    [
      'a list behind a slice',
      x.at(':', [3, 0]),
      [
        [3, 0],
        [7, 4],
        [11, 8],
      ],
    ],
    ['a negative list', x.at([-1]), [[8, 9, 10, 11]]],
    ['a mask of rows', x.at([true, false, true], 0), [0, 8]],
    ['a mask of elements', x.at(x.gt(9)), [10, 11]],
    ['an index tensor', x.at(torch.tensor([[1]])), [[[4, 5, 6, 7]]]],
    ['a 0-d index tensor', x.at(torch.tensor(1)), [4, 5, 6, 7]],
    ['an empty list', x.at([]), []],
    ['true', x.at(true).at(0, 0, ':2'), [0, 1]],
    ['false', x.at(false), []],
    ['nothing', x.at(), x.tolist()],
  ])('%s', (_, part, wanted) => {
    expect(part.tolist()).toEqual(wanted);
  });

  test('lists apart from each other move to the front', () => {
    const y = torch.zeros(2, 3, 4);
    expect(y.at([0, 1], ':', [0, 1]).shape).toEqual([2, 3]);
    expect(torch.zeros(5, 3, 4, 3).at(':', [0, 1], ':', [0, 1]).shape).toEqual([2, 5, 4]);
    expect(y.at(':', [0, 1], [0, 1]).shape).toEqual([2, 2]);
    expect(y.at([[0]], null, [0]).shape).toEqual([1, 1, 1, 4]);
  });

  test.each<[string, () => unknown, string, string]>([
    ['too far', () => x.at(3), 'index 3 is out of bounds for dimension 0 with size 3', 'IndexError'],
    ['too far back', () => x.at(0, -5), 'index -5 is out of bounds for dimension 1', 'IndexError'],
    ['a list too far', () => x.at([0, 3]), 'index 3 is out of bounds', 'IndexError'],
    ['too many', () => x.at(0, 0, 0), 'too many indices: 3', 'IndexError'],
    ['two ellipses', () => x.at('...', '...'), 'stands twice', 'IndexError'],
    ['a mask of another shape', () => x.at([true]), 'The shape of the mask (1,)', 'IndexError'],
    ['lists that do not broadcast', () => x.at([0, 1], [0, 1, 2]), '(2,) and (3,)', 'IndexError'],
    ['a fraction', () => x.at(1.5), 'an index is 1.5', 'IndexError'],
    ['a float tensor', () => x.at(torch.tensor([0.5])), 'convert with .long()', 'IndexError'],
    ['a slice backwards', () => x.at('::-1'), 'must be positive', 'ValueError'],
    ['no slice', () => x.at('one'), "the index 'one'", 'TypeError'],
  ])('%s', (_, act, message, name) => {
    expect(act).toThrow(message);
    try {
      act();
    } catch (error) {
      expect((error as Error).name).toBe(name);
    }
  });
});

describe('writing', () => {
  test('put reaches what at reaches', () => {
    const x = torch.zeros(2, 3);
    x.put([0, '1:'], torch.tensor([5, 6]));
    x.put([[true, false], 0], 4.5);
    x.put(-1, 7);
    expect(x.tolist()).toEqual([
      [4.5, 5, 6],
      [7, 7, 7],
    ]);
    x.t().put([0, 1], 1);
    x.put(x.gt(6), 0);
    expect(x.tolist()).toEqual([
      [4.5, 5, 6],
      [1, 0, 0],
    ]);
    expect(torch.tensor([1, 2]).put(0, 7.9).tolist()).toEqual([7, 2]);
    expect(torch.zeros(2).put('...', torch.ones(1, 2)).tolist()).toEqual([1, 1]);
    expect(() => x.put(0, torch.zeros(2))).toThrow('(2,)');
    expect(() => x.put(9, 1)).toThrow('index 9');
  });

  test('in-place operations write through views, keep the dtype, and return the tensor', () => {
    const x = grid();
    const row = x.at(1);
    expect(row.add_(10).mul_(2)).toBe(row);
    expect(x.at(1).tolist()).toEqual([28, 30, 32, 34]);
    const f = torch.tensor([1, 4], { dtype: torch.float32 });
    f.sub_(1).div_(2).exp_();
    expect(f.toTypedArray()).toEqual(Float32Array.of(1, Math.exp(1.5)));
    expect(f.copy_(torch.tensor([3])).tolist()).toEqual([3, 3]);
    expect(f.zero_().tolist()).toEqual([0, 0]);
  });

  test('an operand that overlaps is read before it is written', () => {
    const x = torch.tensor([
      [1, 2],
      [3, 4],
    ]);
    x.add_(x.t());
    expect(x.tolist()).toEqual([
      [2, 5],
      [5, 8],
    ]);
    const y = torch.arange(4);
    y.at('1:').copy_(y.at(':3').clone());
    expect(y.tolist()).toEqual([0, 0, 1, 2]);
  });

  test('refuses a higher dtype, another shape, repeated elements', () => {
    expect(() => torch.tensor([1, 2]).add_(0.5)).toThrow("can't be cast to the desired output type Long");
    expect(() => torch.tensor([1, 2]).div_(2)).toThrow('Float');
    expect(() => torch.zeros(3).add_(torch.zeros(2, 3))).toThrow('(2, 3)');
    expect(() => torch.zeros(1).expand(3).fill_(1)).toThrow('clone() it first');
    expect(() => torch.zeros(2).copy_(torch.zeros(3))).toThrow('existing size (3)');
  });
});
