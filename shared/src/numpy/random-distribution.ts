import { type Dtype, float64, type TypedArray } from '../core/dtype.ts';
import { ValueError } from '../core/errors.ts';
import { isScalar } from '../core/python.ts';
import { product, shapeText, stretchesTo } from '../core/shape.ts';
import { readSizes } from './arguments.ts';
import { elementValue, toNumbers } from './elements.ts';
import { spread } from './elementwise.ts';
import { NdArray } from './nd-array.ts';
import { asarray } from './reading.ts';
import { broadcastShapes } from './shape.ts';

/** Drawn elements in the shape of a size; the single element where no size was given. */
export function sized(
  who: string,
  data: TypedArray,
  dtype: Dtype,
  size: unknown,
): NdArray | number | boolean {
  if (size === undefined) return elementValue(who, dtype, data[0] as number | bigint);
  return new NdArray(data, dtype, readSizes(who, size));
}

/** How many elements a size asks for; one without it. */
export function countOf(who: string, size: unknown): number {
  return size === undefined ? 1 : product(readSizes(who, size));
}

/** One number, or an array of the sizes with a number drawn for each element. */
export function drawn(sizes: readonly number[] | undefined, draw: () => number): number | NdArray {
  if (sizes === undefined) return draw();
  const out = new Float64Array(product(sizes));
  for (let i = 0; i < out.length; i++) out[i] = draw();
  return new NdArray(out, float64, sizes);
}

/**
 * Draws one number for every element of the size, or of the parameters broadcast against each other.
 *
 * @throws ValueError for parameters that do not broadcast to the size.
 */
export function distributed(
  who: string,
  parameters: readonly unknown[],
  size: unknown,
  draw: (...parameters: number[]) => number,
): number | NdArray {
  const sizes = size === undefined ? undefined : readSizes(who, size);
  if (parameters.every(isScalar)) {
    const numbers = parameters.map(Number);
    return drawn(sizes, () => draw(...numbers));
  }
  const arrays = parameters.map((parameter) => asarray(who, parameter));
  const shape = broadcastShapes(who, ...arrays.map((a) => a.sizes));
  const target = sizes ?? shape;
  if (!stretchesTo(shape, target)) {
    throw new ValueError({
      who,
      seen: `parameters of shape ${shapeText(shape)} for the size ${shapeText(target)}`,
      expected: 'parameters that broadcast to the size',
    });
  }
  const columns = arrays.map((a) => toNumbers(spread(a, target)));
  let at = 0;
  return drawn(target, () => {
    const row = at++;
    return draw(...columns.map((column) => column[row] as number));
  });
}
