import type { NumberArray } from '../../core/dtype.ts';
import type { ProductShape } from '../device.ts';
import { type Matrices, matmulFloats } from './matmul.ts';
import { kernelsForProduct, poolForProduct } from './path.ts';
import { matmulSimd } from './wasm/matmul.ts';

/** C = A @ B, as `matmulFloats` says, on the path that suits the size: each gives the same bits. */
export function multiplyMatrices(a: Matrices, b: Matrices, c: NumberArray, shape: ProductShape): void {
  if (c instanceof Float32Array || c instanceof Float64Array) {
    const pool = poolForProduct(shape);
    if (pool !== null && matmulSimd(pool, a, b, c, shape)) return;
    const kernels = kernelsForProduct(shape);
    if (kernels !== null && matmulSimd(kernels, a, b, c, shape)) return;
  }
  matmulFloats(a, b, c, shape);
}
