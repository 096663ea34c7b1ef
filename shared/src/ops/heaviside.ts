import { RuntimeError } from '../core/errors.ts';
import { wgsl } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { type BinaryDeclaration, binaryFunction } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * 0 for a < 0, 1 for a > 0, and b for a = 0. It has no gradient.
     *
     * @throws RuntimeError for two dtypes.
     */
    heaviside(values: Tensor): Tensor;
    /** heaviside, written over this tensor, which keeps its shape and dtype. */
    heaviside_(values: this): this;
  }
}

const declaration: BinaryDeclaration = {
  name: 'heaviside',
  float: wgsl('heaviside(a, b)', (a, b) => (a === 0 ? b : a < 0 || Number.isNaN(a) ? 0 : 1)),
  integer: (a, b) => (a === 0n ? b : a < 0n ? 0n : 1n),
  bool: true,
  backward: null,
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
  ],
};

const step = binaryFunction(declaration);

export const heaviside = Object.assign(
  (a: Tensor, b: Tensor): Tensor => {
    requireTensor('heaviside', a);
    requireTensor('heaviside', b);
    if (a.dtype !== b.dtype) {
      throw new RuntimeError({
        who: 'heaviside',
        seen: `${a.dtype} and ${b.dtype}`,
        expected: 'heaviside is not yet implemented for tensors with different dtypes: two of one dtype',
        hint: 'convert one with .to(dtype)',
      });
    }
    return step(a, b);
  },
  { declaration },
);

method('heaviside', heaviside);
inPlaceMethod('heaviside', heaviside);
