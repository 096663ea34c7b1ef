/*
 * What a dispatch is told beside its buffers: 64 words in a uniform buffer, laid out once for all shaders. A shader reads
 * them by `word(at)`, and as floats by `single(at)`.
 */

/** The word at which each parameter stands. */
export const AT = {
  /** How many elements, or lanes, there are. */
  count: 0,
  /** Up to three more whole numbers. */
  more: 1,
  /** The constants of a formula, `k` in WGSL: four floats. */
  constants: 4,
  /** An operand that is a number: its bits, two words for each of three operands. */
  numbers: 8,
  /** The bits of infinity and NaN, which WGSL has no constants for. */
  infinity: 14,
  nan: 15,
  /** Where the elements of three operands, and those of a target, begin. */
  offsets: 16,
  sizes: 20,
  /** The strides of three operands, then those of a target: `RANK` words each. */
  strides: 28,
} as const;

/** The same for the shaders of kernels, which take their operands in row-major order. */
export const KERNEL_AT = {
  count: AT.count,
  /** Where the elements of up to eight operands begin, and those of up to four outputs. */
  inputs: 16,
  outputs: 24,
  /** Up to twelve whole numbers, and as many floats. */
  wholes: 28,
  floats: 40,
} as const;

/** As many dimensions as parameters have room for; layouts are given without those that can be walked as one. */
export const RANK = 8;

/** Words of the parameters of one dispatch: the smallest distance WebGPU lets two dispatches have in one buffer. */
export const WORDS = 64;

/** The word in WGSL. */
export function word(at: number): string {
  return `p[${at >> 2}][${at & 3}]`;
}
