import { Tensor } from '../tensor/tensor.ts';
import { writeBack } from './families/in-place.ts';
import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { reciprocal } from './reciprocal.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * a / b, the true quotient: integers become float32.
     *
     * ```ts
     * torch.tensor([1, 2]).div(2); // → tensor([0.5000, 1.0000])
     * ```
     */
    div(other: Operand): Tensor;
    /** `div`, written over this tensor, which keeps its shape and dtype. */
    div_(other: Operand): this;
  }
}

const quotient = binary({
  name: 'div',
  float: (a, b) => a / b,
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
});

// PyTorch computes `number / tensor` as the tensor's reciprocal times the number, which rounds twice.
export const div = Object.assign(
  (a: Operand, b: Operand): Tensor =>
    a instanceof Tensor || !(b instanceof Tensor) ? quotient(a, b) : mul(reciprocal(b), a),
  { declaration: quotient.declaration },
);

Tensor.prototype.div = function (other) {
  return div(this, other);
};

Tensor.prototype.div_ = function (other) {
  return writeBack('div_', this, div(this, other));
};
