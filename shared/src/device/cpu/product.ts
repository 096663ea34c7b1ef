import type { FloatArray } from '../../core/dtype.ts';
import type { ProductShape } from '../device.ts';
import { type Matrices, matmulFloats } from './matmul.ts';
import { kernelsForProduct } from './path.ts';
import { matmulSimd } from './wasm/matmul.ts';

/** C = A B in floats, by the kernels where there is enough to do: the bits are the same. */
export function multiplyFloats(a: Matrices, b: Matrices, c: FloatArray, shape: ProductShape): void {
  const kernels = kernelsForProduct(shape);
  const isDone = kernels !== null && matmulSimd(kernels, a, b, c, shape);
  if (!isDone) matmulFloats(a, b, c, shape);
}
