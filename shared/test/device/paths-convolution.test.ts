import { expect, test } from '@jest/globals';
import { F, type Tensor, torch } from '#torch';
import { onPath } from '../../src/device/cpu/path.ts';

/* The products that a convolution and its gradients consist of have the same bits on both paths. */

test.each([
  ['float32', torch.float32, { padding: 1 }],
  ['float64', torch.float64, { padding: 1 }],
  ['groups', torch.float32, { groups: 2 }],
  ['stride and dilation', torch.float32, { stride: 2, dilation: 2 }],
] as const)('a convolution: %s', (_, dtype, options) => {
  const run = (): unknown[] => {
    torch.manualSeed(4);
    const x = torch.randn([3, 4, 9, 11], { dtype, requiresGrad: true });
    const w = torch.randn([6, 'groups' in options ? 2 : 4, 3, 3], { dtype, requiresGrad: true });
    const y = F.conv2d(x, w, options);
    y.backward(torch.randn(y.shape, { dtype }));
    return [y, x.grad as Tensor, w.grad as Tensor].map((each) =>
      Array.from(each.detach().toTypedArray() as Float64Array),
    );
  };
  expect(onPath('wasm', run)).toEqual(onPath('plain', run));
});
