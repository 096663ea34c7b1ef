import { describe, expect, test } from '@jest/globals';
import { F, type Tensor, torch } from '#torch';

const float64 = { dtype: torch.float64 };

/** Numbers without a pattern. */
function doubles(...sizes: number[]): Tensor {
  const count = sizes.reduce((all, size) => all * size, 1);
  return torch
    .arange(1, 1 + count, float64)
    .square()
    .mul(0.37)
    .sin()
    .reshape(sizes);
}

/** An element of an image, 0 beyond its edges. */
function pixel(x: Tensor, n: number, c: number, i: number, j: number): number {
  const inside = i >= 0 && j >= 0 && i < x.size(2) && j < x.size(3);
  return inside ? x.at(n, c, i, j).item() : 0;
}

describe('linear and bilinear', () => {
  test('any number of dimensions in front, also none', () => {
    const [w, b] = [doubles(2, 3), doubles(2)];
    const x = doubles(2, 2, 2, 3);
    expect(F.linear(x, w, b).allclose(x.matmul(w.t()).add(b))).toBe(true);
    expect(F.linear(x.at(0), w, b).allclose(x.at(0).matmul(w.t()).add(b))).toBe(true);
    expect(F.linear(x, w, { bias: b }).equal(F.linear(x, w, b))).toBe(true);
    expect(F.linear(x.at(0, 0, 0), w).shape).toEqual([2]);
    expect(F.linear(x.at(0, 0, 0), w.at(0)).shape).toEqual([]);
  });

  test('what does not fit', () => {
    expect(() => F.linear(torch.ones(5, 3), torch.ones(1, 2))).toThrow('(5x3 and 2x1)');
    expect(() => F.linear(torch.ones(5, 1, 28, 28), torch.ones(10, 784))).toThrow(
      'did you mean x.flatten(1)?',
    );
    expect(() => F.linear(torch.ones(2, 3).long(), torch.ones(1, 3))).toThrow(
      'convert the input with .float()',
    );
    expect(() => F.bilinear(torch.ones(2, 3), torch.ones(2, 3), torch.ones(1, 2, 3))).toThrow(
      'got 3 but expected 2',
    );
    expect(() => F.bilinear(torch.ones(2, 2), torch.ones(3, 3), torch.ones(1, 2, 3))).toThrow(
      '(2, 2) and (3, 3)',
    );
  });
});

describe('convolution', () => {
  interface Options {
    stride: [number, number];
    padding: [number, number];
    dilation: [number, number];
    groups: number;
  }

  test.each<Options>([
    { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1 },
    { stride: [2, 1], padding: [1, 2], dilation: [1, 1], groups: 2 },
    { stride: [1, 3], padding: [0, 1], dilation: [2, 1], groups: 1 },
    { stride: [2, 2], padding: [2, 1], dilation: [2, 2], groups: 4 },
  ])('by its definition: %o', (options) => {
    const { stride, padding, dilation, groups } = options;
    const [x, w, b] = [doubles(2, 4, 7, 6), doubles(4, 4 / groups, 3, 2), doubles(4)];
    const y = F.conv2d(x, w, b, options);
    const at = (n: number, o: number, i: number, j: number): number => {
      let sum = b.at(o).item();
      for (let c = 0; c < 4 / groups; c++) {
        for (let di = 0; di < 3; di++) {
          for (let dj = 0; dj < 2; dj++) {
            const channel = Math.floor(o / (4 / groups)) * (4 / groups) + c;
            const row = i * stride[0] - padding[0] + di * dilation[0];
            const column = j * stride[1] - padding[1] + dj * dilation[1];
            sum += w.at(o, c, di, dj).item() * pixel(x, n, channel, row, column);
          }
        }
      }
      return sum;
    };
    const [, , height, width] = y.shape as [number, number, number, number];
    expect(height).toBe(Math.floor((7 + 2 * padding[0] - 2 * dilation[0] - 1) / stride[0]) + 1);
    for (const [n, o, i, j] of [
      [0, 0, 0, 0],
      [1, 3, height - 1, width - 1],
      [1, 2, 0, width - 1],
    ] as const) {
      expect(y.at(n, o, i, j).item()).toBeCloseTo(at(n, o, i, j), 12);
    }
  });

  test('same, valid and unbatched', () => {
    const [x, w] = [doubles(1, 5, 5), doubles(1, 1, 4, 2)];
    expect(F.conv2d(x, w, { padding: 'same' }).shape).toEqual([1, 5, 5]);
    // An even kernel has one more zero at the end.
    expect(F.conv1d(torch.ones(1, 1, 3), torch.ones(1, 1, 2), { padding: 'same' }).tolist()).toEqual([
      [[2, 2, 1]],
    ]);
    expect(F.conv2d(x, w, null, 1, 'valid').equal(F.conv2d(x, w))).toBe(true);
    expect(F.conv2d(torch.zeros(0, 1, 5, 5, float64), w).shape).toEqual([0, 1, 2, 4]);
  });

  test('a transposed convolution is the transpose of the convolution', () => {
    const options = { stride: [2, 1], padding: 1, dilation: [1, 2], groups: 2 } as const;
    const [x, w] = [doubles(2, 4, 5, 6), doubles(6, 2, 3, 2)];
    const y = F.conv2d(x, w, options);
    const g = doubles(...y.shape).cos();
    const back = F.convTranspose2d(g, w, options);
    expect(back.shape).toEqual(x.shape);
    expect(back.mul(x).sum().item()).toBeCloseTo(g.mul(y).sum().item(), 10);
  });

  test('what does not fit', () => {
    const w = torch.ones(4, 3, 3, 3);
    expect(() => F.conv2d(torch.ones(4, 4), w)).toThrow('Expected 3D (unbatched) or 4D (batched) input');
    expect(() => F.conv2d(torch.ones(1, 1, 8, 8), w)).toThrow('to have 3 channels, but got 1 channels');
    expect(() => F.conv2d(torch.ones(3, 2, 8), w)).toThrow('(2 x 8). Kernel size: (3 x 3)');
    expect(() => F.conv2d(torch.ones(3, 8, 8), w, torch.ones(3))).toThrow('with 4 elements');
    expect(() => F.conv2d(torch.ones(3, 8, 8), w, { stride: 0 })).toThrow('stride is (0, 0)');
    expect(() => F.conv2d(torch.ones(3, 8, 8), w, { stride: [1, 2, 3] })).toThrow('stride is (1, 2, 3)');
    expect(() => F.conv2d(torch.ones(3, 8, 8), w, { padding: -1 })).toThrow('padding is (-1, -1)');
    expect(() => F.conv2d(torch.ones(3, 8, 8), w, { padding: 'same', stride: 2 })).toThrow('strided');
    expect(() => F.conv2d(torch.ones(3, 8, 8), w, { groups: 3 })).toThrow('divisible by 3');
    expect(() => F.conv2d(torch.ones(3, 8, 8).long(), w)).toThrow("not implemented for 'Long'");
    expect(() => F.conv2d(torch.ones(3, 8, 8).double(), w)).toThrow('should be the same');
    expect(() => F.convTranspose2d(torch.ones(3, 8, 8), w)).toThrow('to have 4 channels, but got 3');
    expect(() => F.convTranspose2d(torch.ones(4, 8, 8), w, { outputPadding: 1 })).toThrow('must be smaller');
    const conv2d = F.conv2d as (...all: unknown[]) => Tensor;
    expect(() => conv2d(torch.ones(3, 8, 8), w, { padding: 'full' })).toThrow("padding is 'full'");
    expect(() => conv2d(torch.ones(3, 8, 8), w, { pading: 1 })).toThrow('the option pading');
  });
});

describe('pooling', () => {
  const x = torch
    .tensor([
      [
        [1, 9, 2],
        [8, 3, 7],
        [4, 6, 5],
      ],
    ])
    .float();

  test('the largest of windows that reach beyond the edge', () => {
    expect(F.maxPool2d(x, 2, 2, 0, 1, true).tolist()).toEqual([
      [
        [9, 7],
        [6, 5],
      ],
    ]);
    expect(F.maxPool2d(x, 2, { padding: 1 }).tolist()).toEqual([
      [
        [1, 9],
        [8, 7],
      ],
    ]);
    expect(F.maxPool2d(x.neg(), 2, { padding: 1 }).tolist()).toEqual([
      [
        [-1, -2],
        [-4, -3],
      ],
    ]);
    expect(F.maxPool2d(x, 2, { stride: 1, dilation: 2 }).tolist()).toEqual([[[5]]]);
    const [values, indices] = F.maxPool2d(x, [1, 3], { returnIndices: true });
    expect(values.tolist()).toEqual([[[9], [8], [6]]]);
    expect(indices.tolist()).toEqual([[[1], [3], [7]]]);
    expect(indices.dtype).toBe(torch.int64);
  });

  test('NaN is the largest', () => {
    const odd = torch.tensor([[[1, Number.NaN, 3]]]);
    expect(F.maxPool1d(odd, 3).isnan().item()).toBe(true);
  });

  test('means with and without what lies beyond the edge', () => {
    expect(F.avgPool2d(x, 2, { padding: 1 }).at(0, 0).tolist()).toEqual([0.25, 2.75]);
    expect(F.avgPool2d(x, 2, { padding: 1, countIncludePad: false }).at(0, 0).tolist()).toEqual([1, 5.5]);
    // The last window covers one column of the input, and none of the padding beyond it.
    expect(F.avgPool2d(x, 2, { ceilMode: true }).at(0, 0).tolist()).toEqual([5.25, 4.5]);
    expect(F.avgPool2d(x, 3, { divisorOverride: 1 }).item()).toBe(45);
    expect(() => F.avgPool2d(x, 3, { divisorOverride: 0 })).toThrow('divisor must be not zero');
  });

  test('to a given size, whatever the input', () => {
    expect(F.adaptiveAvgPool2d(x, 1).item()).toBe(5);
    expect(F.adaptiveAvgPool2d(x, [null, 1]).shape).toEqual([1, 3, 1]);
    expect(F.adaptiveAvgPool2d(x, [1, 5]).shape).toEqual([1, 1, 5]);
    expect(F.adaptiveMaxPool2d(x, 2).tolist()).toEqual([
      [
        [9, 9],
        [8, 7],
      ],
    ]);
    expect(F.adaptiveMaxPool2d(x, 1, { returnIndices: true })[1].item()).toBe(1);
    const pool = F.adaptiveAvgPool2d as (...all: unknown[]) => Tensor;
    expect(() => pool(x, [1, 2, 3])).toThrow('2 of them');
  });

  test('what does not fit', () => {
    expect(() => F.maxPool2d(x, 4)).toThrow('Output size is too small');
    expect(() => F.maxPool2d(x, 2, { padding: 2 })).toThrow('pad=2 and kernel_size=2');
    expect(() => F.maxPool2d(x, 0)).toThrow('kernelSize is (0, 0)');
    expect(() => F.maxPool2d(x.at(0), 1)).toThrow('Expected 3D');
    const pool = F.maxPool2d as (...all: unknown[]) => Tensor;
    expect(() => pool(x)).toThrow('no kernelSize');
  });

  test('unfolded windows times the kernel are the convolution', () => {
    const [images, w] = [doubles(2, 3, 5, 4), doubles(4, 3, 2, 3)];
    const columns = F.unfold(images, [2, 3], { padding: 1, stride: 2 });
    const y = F.conv2d(images, w, { padding: 1, stride: 2 });
    expect(w.reshape(4, -1).matmul(columns).reshape(y.shape).allclose(y)).toBe(true);
  });
});

describe('interpolate', () => {
  const x = torch.tensor([[[0, 1, 2, 3]]]).float();

  test('nearest, in both ways', () => {
    expect(F.interpolate(x, { size: 6 }).tolist()).toEqual([[[0, 0, 1, 2, 2, 3]]]);
    expect(F.interpolate(x, { size: 2 }).tolist()).toEqual([[[0, 2]]]);
    expect(F.interpolate(x, { size: 2, mode: 'nearest-exact' }).tolist()).toEqual([[[1, 3]]]);
    expect(F.interpolate(x, { scaleFactor: 0.5 }).shape).toEqual([1, 1, 2]);
  });

  test('straight lines stay straight between the edges', () => {
    expect(F.interpolate(x, { size: 7, mode: 'linear', alignCorners: true }).tolist()).toEqual([
      [[0, 0.5, 1, 1.5, 2, 2.5, 3]],
    ]);
    expect(F.interpolate(x, { size: 8, mode: 'linear' }).at(0, 0, 3).item()).toBe(1.25);
    const wide = torch.arange(8).float().reshape(1, 1, 1, 8);
    const cubic = F.interpolate(wide, { size: [1, 16], mode: 'bicubic' });
    // At 3.75, between 2, 3, 4 and 5; a cubic with a = −0.75 keeps no straight line.
    expect(cubic.at(0, 0, 0, 8).item()).toBe(3.703125);
    const volume = torch.ones(1, 1, 2, 2, 2);
    expect(F.interpolate(volume, { size: 3, mode: 'trilinear' }).equal(torch.ones(1, 1, 3, 3, 3))).toBe(true);
    expect(F.interpolate(x, { size: 2, mode: 'area' }).tolist()).toEqual([[[0.5, 2.5]]]);
  });

  test('what does not fit', () => {
    const resize = F.interpolate as (...all: unknown[]) => Tensor;
    expect(() => resize(x)).toThrow('either size or scale_factor');
    expect(() => resize(x, 3, 2)).toThrow('only one of');
    expect(() => resize(x, { size: 3, mode: 'bilinear' })).toThrow('4D input');
    expect(() => resize(x, { size: 3, mode: 'cubic' })).toThrow("mode is 'cubic'");
    expect(() => resize(x, { size: 3, alignCorners: true })).toThrow('interpolating modes');
    expect(() => resize(x, { size: [3, 3] })).toThrow('size (3, 3)');
    expect(() => resize(x, { size: 0 })).toThrow('greater than 0');
  });
});

describe('normalisation', () => {
  const x = doubles(4, 3, 5).mul(3).add(2);

  test('batch: channels over everything else, running moments with n − 1', () => {
    const [mean, variance] = [torch.zeros(3, float64), torch.ones(3, float64)];
    const y = F.batchNorm(x, mean, variance, { training: true, momentum: 0.25 });
    expect(y.mean([0, 2]).allclose(torch.zeros(3, float64))).toBe(true);
    expect(y.var([0, 2], { correction: 0 }).allclose(torch.ones(3, float64), { rtol: 1e-4 })).toBe(true);
    expect(mean.allclose(x.mean([0, 2]).mul(0.25))).toBe(true);
    expect(variance.allclose(x.var([0, 2]).mul(0.25).add(0.75))).toBe(true);
    const before = mean.clone();
    const still = F.batchNorm(x, mean, variance, { eps: 0 });
    const channel = (v: Tensor): Tensor => v.reshape(1, 3, 1);
    expect(still.allclose(x.sub(channel(mean)).div(channel(variance).sqrt()))).toBe(true);
    expect(mean.equal(before)).toBe(true);
  });

  test('a large offset changes nothing', () => {
    const shifted = F.layerNorm(x.add(1e6), [3, 5]);
    expect(shifted.allclose(F.layerNorm(x, [3, 5]), { atol: 1e-6 })).toBe(true);
  });

  test('layer, group and instance are each other with other shapes', () => {
    const [w, b] = [doubles(3), doubles(3).cos()];
    expect(F.groupNorm(x, 1).allclose(F.layerNorm(x, [3, 5]))).toBe(true);
    expect(F.groupNorm(x, 3, w, b).allclose(F.instanceNorm(x, { weight: w, bias: b }))).toBe(true);
    const each = F.layerNorm(x, 5).mul(w.reshape(3, 1)).add(b.reshape(3, 1));
    expect(F.groupNorm(x, 3, w, b).allclose(each)).toBe(true);
    expect(F.layerNorm(torch.zeros(0, 3), 3).shape).toEqual([0, 3]);
    const runningMean = torch.zeros(3, float64);
    F.instanceNorm(x, { runningMean, runningVar: torch.ones(3, float64) });
    expect(runningMean.allclose(x.mean(-1).mean(0).mul(0.1))).toBe(true);
  });

  test('transposed inputs', () => {
    const turned = x.transpose(0, 1);
    expect(F.layerNorm(turned, [5]).equal(F.layerNorm(turned.contiguous(), [5]))).toBe(true);
    expect(
      F.batchNorm(turned, null, null, { training: true }).allclose(
        F.batchNorm(turned.contiguous(), null, null, { training: true }),
      ),
    ).toBe(true);
  });

  test('what does not fit', () => {
    const one = torch.ones(1, 3);
    expect(() => F.batchNorm(one, null, null, { training: true })).toThrow('torch.Size([1, 3])');
    expect(() => F.batchNorm(one, null, null)).toThrow('running_mean');
    expect(() => F.batchNorm(one, torch.ones(2), torch.ones(3))).toThrow('should contain 3 elements not 2');
    expect(() => F.batchNorm(one.at(0), null, null)).toThrow('at least 2 dimensions');
    expect(() => F.batchNorm(one.long(), null, null)).toThrow("'Long'");
    expect(() => F.layerNorm(one, [2])).toThrow('Given normalized_shape=[2]');
    expect(() => F.layerNorm(one, [3], torch.ones(1))).toThrow('same shape as normalized_shape');
    expect(() => F.groupNorm(one, 2)).toThrow('num_groups=2');
    expect(() => F.instanceNorm(torch.ones(2, 3, 1))).toThrow('more than 1 spatial element');
  });
});

describe('embedding', () => {
  const weight = torch.tensor([
    [0.5, 0],
    [3, 4],
    [1, 1],
  ]);

  test('rows, by int32 and int64, of any shape of index', () => {
    const index = torch.tensor([
      [1, 0],
      [2, 2],
    ]);
    expect(F.embedding(index, weight).shape).toEqual([2, 2, 2]);
    expect(F.embedding(index.int(), weight).equal(F.embedding(index, weight))).toBe(true);
    expect(F.embedding(torch.tensor(1), weight).tolist()).toEqual([3, 4]);
  });

  test('the gradient: none for padding, shared by frequency', () => {
    const rows = weight.clone().requiresGrad_();
    F.embedding(torch.tensor([0, 2, 2, 1]), rows, { paddingIdx: -2, scaleGradByFreq: true })
      .sum()
      .backward();
    expect(rows.grad?.tolist()).toEqual([
      [1, 1],
      [0, 0],
      [1, 1],
    ]);
  });

  test('rows that are too long are scaled down, where they are looked up', () => {
    const rows = weight.clone();
    F.embedding(torch.tensor([1]), rows, { maxNorm: 1 });
    expect(rows.at(1).allclose(torch.tensor([0.6, 0.8]))).toBe(true);
    expect(rows.at(2).tolist()).toEqual([1, 1]);
  });

  test('what does not fit', () => {
    expect(() => F.embedding(torch.tensor([3]), weight)).toThrow('index out of range in self: 3');
    expect(() => F.embedding(torch.tensor([-1]), weight)).toThrow('indices from 0 to 2');
    expect(() => F.embedding(torch.tensor([0.5]), weight)).toThrow('Long, Int');
    expect(() => F.embedding(torch.tensor([0]), weight, { paddingIdx: 3 })).toThrow('padding_idx is 3');
  });
});

describe('dropout', () => {
  test('keeps the expected sum, and draws 64 bits an element', () => {
    torch.manualSeed(3);
    const y = F.dropout(torch.ones(1000), 0.25);
    const kept = y.gt(0).sum().item();
    expect(kept).toBeGreaterThan(700);
    expect(kept).toBeLessThan(800);
    expect(y.max().item()).toBeCloseTo(4 / 3, 6);
    const after = torch.rand(1).item();
    torch.manualSeed(3);
    torch.rand(1000, float64);
    expect(torch.rand(1).item()).toBe(after);
  });

  test('draws nothing where nothing is random', () => {
    const x = torch.ones(2, 2);
    const state = torch.getRngState();
    expect(F.dropout(x, 0)).toBe(x);
    expect(F.dropout(x, { training: false })).toBe(x);
    expect(F.dropout(x, 1).tolist()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(torch.getRngState().equal(state)).toBe(true);
  });

  test('the gradient goes where the elements stayed; in place it is the same', () => {
    const x = torch.ones(8).requiresGrad_();
    torch.manualSeed(1);
    const y = F.dropout(x);
    y.sum().backward();
    expect(x.grad?.equal(y.detach())).toBe(true);
    const z = torch.ones(8);
    torch.manualSeed(1);
    expect(F.dropout(z, 0.5, true, true)).toBe(z);
    expect(z.equal(y.detach())).toBe(true);
  });

  test('a transposed input draws in the order of its memory', () => {
    torch.manualSeed(5);
    const straight = F.dropout(torch.ones(3, 2));
    torch.manualSeed(5);
    expect(F.dropout(torch.ones(3, 2).t()).equal(straight.t())).toBe(true);
  });

  test('refuses what is no probability', () => {
    expect(() => F.dropout(torch.ones(1), 1.5)).toThrow('but got 1.5');
    expect(() => F.dropout(torch.ones(1), Number.NaN)).toThrow('between 0 and 1');
  });
});
