import { RuntimeError } from '../core/errors.ts';
import { broadcastSizes, normalizeDim, shapeText } from '../core/shape.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expand } from './expand.ts';
import { bind } from './families/bound-arguments.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { slicePositions } from './families/positions.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The cross product a × b of vectors of three elements along `dim`; without one, along the first dimension of
     * size 3. Other dimensions broadcast.
     *
     * ```ts
     * torch.tensor([1, 0, 0]).cross(torch.tensor([0, 1, 0])); // → tensor([0, 0, 1])
     * ```
     *
     * @throws RuntimeError where there is no dimension of size 3, or the shapes do not fit.
     */
    cross(other: Tensor, dim?: number | { readonly dim?: number | null } | null): Tensor;
  }
}

export function cross(a: Tensor, b: Tensor, dim?: number | { readonly dim?: number | null } | null): Tensor {
  const who = 'cross';
  requireTensor(who, a);
  requireTensor(who, b);
  const asked = bind(who, [dim], ['dim']).whole('dim', null);
  const along = asked ?? a.sizes.indexOf(3);
  if (a.ndim !== b.ndim || along < -a.ndim || (asked === null && along < 0)) {
    throw new RuntimeError({
      who,
      seen: `${shapeText(a.sizes)} and ${shapeText(b.sizes)}`,
      expected: 'inputs with the same number of dimensions, one of them of size 3',
    });
  }
  return crossAlong(a, b, along);
}

/** With c = a × b: dL/da = b × g and dL/db = g × a. */
function crossAlong(a: Tensor, b: Tensor, dim: number): Tensor {
  const who = 'cross';
  const at = normalizeDim(who, dim, a.ndim);
  if (a.sizes[at] !== 3 || b.sizes[at] !== 3) {
    throw new RuntimeError({
      who,
      seen: `dimension ${dim} of ${shapeText(a.sizes)} and ${shapeText(b.sizes)}`,
      expected: `inputs dimension ${dim} must have length 3. Got ${a.sizes[at]} and ${b.sizes[at]}`,
    });
  }
  const sizes = broadcastSizes(who, a.sizes, b.sizes);
  return stretchedCross(expand(who, a, sizes), expand(who, b, sizes), at);
}

function stretchedCross(a: Tensor, b: Tensor, dim: number): Tensor {
  const next = slicePositions(a.sizes, dim, [1, 2, 0]);
  const last = slicePositions(a.sizes, dim, [2, 0, 1]);
  const turned = (x: Tensor, positions: Int32Array): Tensor =>
    picked('cross', x.detach(), positions, x.sizes);
  const c = sub(mul(turned(a, next), turned(b, last)), mul(turned(a, last), turned(b, next)));
  return record(c, 'LinalgCrossBackward0', [a, b], (grad, node) => [
    node.needs(0) ? stretchedCross(node.tensor(1), grad, dim) : null,
    node.needs(1) ? stretchedCross(grad, node.tensor(0), dim) : null,
  ]);
}

method('cross', cross);
