import { type Dtype, int32, int64 } from '../../core/dtype.ts';
import { RuntimeError } from '../../core/errors.ts';
import { normalizeDim, sameSizes, shapeText } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { requireTensor } from './operand.ts';
import { readSlices, resized, slicePositions } from './positions.ts';
import { requireSameDtype } from './replacement.ts';

/**
 * The elements of the slices along `dim` that a list of indices names, one slice for each of `source`, whose
 * elements are to go there.
 *
 * @throws RuntimeError where `source` has another dtype, or not the shape of those slices.
 */
export function slicesFor(who: string, x: Tensor, dim: number, index: Tensor, source: Tensor): Int32Array {
  requireTensor(who, source);
  requireSameDtype(who, x, source);
  const at = normalizeDim(who, dim, x.ndim);
  const dtypes: readonly Dtype[] = [int64, int32];
  const slices = readSlices(who, x.sizes, at, index, dtypes);
  const wanted = resized(x.sizes, at, slices.length);
  if (!sameSizes(source.sizes, wanted)) {
    throw new RuntimeError({
      who,
      seen: `a source of shape ${shapeText(source.sizes)} for ${slices.length} slices along dimension ${at} of ${shapeText(x.sizes)}`,
      expected: `source of shape ${shapeText(wanted)}: a slice for each index`,
    });
  }
  return slicePositions(x.sizes, at, slices);
}
