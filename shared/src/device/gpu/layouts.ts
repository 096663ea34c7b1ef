import { RANK } from './parameters.ts';

/** How several operands are walked together: the sizes, and for each of them its strides. */
export interface Walk {
  readonly sizes: readonly number[];
  readonly strides: readonly (readonly number[])[];
}

/**
 * The same walk in as few dimensions as it can be done: neighbours that every operand walks as one are one, and
 * dimensions of size 1 are none. null where it takes more than a shader has parameters for.
 */
export function coalesced(sizes: readonly number[], strides: readonly (readonly number[])[]): Walk | null {
  const merged: number[] = [];
  const steps = strides.map((): number[] => []);
  // From the last dimension on; turned round at the end.
  for (let dim = sizes.length - 1; dim >= 0; dim--) {
    const size = sizes[dim] as number;
    if (size === 1) continue;
    const inner = merged.length - 1;
    const isOne =
      inner >= 0 &&
      strides.every((own, i) => own[dim] === (steps[i]?.[inner] as number) * (merged[inner] as number));
    if (isOne) {
      merged[inner] = (merged[inner] as number) * size;
    } else {
      merged.push(size);
      steps.forEach((own, i) => {
        own.push(strides[i]?.[dim] as number);
      });
    }
  }
  if (merged.length > RANK) return null;
  return { sizes: merged.reverse(), strides: steps.map((own) => own.reverse()) };
}
