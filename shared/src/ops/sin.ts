import { Tensor } from '../tensor/tensor.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The sine of x in radians. */
    sin(): Tensor;
  }
}

export const sin = unary({
  name: 'sin',
  float: Math.sin,
  samples: [-3, -0.5, 0, 1, 6],
});

Tensor.prototype.sin = function () {
  return sin(this);
};
