import { describe, expect, test } from '@jest/globals';
import { openDawn } from '../../src/device/gpu/dawn.ts';
import { findDawn } from '../../src/device/gpu/dawn-binary.ts';
import { GpuDevice } from '../../src/device/gpu/gpu-device.ts';
import { type Device, F, type Tensor, torch } from '../../src/index.ts';
import { openGpu } from './open-gpu.ts';

/*
 * Sums, extremes, softmax and products of matrices: short lanes and long ones, along every dimension, in any strides.
 */

const gpu = openGpu();

if (gpu !== null) {
  const usual = gpu;
  const tiled = new GpuDevice({ ...openDawn(findDawn()), isSoftware: false });

  /** The same on both devices, to the precision of the GPU. */
  function expectClose(run: (x: Tensor) => Tensor, x: Tensor, device: Device = usual): void {
    const there = run(x.to(device));
    const here = run(x);
    expect([there.device, there.dtype, there.shape]).toEqual([device, here.dtype, here.shape]);
    const scale = here.numel() === 0 ? 0 : here.abs().nanToNum(0, 0, 0).amax().item();
    const atol = 1e-5 * Number(scale) + 1e-6;
    expect(torch.allclose(there.cpu(), here, { rtol: 1e-4, atol, equalNan: true })).toBe(true);
  }

  torch.manualSeed(3);
  const special = torch.tensor([
    [0.5, Number.NaN, 2, -1],
    [Number.POSITIVE_INFINITY, 1, 2, 3],
    [Number.NEGATIVE_INFINITY, 1, 2, -3],
    [-1000, 1000, 999, 0],
    [1000, 1000, 1000, 1000],
  ]);
  const inputs: [string, Tensor][] = [
    ['short lanes', torch.randn(3, 5, 7)],
    ['transposed', torch.randn(7, 40, 3).transpose(0, 2)],
    ['long lanes', torch.randn(3, 2, 3000)],
    ['one long lane of a column', torch.randn(2500, 1, 2).transpose(0, 2)],
    ['a lane in parts', torch.randn(2, 1, 40_001)],
    ['special values', special.unsqueeze(1)],
  ];
  const operations: [string, (x: Tensor, dim: number) => Tensor][] = [
    ['sum', (x, dim) => x.sum(dim)],
    ['mean', (x, dim) => x.mean(dim, true)],
    ['amax', (x, dim) => x.amax(dim)],
    ['amin', (x, dim) => x.amin(dim)],
    ['argmax', (x, dim) => x.argmax(dim)],
    ['prod', (x, dim) => x.prod(dim)],
    ['nansum', (x, dim) => x.nansum(dim)],
    ['logsumexp', (x, dim) => x.logsumexp(dim)],
    ['var', (x, dim) => x.var(dim, false)],
    ['std', (x, dim) => x.std(dim, { correction: 0.5 })],
    ['any', (x, dim) => x.gt(2).any(dim).float()],
    ['all', (x, dim) => x.all(dim).float()],
    ...[0, 1, 2, 3, 0.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(
      (p): [string, (x: Tensor, dim: number) => Tensor] => [`norm ${p}`, (x, dim) => x.norm(p, dim)],
    ),
    ['cumsum', (x, dim) => x.cumsum(dim)],
    ['cumprod', (x, dim) => x.cumprod(dim)],
    ['logcumsumexp', (x, dim) => x.logcumsumexp(dim)],
    ['softmax', (x, dim) => x.softmax(dim)],
    ['logSoftmax', (x, dim) => x.logSoftmax(dim)],
    ['softmax, backwards', (x, dim) => gradientOf(x, (x) => x.softmax(dim).square().sum())],
    ['logSoftmax, backwards', (x, dim) => gradientOf(x, (x) => x.logSoftmax(dim).square().sum())],
  ];

  describe.each(inputs)('%s', (_, x) => {
    test.each(operations)('%s', (_, run) => {
      for (const dim of [0, 1, 2]) expectClose((x) => run(x, dim), x);
    });

    test('over several dimensions, and all', () => {
      expectClose((x) => x.sum([0, 2]), x);
      expectClose((x) => x.mean(), x);
      expectClose((x) => F.mseLoss(x, torch.zerosLike(x)), x);
    });
  });

  test('lanes without elements, and no lanes', () => {
    const x = torch.zeros(3, 0);
    for (const run of [
      (x: Tensor) => x.sum(1),
      (x: Tensor) => x.sum(0),
      (x: Tensor) => x.mean(1),
      (x: Tensor) => x.softmax(1),
    ])
      expectClose(run, x);
  });

  describe('products', () => {
    test.each<[string, () => readonly [Tensor, Tensor]]>([
      ['small', () => [torch.randn(2, 3), torch.randn(3, 4)]],
      ['of no size of a block', () => [torch.randn(67, 35), torch.randn(35, 97)]],
      ['transposed', () => [torch.randn(33, 65).t(), torch.randn(20, 33).t()]],
      ['with steps', () => [torch.randn(20, 30).at('::2', '1::3'), torch.randn(10, 9).at(':', '::2')]],
      ['batches', () => [torch.randn(5, 7, 9), torch.randn(5, 9, 6)]],
      ['one for all batches', () => [torch.randn(5, 7, 9), torch.randn(9, 6)]],
      ['of vectors', () => [torch.randn(50), torch.randn(50)]],
      ['over nothing', () => [torch.randn(3, 0), torch.randn(0, 2)]],
      ['with infinities and NaN', () => [special, torch.randn(4, 3)]],
    ])('%s', (_, make) => {
      const [a, b] = make();
      expectClose((a) => a.matmul(b.to(a.device)), a);
      // The kernel that hardware gets; software runs it too.
      expectClose((a) => a.matmul(b.to(a.device)), a, tiled);
    });

    test('of integers, exactly', () => {
      const a = torch.tensor([[2n ** 40n, 3n]]);
      expect(a.to(usual).matmul(a.t().to(usual)).itemBigInt()).toBe(BigInt.asIntN(64, 2n ** 80n + 9n));
    });
  });
}

function gradientOf(x: Tensor, loss: (x: Tensor) => Tensor): Tensor {
  const leaf = x.detach().clone().requiresGrad_();
  loss(leaf).backward();
  return leaf.grad as Tensor;
}
