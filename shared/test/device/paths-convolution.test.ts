import { describe, expect, test } from '@jest/globals';
import { F, type Tensor, torch } from '#torch';
import { onPath, type Path } from '../../src/device/cpu/path.ts';

/* A convolution and its gradients have the same bits on all paths, and so have the largest elements of windows. */

function elements(x: Tensor): number[] {
  return Array.from(x.detach().toTypedArray() as Float32Array);
}

/** y and the gradients by x and w; `sizesOfW` say how many dimensions there are. */
function convolved(
  path: Path,
  sizesOfX: number[],
  sizesOfW: number[],
  options: object,
  dtype = torch.float32,
): number[][] {
  return onPath(path, () => {
    torch.manualSeed(4);
    const x = torch.randn(sizesOfX, { dtype, requiresGrad: true });
    const w = torch.randn(sizesOfW, { dtype, requiresGrad: true });
    const y = (sizesOfW.length === 3 ? F.conv1d : F.conv2d)(x, w, options);
    y.backward(torch.randn(y.shape, { dtype }));
    return [y, x.grad as Tensor, w.grad as Tensor].map(elements);
  });
}

describe('a convolution and its gradients', () => {
  test.each<[string, number[], number[], object]>([
    ['padding', [3, 4, 9, 11], [6, 4, 3, 3], { padding: 1 }],
    ['padding that whole windows lie in', [2, 1, 2, 3], [5, 1, 2, 2], { padding: 4 }],
    ['stride and dilation', [3, 4, 9, 11], [6, 4, 3, 3], { stride: 2, dilation: 2 }],
    ['a stride beyond the kernel', [2, 3, 20, 7], [3, 3, 1, 2], { stride: 3 }],
    ['groups', [3, 4, 9, 11], [6, 2, 3, 3], { groups: 2 }],
    ['a group for each channel', [2, 5, 8, 8], [5, 1, 3, 3], { groups: 5, padding: 1 }],
    ['one channel to one', [2, 1, 12, 12], [1, 1, 3, 3], {}],
    ['one window', [4, 7, 3, 3], [9, 7, 3, 3], {}],
    ['one element each', [2, 19, 5, 5], [13, 19, 1, 1], {}],
    ['rows of whole panels', [2, 8, 10, 18], [8, 8, 3, 3], {}],
    ['more steps than a block of the product has', [2, 70, 6, 6], [4, 70, 2, 2], {}],
    ['a sequence', [3, 4, 50], [6, 4, 5], { padding: 2, stride: 2 }],
  ])('%s', (_, sizesOfX, sizesOfW, options) => {
    const plain = convolved('plain', sizesOfX, sizesOfW, options);
    for (const path of ['wasm', 'threads'] as const) {
      expect(convolved(path, sizesOfX, sizesOfW, options)).toEqual(plain);
    }
  });

  test('float64', () => {
    const options = { padding: 1 };
    const [plain, other] = (['plain', 'wasm'] as const).map((path) =>
      convolved(path, [3, 4, 9, 11], [6, 4, 3, 3], options, torch.float64),
    );
    expect(other).toEqual(plain);
  });

  test('NaN and infinities stay in the windows that hold them', () => {
    const run = (): unknown[] => {
      const numbers = new Array<number>(2 * 2 * 7 * 9).fill(1);
      numbers[90] = Number.NaN;
      numbers[126] = Infinity;
      const x = torch.tensor(numbers, { requiresGrad: true, dtype: torch.float32 }).reshape(2, 2, 7, 9);
      x.retainGrad();
      const w = torch.ones([3, 2, 3, 3], { requiresGrad: true });
      const y = F.conv2d(x, w, { padding: 1 });
      y.sum().backward();
      return [y, x.grad as Tensor, w.grad as Tensor].map(elements);
    };
    expect(onPath('wasm', run)).toEqual(onPath('plain', run));
  });

  test('what another convolution left in the memory of the kernels does not count', () => {
    const before = convolved('wasm', [2, 3, 6, 6], [5, 3, 3, 3], {});
    convolved('wasm', [9, 20, 17, 17], [30, 20, 3, 3], {});
    onPath('wasm', () => torch.full([200, 200], Number.NaN).matmul(torch.ones(200, 200)));
    const after = convolved('wasm', [2, 3, 6, 6], [5, 3, 3, 3], {});
    expect(after).toEqual(before);
  });
});

describe('the largest in windows', () => {
  const special = [Number.NaN, Infinity, -Infinity, -0, 0, 1, 1, -2, 3e38, -1e-45];

  test.each<[string, number[], number[]]>([
    ['windows side by side', [2, 3, 26, 26], [2, 2, 0, 1]],
    ['windows that overlap', [2, 3, 7, 9], [3, 1, 1, 1]],
    ['a dilation', [2, 3, 11, 9], [2, 2, 1, 3]],
    ['windows beyond the edge', [3, 2, 1, 1], [2, 1, 1, 2]],
    ['a plane that is large', [2, 1, 150, 150], [3, 3, 0, 1]],
    ['many planes', [130, 3, 8, 9], [2, 2, 0, 1]],
  ])('%s', (_, sizes, [kernelSize, stride, padding, dilation]) => {
    const run = (): unknown[] => {
      torch.manualSeed(5);
      const count = sizes.reduce((a, b) => a * b);
      const x = torch.where(
        torch.rand(sizes).lt(0.7),
        torch.randn(sizes),
        torch
          .tensor(Array.from({ length: count }, (_, i) => special[(i * i + i) % 10] as number))
          .reshape(sizes),
      );
      const options = { stride, padding, dilation, returnIndices: true } as const;
      const [y, indices] = F.maxPool2d(x, kernelSize as number, options);
      return [elements(y), indices.tolist()];
    };
    expect(onPath('wasm', run)).toEqual(onPath('plain', run));
  });
});
