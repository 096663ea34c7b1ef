import { int32 } from '../../core/dtype.ts';
import { LinAlgError, RuntimeError } from '../../core/errors.ts';
import { broadcastSizes, sameSizes, shapeText } from '../../core/shape.ts';
import { solveMatrices } from '../../device/kernels/eliminate.ts';
import { record } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { expand } from '../expand.ts';
import { bind } from '../families/bound-arguments.ts';
import { runKernel, zerosOn } from '../families/computed.ts';
import { requireMatrices, requireSquare, requireSuccess } from '../families/matrices.ts';
import { requireTensor } from '../families/operand.ts';
import { sameDevice } from '../families/placing.ts';
import { requireOneDtype } from '../families/product.ts';
import { sumTo } from '../families/sum-to.ts';
import { matmul } from '../matmul.ts';
import { neg } from '../neg.ts';
import { squeeze } from '../squeeze.ts';
import { transpose } from '../transpose.ts';
import { unsqueeze } from '../unsqueeze.ts';

/** Whether A stands on the left of X, as it does unless said. */
export interface SolveOptions {
  readonly left?: boolean;
}

/**
 * The X with A X = B, for A (…, n, n) and B (…, n, m) or, as vectors, (…, n). With `left: false` the X with X A = B.
 *
 * ```ts
 * const a = torch.tensor([[2.0, 0], [0, 0.5]]);
 * torch.linalg.solve(a, torch.tensor([1, 1.5])); // → tensor([0.5000, 3.0000])
 * ```
 *
 * @throws LinAlgError for a singular A; RuntimeError where the shapes do not fit.
 */
export function solve(a: Tensor, b: Tensor, options?: SolveOptions): Tensor {
  const who = 'linalg.solve';
  requireMatrices(who, a);
  requireSquare(who, a);
  requireTensor(who, b);
  requireOneDtype(who, a, b);
  const left = bind(who, [options], ['left']).flag('left', true);
  const isVector = b.ndim === 1 || (b.ndim === a.ndim - 1 && sameSizes(b.sizes, a.sizes.slice(0, -1)));
  const columns = isVector ? unsqueeze(b, -1) : b;
  const x = left
    ? solved(a, columns)
    : transpose(solved(transpose(a, -2, -1), transpose(columns, -2, -1)), -2, -1);
  return isVector ? squeeze(x, -1) : x;
}

/** dL/dB = A⁻ᵀ G, and dL/dA = −dL/dB Xᵀ. */
function solved(a: Tensor, b: Tensor): Tensor {
  const n = a.sizes.at(-1) as number;
  if (b.sizes.at(-2) !== n) {
    throw new RuntimeError({
      who: 'linalg.solve',
      seen: `A ${shapeText(a.sizes)} and B ${shapeText(b.sizes)}: Incompatible shapes of A and B for the equation AX = B`,
      expected: `B with ${n} rows`,
    });
  }
  const m = b.sizes.at(-1) as number;
  const batch = broadcastSizes('linalg.solve', a.sizes.slice(0, -2), b.sizes.slice(0, -2));
  const who = 'linalg.solve';
  const x = zerosOn(sameDevice(who, [a, b]), a.dtype, [...batch, n, m]);
  const pivots = zerosOn(x.device, int32, batch);
  const inputs = [
    expand(who, a.detach(), [...batch, n, n]),
    expand(who, b.detach(), [...batch, n, m]),
  ] as const;
  runKernel(who, solveMatrices, inputs, [x, pivots], { n, m });
  requireSuccess(pivots, batch.length > 0, (_, where) => {
    return new LinAlgError({
      who,
      seen: `${where}the solver failed because the input matrix is singular`,
      expected: 'a matrix A that can be inverted',
    });
  });
  return record(x, 'LinalgSolveExBackward0', [a, b], (grad, node) => {
    const ofB = solved(transpose(node.tensor(0), -2, -1), grad);
    return [
      node.needs(0) ? sumTo(neg(matmul(ofB, transpose(node.y, -2, -1))), node.outline(0)) : null,
      node.needs(1) ? sumTo(ofB, node.outline(1)) : null,
    ];
  });
}
