import { describe, expect, test } from '@jest/globals';
import { type Tensor, torch } from '#torch';

describe('joins and picks', () => {
  test('cat', () => {
    const x = torch.tensor([
      [1, 2],
      [3, 4],
    ]);
    expect(torch.cat([x, x.t()], 1).tolist()).toEqual([
      [1, 2, 1, 3],
      [3, 4, 2, 4],
    ]);
    expect(torch.cat([x, torch.zeros(0), torch.ones(1, 2)]).dtype.name).toBe('float32');
    expect(torch.cat([x, x], { dim: -2 }).shape).toEqual([4, 2]);
    expect(() => torch.cat([x, torch.zeros(2, 3)])).toThrow('tensor 1 is (2, 3)');
    expect(() => torch.cat([])).toThrow('non-empty');
    expect(() => torch.cat([torch.tensor(1)])).toThrow('torch.stack');
    const join = torch.cat as (tensors: unknown) => Tensor;
    expect(() => join(x)).toThrow('an array of tensors');
  });

  test('stack', () => {
    const [a, b] = [torch.tensor([1, 2]), torch.tensor([3, 4])];
    expect(torch.stack([a, b]).tolist()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(torch.stack([torch.tensor(1), torch.tensor(2)]).tolist()).toEqual([1, 2]);
    expect(torch.stack([a, b], -1).tolist()).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(() => torch.stack([a, torch.zeros(3)])).toThrow('tensor 1 is (3,)');
  });

  test('gather', () => {
    const x = torch.tensor([
      [1, 2],
      [3, 4],
    ]);
    expect(x.gather(1, torch.tensor([[0], [1]])).tolist()).toEqual([[1], [4]]);
    expect(
      x
        .t()
        .gather(0, torch.tensor([[1, 0]]))
        .tolist(),
    ).toEqual([[2, 3]]);
    expect(() => x.gather(1, torch.tensor([[2]]))).toThrow(
      'index 2 is out of bounds for dimension 1 with size 2',
    );
    expect(() => x.gather(1, torch.tensor([0]))).toThrow('an index of 2 dimensions');
    expect(() => x.gather(1, torch.tensor([[0.5]]))).toThrow('int64');
  });
});

describe('matmul', () => {
  const a = torch.tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  test('ranks', () => {
    expect(a.matmul(a.t()).tolist()).toEqual([
      [14, 32],
      [32, 77],
    ]);
    expect(a.matmul(torch.tensor([1, 0, 1])).tolist()).toEqual([4, 10]);
    expect(torch.tensor([1, 1]).matmul(a).tolist()).toEqual([5, 7, 9]);
    expect(
      torch
        .tensor([1, 2])
        .dot(torch.tensor([3, 4]))
        .item(),
    ).toBe(11);
    expect(torch.zeros(5, 1, 2, 3).matmul(torch.zeros(4, 3, 2)).shape).toEqual([5, 4, 2, 2]);
    expect(torch.zeros(2, 0).matmul(torch.zeros(0, 3)).tolist()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  test('batches agree with the products one by one', () => {
    const x = torch.arange(12).reshape(2, 2, 3).double();
    const y = torch.arange(6).reshape(3, 2).double();
    const all = x.matmul(y);
    expect([...x].every((part, i) => all.at(i).equal(part.matmul(y)))).toBe(true);
  });

  test('integers are exact', () => {
    const big = torch.tensor([[2n ** 53n, 1n]]);
    expect(big.matmul(torch.tensor([[1], [1]])).itemBigInt()).toBe(2n ** 53n + 1n);
  });

  test('names both shapes, the sizes that differ, and the likely repair', () => {
    expect(() => torch.zeros(32, 784).matmul(torch.zeros(128, 784))).toThrow(
      'matmul: (32, 784) @ (128, 784): the inner sizes differ, 784 ≠ 128',
    );
    expect(() => torch.zeros(32, 784).matmul(torch.zeros(128, 784))).toThrow('did you mean x.matmul(w.T)?');
    expect(() => a.matmul(torch.zeros(3, 1))).toThrow('expected scalar type Long but found Float');
    expect(() => a.matmul(torch.tensor(2))).toThrow('they are 2D and 0D');
    expect(() => a.dot(a)).toThrow('got 2D and 2D');
  });
});
