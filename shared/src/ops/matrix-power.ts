import { RuntimeError } from '../core/errors.ts';
import { eye, zerosLike } from '../tensor/creation.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { clone, contiguousCopy } from './clone.ts';
import { expand } from './expand.ts';
import { bind } from './families/bound-arguments.ts';
import { requireSquare } from './families/matrices.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { inverted } from './linalg/inv.ts';
import { matmul } from './matmul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * This square matrix, or each in a batch, multiplied by itself n times; 0 gives the identity, a negative n
     * powers of the inverse.
     *
     * ```ts
     * torch.tensor([[1, 1], [1, 0]]).matrixPower(10); // → tensor([[89, 55],\n        [55, 34]])
     * ```
     */
    matrixPower(n: number | { readonly n: number }): Tensor;
  }
}

export function matrixPower(x: Tensor, n: number | { readonly n: number }): Tensor {
  const who = 'matrixPower';
  requireTensor(who, x);
  requireSquare(who, x);
  const power = bind(who, [n], ['n']).whole('n', null);
  if (power === null) throw new RuntimeError({ who, seen: 'no n', expected: 'a whole number' });
  if (power === 0) {
    const y = contiguousCopy(
      expand(who, eye(x.sizes.at(-1) as number, { dtype: x.dtype, device: x.device }), x.sizes),
    );
    return record(y, 'MatrixPowerBackward0', [x], (grad) => [zerosLike(grad)]);
  }
  if (power === 1) return clone(x);
  return powered(power < 0 ? inverted(who, x) : x, Math.abs(power));
}

/** By repeated squaring: x¹³ = x⁸ x⁴ x. */
function powered(x: Tensor, n: number): Tensor {
  if (n === 1) return x;
  if (n === 3) return matmul(matmul(x, x), x);
  const half = powered(x, Math.floor(n / 2));
  const square = matmul(half, half);
  return n % 2 === 0 ? square : matmul(square, x);
}

method('matrixPower', matrixPower);
