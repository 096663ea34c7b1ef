import { bool, type Dtype, int64 } from '../../core/dtype.ts';
import { RuntimeError } from '../../core/errors.ts';
import { isScalar, type Scalar } from '../../core/python.ts';
import { addAt, scatter } from '../../device/cpu/strided.ts';
import { filled } from '../../tensor/creation.ts';
import { elementsAs, elementsOf } from '../../tensor/elements.ts';
import { record } from '../../tensor/graph.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import { mul } from '../mul.ts';
import { sum } from '../sum.ts';
import { picked } from './placement.ts';
import { wholeScale } from './scaled.ts';

/*
 * Operations that give a tensor with some of its elements changed: index_put, scatter, index_fill, masked_fill,
 * index_add. Each is a list of positions, in row-major order, and what to write there. Every function here is
 * one recorded operation of `x`, so that the in-place forms can be made of it.
 */

/** `x` with values[i] at positions[i]; where a position stands twice, the later element wins. */
export function replaced(name: string, x: Tensor, positions: Int32Array, values: Tensor): Tensor {
  const out = elementsOf(x).slice();
  scatter(elementsAs(values, x.dtype), positions, out);
  const { sizes } = values;
  return record(fromElements(out, x.dtype, x.sizes), name, [x, values], (grad, node) => [
    node.needs(0) ? replacedBy(name, grad, positions, 0) : null,
    node.needs(1) ? picked('PickBackward', grad, positions, sizes) : null,
  ]);
}

/** `x` with one value at all of the positions. The value may be a 0-d tensor, and then has a gradient. */
export function replacedBy(name: string, x: Tensor, positions: Int32Array, value: Scalar | Tensor): Tensor {
  const out = elementsOf(x).slice();
  const [element] = isScalar(value) ? elementsOf(filled([], value, x.dtype)) : elementsAs(value, x.dtype);
  for (const at of positions) out[at] = element as number;
  return record(fromElements(out, x.dtype, x.sizes), name, [x, value], (grad, node) => [
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
  const out = elementsOf(x).slice();
  const factor = scaleFor(x.dtype, scale);
  addAt(elementsOf(Number(factor) === 1 ? values : mul(values.detach(), factor)), positions, out);
  if (x.dtype === bool) for (let i = 0; i < out.length; i++) out[i] = out[i] === 0 ? 0 : 1;
  const { sizes } = values;
  return record(fromElements(out, x.dtype, x.sizes), name, [x, values], (grad, node) => {
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
