import { positionsOf } from '../core/layout.ts';
import { contiguousStrides } from '../core/shape.ts';
import { determinants } from '../device/kernels/eliminate.ts';
import { elementsOf } from '../tensor/elements.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { computed } from './families/computed.ts';
import { requireMatrices, requireSquare } from './families/matrices.ts';
import { method } from './families/methods.ts';
import { picked } from './families/placement.ts';
import { inverted } from './linalg/inv.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { reshape } from './reshape.ts';
import { stack } from './stack.ts';
import { transpose } from './transpose.ts';
import { unsqueeze } from './unsqueeze.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The determinant of this square matrix, or of each in a batch (…, n, n), of shape (…).
     *
     * ```ts
     * torch.tensor([[1.5, 2], [3, 4]]).det(); // → tensor(0.)
     * ```
     *
     * @throws RuntimeError for a matrix that is not square, or no floats.
     */
    det(): Tensor;
  }
}

/** dL/dA is g times the matrix of cofactors, which is |A| A⁻ᵀ where A can be inverted. */
export function det(x: Tensor): Tensor {
  requireMatrices('det', x);
  requireSquare('det', x);
  const n = x.sizes.at(-1) as number;
  const y = computed('det', determinants, [x.detach()], x.dtype, x.sizes.slice(0, -2), { n });
  return record(y, 'LinalgDetBackward0', [x], (grad, node) => {
    const singular = elementsOf(node.y).some((value) => value === 0);
    const slopes = singular
      ? cofactors(node.x)
      : mul(unsqueeze(unsqueeze(node.y, -1), -1), transpose(inverted('det', node.x), -2, -1));
    return [mul(unsqueeze(unsqueeze(grad, -1), -1), slopes)];
  });
}

/** (−1)^(i + j) times the determinant of what is left of the matrix without row i and column j. */
function cofactors(x: Tensor): Tensor {
  const n = x.sizes.at(-1) as number;
  const batch = x.sizes.slice(0, -2);
  const found: Tensor[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const minor = det(without(x, i, j));
      found.push((i + j) % 2 === 0 ? minor : neg(minor));
    }
  }
  return reshape(stack(found, -1), [...batch, n, n]);
}

function without(x: Tensor, row: number, column: number): Tensor {
  const n = x.sizes.at(-1) as number;
  const whole = positionsOf({ sizes: x.sizes, strides: contiguousStrides(x.sizes), offset: 0 });
  const kept = whole.filter((at) => at % n !== column && Math.floor(at / n) % n !== row);
  return picked('PickBackward', x, kept, [...x.sizes.slice(0, -2), n - 1, n - 1]);
}

method('det', det);
