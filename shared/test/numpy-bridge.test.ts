import { describe, expect, test } from '@jest/globals';
import { NdArray, np, torch } from '#torch';

describe('x.numpy()', () => {
  test('is an array of the same dtype and shape, for every dtype', () => {
    for (const dtype of [torch.float64, torch.float32, torch.int64, torch.int32, torch.uint8, torch.bool]) {
      const a = torch.tensor([[0, 1, 1]], { dtype }).numpy();
      expect(a).toBeInstanceOf(NdArray);
      expect([a.dtype, [...a.shape]]).toEqual([dtype, [1, 3]]);
      expect(a.tolist()).toEqual(torch.tensor([[0, 1, 1]], { dtype }).tolist());
    }
    expect(torch.tensor(2.5).numpy().item()).toBe(2.5);
    expect([...torch.zeros(0, 3).numpy().shape]).toEqual([0, 3]);
  });

  test('shares the elements, both ways, also of a view', () => {
    const x = torch.arange(6).reshape(2, 3);
    const column = x.t().at(1).numpy();
    x.put([0, 1], 10);
    expect(column.tolist()).toEqual([10, 4]);
    column.put(1, 40);
    expect(x.tolist()).toEqual([
      [0, 10, 2],
      [3, 40, 5],
    ]);
    expect(torch.tensor([7]).expand(3).numpy().tolist()).toEqual([7, 7, 7]);
  });

  test('refuses a tensor that requires a gradient, unless it is detached', () => {
    const x = torch.ones(2, { requiresGrad: true });
    expect(() => x.numpy()).toThrow("Can't call numpy() on Tensor that requires grad");
    expect(() => x.mul(2).numpy()).toThrow('use tensor.detach().numpy() instead');
    expect(() => np.asarray(x)).toThrow('requires grad');
    expect(x.detach().numpy().tolist()).toEqual([1, 1]);
    expect(x.numpy({ force: true }).tolist()).toEqual([1, 1]);
    expect(() => x.numpy({ forced: true } as object)).toThrow('the option forced');
  });
});

describe('from arrays', () => {
  test('torch.tensor copies, fromNumpy and asTensor share', () => {
    const a = np.array([1, 2.5]);
    const [copy, shared, other] = [torch.tensor(a), torch.fromNumpy(a), torch.asTensor(a)];
    a.put(0, 9);
    expect([copy, shared, other].map((x) => x.tolist())).toEqual([
      [1, 2.5],
      [9, 2.5],
      [9, 2.5],
    ]);
    expect([copy.dtype, shared.dtype]).toEqual([torch.float64, torch.float64]);
    expect(torch.tensor(a, { dtype: torch.float32 }).dtype).toBe(torch.float32);
  });

  test('there and back again is the same memory', () => {
    const x = torch.arange(4).reshape(2, 2).t();
    const back = torch.fromNumpy(x.numpy());
    back.add_(1);
    expect(back.stride()).toEqual(x.stride());
    expect(x.tolist()).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  test('NumPy functions take tensors', () => {
    expect(np.where(torch.tensor([0.2, 0.8]).gt(0.5), 1, 0).tolist()).toEqual([0, 1]);
    expect(np.array([torch.tensor([1, 2]), torch.tensor([3, 4])]).tolist()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
});
