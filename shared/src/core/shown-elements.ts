import type { TypedArray } from './dtype.ts';
import { product } from './shape.ts';

/** For every dimension the indices that are shown; null stands for those left out, between `edge` at both ends. */
export function shownIndices(
  sizes: readonly number[],
  { summarize, edge }: { summarize: boolean; edge: number },
): (number | null)[][] {
  return sizes.map((size) => {
    const all = Array.from({ length: size }, (_, i) => i);
    return summarize && size > 2 * edge ? [...all.slice(0, edge), null, ...all.slice(size - edge)] : all;
  });
}

/** The elements, in row-major order, that will be shown: they alone decide widths and notation. */
export function shownElements(
  elements: TypedArray,
  sizes: readonly number[],
  shown: readonly (number | null)[][],
): (number | bigint)[] {
  const found: (number | bigint)[] = [];
  const visit = (dim: number, start: number): void => {
    if (dim === sizes.length) found.push(elements[start] as number | bigint);
    const step = product(sizes.slice(dim + 1));
    for (const i of shown[dim] ?? []) if (i !== null) visit(dim + 1, start + i * step);
  };
  visit(0, 0);
  return found;
}
