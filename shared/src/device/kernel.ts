import type { TypedArray } from '../core/dtype.ts';

/** The arrays that a kernel reads; null for an operand that is left out. */
export type InputArrays = readonly (TypedArray | null)[];

/** The arrays that a kernel writes. */
export type OutputArrays = readonly TypedArray[];

/**
 * What no formula for single elements or lanes says: a window, a sort, a decomposition. A kernel names its code for
 * the CPU, which is also its definition: a device without code of its own for it runs `cpu` on copies. A device knows a
 * kernel by its name; the code of a GPU stands in `device/gpu/kernels/`, which most programs never load.
 *
 * The elements of every operand come in row-major order. Outputs are zeros unless they belong to a tensor that the
 * kernel changes; then they are its elements.
 *
 * A kernel stands in the file of the operation or family that runs it; what several run stands in `device/kernels/`.
 */
export interface Kernel<Inputs extends InputArrays, Outputs extends OutputArrays, Parameters> {
  readonly name: string;
  readonly cpu: (inputs: Inputs, outputs: Outputs, parameters: Parameters) => void;
}
