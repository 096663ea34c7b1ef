import { type Dtype, int64 } from '../../core/dtype.ts';
import { RuntimeError } from '../../core/errors.ts';
import type { Scalar } from '../../core/python.ts';
import { record } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { mul } from '../mul.ts';
import { sum } from '../sum.ts';
import { picked, withAdded, withFilled, withPut } from './placement.ts';
import { wholeScale } from './scaled.ts';

/*
 * Operations that give a tensor with some of its elements changed: index_put, scatter, index_fill, masked_fill,
 * index_add. Each is a list of positions, in row-major order, and what to write there. Every function here is
 * one recorded operation of `x`, so that the in-place forms can be made of it.
 */

/** `x` with values[i] at positions[i]; where a position stands twice, the later element wins. */
export function replaced(name: string, x: Tensor, positions: Int32Array, values: Tensor): Tensor {
  const { sizes } = values;
  return record(withPut(name, x, positions, values), name, [x, values], (grad, node) => [
    node.needs(0) ? replacedBy(name, grad, positions, 0) : null,
    node.needs(1) ? picked('PickBackward', grad, positions, sizes) : null,
  ]);
}

/** `x` with one value at all of the positions. The value may be a 0-d tensor, and then has a gradient. */
export function replacedBy(name: string, x: Tensor, positions: Int32Array, value: Scalar | Tensor): Tensor {
  return record(withFilled(x, positions, value), name, [x, value], (grad, node) => [
    node.needs(0) ? replacedBy(name, grad, positions, 0) : null,
    node.needs(1) ? sum(picked('PickBackward', grad, positions, [positions.length])) : null,
  ]);
}

/** `x` with scale · values[i] added at positions[i]; where a position stands twice, both are added. */
export function addedAt(
  name: string,
  x: Tensor,
  positions: Int32Array,
  values: Tensor,
  scale: Scalar = 1,
): Tensor {
  const factor = scaleFor(x.dtype, scale);
  const added = Number(factor) === 1 ? values : mul(values.detach(), factor);
  const { sizes } = values;
  return record(withAdded(name, x, positions, added), name, [x, values], (grad, node) => {
    if (!node.needs(1)) return [grad, null];
    const chosen = picked('PickBackward', grad, positions, sizes);
    return [grad, Number(scale) === 1 ? chosen : mul(chosen, scale)];
  });
}

/** The factor as elements of `dtype` hold it. */
function scaleFor(dtype: Dtype, scale: Scalar): Scalar {
  if (dtype.kind === 'bool') return Number(scale) === 0 ? 0 : 1;
  if (dtype.kind === 'float') return scale;
  return dtype === int64 ? wholeScale(scale) : Number(wholeScale(scale));
}

/** @throws RuntimeError unless what is to be written has the dtype of the tensor it is written into. */
export function requireSameDtype(who: string, x: Tensor, source: Tensor): void {
  if (x.dtype === source.dtype) return;
  throw new RuntimeError({
    who,
    seen: `${source.dtype.scalarName} values (${source.dtype}) for a tensor of ${x.dtype.scalarName} (${x.dtype})`,
    expected: 'the same dtype for both',
    hint: `convert the values with .to(torch.${x.dtype.name})`,
  });
}
