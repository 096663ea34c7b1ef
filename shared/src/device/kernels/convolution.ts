import type { NumberArray } from '../../core/dtype.ts';
import { multiplyMatrices } from '../cpu/multiply-matrices.ts';
import { kernelsForElements } from '../cpu/path.ts';
import { convolveBackSimd, convolveSimd, convolveWeightSimd } from '../cpu/wasm/convolution.ts';
import type { Kernels } from '../cpu/wasm/kernels.ts';
import type { Kernel } from '../kernel.ts';
import { addColumns, type Windows, windowColumns } from './window.ts';

/** The sizes of a convolution: x (batch, groups · inside, from), w (groups · outside, inside, taps), y (batch, groups · outside, to). */
export interface ConvolutionShape {
  readonly batch: number;
  readonly groups: number;
  /** Channels of the input in each group. */
  readonly inside: number;
  /** Channels of the result in each group. */
  readonly outside: number;
  readonly windows: Windows;
}

/*
 * Each of the three takes a group of channels of one element of the batch at a time: W is then a matrix (outside,
 * inside · taps), the windows of x are a matrix X (inside · taps, to), and y is W X.
 */

type ConvolutionKernel = Kernel<
  readonly [NumberArray, NumberArray],
  readonly [NumberArray],
  ConvolutionShape
>;

/** y = W X. */
export const convolve: ConvolutionKernel = {
  name: 'convolve',
  cpu: ([x, w], [y], shape) => {
    if (isDoneBy(convolveSimd, x, w, y, shape)) return;
    const { inside, outside, windows } = shape;
    const { from, to, taps } = windows;
    // Of the type that the product is computed in: nothing has to be converted.
    const columns = new (y instanceof Float32Array ? Float32Array : Float64Array)(inside * taps * to);
    eachGroup(shape, (image, group) => {
      windowColumns(x, image * inside * from, inside, windows, columns);
      const startY = image * outside * to;
      multiplyMatrices(
        {
          data: w,
          offset: group * outside * inside * taps,
          rowStep: inside * taps,
          columnStep: 1,
          batchStep: 0,
        },
        { data: columns, offset: 0, rowStep: to, columnStep: 1, batchStep: 0 },
        y.subarray(startY, startY + outside * to),
        { batches: 1, n: outside, k: inside * taps, m: to },
      );
    });
  },
};

/** X = Wᵀ y, added up where the windows overlap: the gradient by x. */
export const convolveBack: ConvolutionKernel = {
  name: 'convolveBack',
  cpu: ([y, w], [x], shape) => {
    if (isDoneBy(convolveBackSimd, y, w, x, shape)) return;
    const { inside, outside, windows } = shape;
    const { from, to, taps } = windows;
    const columns = new (x instanceof Float32Array ? Float32Array : Float64Array)(inside * taps * to);
    eachGroup(shape, (image, group) => {
      multiplyMatrices(
        {
          data: w,
          offset: group * outside * inside * taps,
          rowStep: 1,
          columnStep: inside * taps,
          batchStep: 0,
        },
        { data: y, offset: image * outside * to, rowStep: to, columnStep: 1, batchStep: 0 },
        columns,
        { batches: 1, n: inside * taps, k: outside, m: to },
      );
      addColumns(columns, inside, windows, x, image * inside * from);
    });
  },
};

/** W = y Xᵀ, summed over the batch: the gradient by w. */
export const convolveWeight: ConvolutionKernel = {
  name: 'convolveWeight',
  cpu: ([x, y], [w], shape) => {
    if (isDoneBy(convolveWeightSimd, x, y, w, shape)) return;
    const { inside, outside, windows } = shape;
    const { from, to, taps } = windows;
    // The product converts them.
    const columns = new (x instanceof Float32Array ? Float32Array : Float64Array)(inside * taps * to);
    const part = new Float64Array(outside * inside * taps);
    const sums = new Float64Array(w.length);
    eachGroup(shape, (image, group) => {
      windowColumns(x, image * inside * from, inside, windows, columns);
      multiplyMatrices(
        { data: y, offset: image * outside * to, rowStep: to, columnStep: 1, batchStep: 0 },
        { data: columns, offset: 0, rowStep: 1, columnStep: to, batchStep: 0 },
        part,
        { batches: 1, n: outside, k: to, m: inside * taps },
      );
      const start = group * part.length;
      for (let i = 0; i < part.length; i++)
        sums[start + i] = (sums[start + i] as number) + (part[i] as number);
    });
    w.set(sums);
  },
};

/** `image` counts the groups of all elements of the batch, as they lie one behind the other. */
function eachGroup({ batch, groups }: ConvolutionShape, visit: (image: number, group: number) => void): void {
  for (let image = 0; image < batch * groups; image++) visit(image, image % groups);
}

/** Whether the kernels have done it: the elements are of their type, and there are enough of them. */
function isDoneBy(
  simd: (
    kernels: Kernels,
    a: Float32Array,
    b: Float32Array,
    out: Float32Array,
    shape: ConvolutionShape,
  ) => boolean,
  a: NumberArray,
  b: NumberArray,
  out: NumberArray,
  shape: ConvolutionShape,
): boolean {
  const { batch, groups, inside, outside, windows } = shape;
  const kernels = kernelsForElements(batch * groups * inside * outside * windows.places.length);
  if (kernels === null) return false;
  if (!(a instanceof Float32Array && b instanceof Float32Array && out instanceof Float32Array)) return false;
  return simd(kernels, a, b, out, shape);
}
