import type { TypedArray } from './dtype.ts';

interface Elements<E> {
  readonly length: number;
  [index: number]: E;
}

/** y[i] = x[positions[i]], for arrays of one kind. */
export function takeElements(x: TypedArray, positions: Int32Array, y: TypedArray): void {
  if (x instanceof Float32Array && y instanceof Float32Array) takeFloat32(x, positions, y);
  else if (x instanceof BigInt64Array || y instanceof BigInt64Array) {
    takeEach(x as BigInt64Array, positions, y as BigInt64Array);
  } else takeEach(x, positions, y);
}

function takeEach<E>(x: Elements<E>, positions: Int32Array, y: Elements<E>): void {
  for (let i = 0; i < positions.length; i++) y[i] = x[positions[i] as number] as E;
}

/** The same for float32, in a loop that sees no other array: bigints in the one above make objects of its numbers. */
function takeFloat32(x: Float32Array, positions: Int32Array, y: Float32Array): void {
  for (let i = 0; i < positions.length; i++) y[i] = x[positions[i] as number] as number;
}

/** y[positions[i]] = x[i], for arrays of one kind; where a position stands twice, the later element wins. */
export function putElements(x: TypedArray, positions: Int32Array, y: TypedArray): void {
  if (x instanceof BigInt64Array || y instanceof BigInt64Array) {
    putEach(x as BigInt64Array, positions, y as BigInt64Array);
  } else putEach(x, positions, y);
}

function putEach<E>(x: Elements<E>, positions: Int32Array, y: Elements<E>): void {
  for (let i = 0; i < positions.length; i++) y[positions[i] as number] = x[i] as E;
}
