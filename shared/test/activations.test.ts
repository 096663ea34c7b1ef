import { describe, expect, test } from '@jest/globals';
import { F, py, type Tensor, torch } from '#torch';

const elements = (x: Tensor): number[] => Array.from(x.toTypedArray(), Number);
const leaf = (values: number[]): Tensor => torch.tensor(values, { dtype: torch.float32, requiresGrad: true });

describe('parameters of activations', () => {
  const x = torch.tensor([-1.5, 2]);

  test('come by place, by name, or not at all', () => {
    expect(elements(F.leakyRelu(x, 0.5))).toEqual([-0.75, 2]);
    expect(elements(F.leakyRelu(x, { negativeSlope: py.float(1) }))).toEqual([-1.5, 2]);
    expect(elements(F.hardtanh(x, -1, { maxVal: 0.5 }))).toEqual([-1, 0.5]);
    expect(elements(F.hardshrink(x, undefined))).toEqual([-1.5, 2]);
  });

  test('are refused by name', () => {
    expect(() => F.elu(x, 'a' as never)).toThrow("alpha is 'a'");
    expect(() => F.elu(x, true as never)).toThrow('alpha is true');
    expect(() => F.elu(x, { beta: 1 } as never)).toThrow('the option beta');
    expect(() => F.elu(x, 1, false, 3 as never)).toThrow('at most 2');
    expect(() => F.elu(x, 1, { alpha: 2 })).toThrow('alpha is given twice');
    expect(() => F.gelu(x, { approximate: 'erf' as never })).toThrow("'erf'");
    expect(() => F.hardtanh(x, 2, 1)).toThrow('minVal 2 and maxVal 1');
    expect(() => F.softshrink(x, -1)).toThrow('lambd is -1');
    expect(() => F.celu(x, 0)).toThrow('ZeroDivisionError');
    expect(() => F.threshold(x, 1)).toThrow('threshold and value');
    expect(() => F.elu([1] as never)).toThrow('an array of 1');
  });

  test('meet float32 elements as float32', () => {
    expect(F.hardshrink(torch.tensor([0.1]), 0.1).item()).toBe(0);
    expect(F.hardshrink(torch.tensor([0.1]).double(), 0.1).item()).toBe(Math.fround(0.1));
  });

  test('in place: the same tensor, its views, and its gradient', () => {
    const base = x.clone();
    const view = base.at('1:');
    expect(F.elu(base, { inplace: true })).toBe(base);
    expect(base.item === view.item && view.item()).toBe(2);
    expect(elements(base)[0]).toBeCloseTo(Math.expm1(-1.5), 6);
    expect(() => F.relu(leaf([1]), true)).toThrow('a leaf Variable that requires grad');

    const w = leaf([-1.5, 2]);
    const y = w.mul(1);
    expect(torch.relu_(y)).toBe(y);
    y.sum().backward();
    expect(w.grad?.tolist()).toEqual([0, 1]);
    // The gradient of leakyRelu reads x, which it keeps itself: writing over it does no harm.
    const v = leaf([-1.5, 2]);
    F.leakyRelu(v.mul(1), 0.5, true).sum().backward();
    expect(v.grad?.tolist()).toEqual([0.5, 1]);
  });

  test('prelu has one slope, or one for each channel', () => {
    const images = torch.full([2, 3, 2], -1.5);
    expect(
      F.prelu(images, torch.tensor([0.5, 1, 2]))
        .at(0)
        .tolist(),
    ).toEqual([
      [-0.75, -0.75],
      [-1.5, -1.5],
      [-3, -3],
    ]);
    expect(F.prelu(torch.tensor(-1.5), torch.tensor([2.5])).shape).toEqual([]);
    expect(() => F.prelu(images, torch.tensor([0.5, 1]))).toThrow('2 weights for an input with 3 channels');
    expect(() => F.prelu(x, torch.tensor([0.5, 1]))).toThrow('2 weights for an input with 1 channel');
  });

  test('glu halves the dimension', () => {
    expect(F.glu(torch.zeros(4, 6), 0).shape).toEqual([2, 6]);
    expect(F.glu(torch.zeros(4, 6), { dim: -1 }).shape).toEqual([4, 3]);
    expect(() => F.glu(torch.zeros(3))).toThrow('dimension 0 is size 3');
    expect(() => F.glu(torch.tensor(1.5))).toThrow('0-dimensional');
  });
});
