import type { InputArrays, Kernel, OutputArrays } from '../../kernel.ts';
import type { Gpu } from '../pointwise.ts';
import type { Place } from './shader-call.ts';

/** What the code of a kernel has beside its operands. */
export interface Bench {
  readonly gpu: Gpu;
  /** Elements of the parameters, float64 in float32. */
  upload(elements: Int32Array | Float64Array): Place;
  /** Room of its own: zeros, one word each. */
  zeros(count: number): Place;
}

type Read<A extends InputArrays> = {
  readonly [I in keyof A]: null extends A[I] ? Place | null : Place;
};
type Written<A extends OutputArrays> = { readonly [I in keyof A]: Place };

/** A kernel's code for a GPU. */
export interface Code<Inputs extends InputArrays, Outputs extends OutputArrays, Parameters> {
  /** Whether it is for operands of these kinds and sizes; what it is not for takes the host. */
  fits(inputs: Read<Inputs>, outputs: Written<Outputs>, parameters: Parameters): boolean;
  /** Whether it writes all elements of its outputs, whatever they were. */
  readonly overwrites: boolean;
  run(bench: Bench, inputs: Read<Inputs>, outputs: Written<Outputs>, parameters: Parameters): void;
}

/** The code of one kernel: `CodeOf<typeof take>`. */
export type CodeOf<K> =
  K extends Kernel<infer Inputs, infer Outputs, infer Parameters> ? Code<Inputs, Outputs, Parameters> : never;

/** Whether all operands are float32. */
export function areFloats(operands: readonly (Place | null)[]): boolean {
  return operands.every((x) => x === null || x.kind === 'f32');
}
