import type { NumberArray } from '../../core/dtype.ts';
import { multiplyMatrices } from '../cpu/multiply-matrices.ts';
import { kernelsForElements } from '../cpu/path.ts';
import { convolveSimd } from '../cpu/wasm/convolution.ts';
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
  cpu: ([x, w], [y], shape) => compute('y', x, w, y, shape),
};

/** X = Wᵀ y, added up where the windows overlap: the gradient by x. */
export const convolveBack: ConvolutionKernel = {
  name: 'convolveBack',
  cpu: ([y, w], [x], shape) => compute('x', x, w, y, shape),
};

/** W = y Xᵀ, summed over the batch: the gradient by w. */
export const convolveWeight: ConvolutionKernel = {
  name: 'convolveWeight',
  cpu: ([x, y], [w], shape) => compute('w', x, w, y, shape),
};

/** Which of x, w and y is computed from the other two. */
export type Wanted = 'x' | 'w' | 'y';

function compute(
  wanted: Wanted,
  x: NumberArray,
  w: NumberArray,
  y: NumberArray,
  shape: ConvolutionShape,
): void {
  const { batch, groups, inside, outside, windows } = shape;
  const { from, to, taps } = windows;
  const rows = inside * taps;
  const kernels = kernelsForElements(batch * w.length * to);
  if (x instanceof Float32Array && w instanceof Float32Array && y instanceof Float32Array) {
    if (kernels !== null && convolveSimd(kernels, wanted, x, w, y, shape)) return;
  }
  // Of the type that the products are computed in.
  const room = x instanceof Float32Array ? Float32Array : Float64Array;
  const columns = new room(rows * to);
  const part = new room(outside * rows);
  const ofX = { data: columns, offset: 0, rowStep: to, columnStep: 1, batchStep: 0 };
  for (let image = 0; image < batch * groups; image++) {
    // The groups of all elements of the batch lie one behind the other.
    const startW = (image % groups) * part.length;
    const startY = image * outside * to;
    const ofW = { ...ofX, data: w, offset: startW, rowStep: rows };
    const ofY = { ...ofX, data: y, offset: startY };
    if (wanted === 'x') {
      const transposed = { ...ofW, rowStep: 1, columnStep: rows };
      multiplyMatrices(transposed, ofY, columns, { batches: 1, n: rows, k: outside, m: to });
      addColumns(columns, inside, windows, x, image * inside * from);
      continue;
    }
    windowColumns(x, image * inside * from, inside, windows, columns);
    if (wanted === 'y') {
      const out = y.subarray(startY, startY + outside * to);
      multiplyMatrices(ofW, ofX, out, { batches: 1, n: outside, k: rows, m: to });
    } else {
      const transposed = { ...ofX, rowStep: 1, columnStep: to };
      multiplyMatrices(ofY, transposed, part, { batches: 1, n: outside, k: to, m: rows });
      for (let i = 0; i < part.length; i++) w[startW + i] = (w[startW + i] as number) + (part[i] as number);
    }
  }
}
