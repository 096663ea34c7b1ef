import { ArgumentError, describe, IndexError, RuntimeError } from './errors.ts';
import { inspect } from './inspect.ts';

/** Sizes as the user sees them: an array of numbers that prints in its own way. */
export class Sizes extends Array<number> {
  // What map, filter and slice return is an ordinary array: it need not be anybody's shape.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** The same sizes, frozen. */
  static copy(sizes: readonly number[]): readonly number[] {
    const copied = new this(sizes.length);
    for (let dim = 0; dim < sizes.length; dim++) copied[dim] = sizes[dim] as number;
    return Object.freeze(copied);
  }

  [inspect](): string {
    return this.toString();
  }
}

/**
 * The sizes of a tensor as the user sees them: an array of numbers that prints as PyTorch's.
 *
 * ```ts
 * String(torch.zeros(2, 3).shape); // → 'torch.Size([2, 3])'
 * torch.zeros(2, 3).shape[0]; // → 2
 * ```
 */
export class Size extends Sizes {
  /** The number of elements of such a tensor. */
  numel(): number {
    return product(this);
  }

  override toString(): string {
    return `torch.Size([${this.join(', ')}])`;
  }
}

/** A shape in a message, as Python writes a tuple: `()`, `(3,)`, `(2, 3)`. */
export function shapeText(sizes: readonly number[]): string {
  return sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(', ')})`;
}

/** The number of elements of a shape; 1 for `()`. */
export function product(sizes: readonly number[]): number {
  let count = 1;
  for (let dim = 0; dim < sizes.length; dim++) count *= sizes[dim] as number;
  return count;
}

export function sameSizes(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let dim = 0; dim < a.length; dim++) if (a[dim] !== b[dim]) return false;
  return true;
}

/** How many elements apart neighbours along each dimension are, in row-major order. */
export function contiguousStrides(sizes: readonly number[]): number[] {
  const strides = new Array<number>(sizes.length);
  let step = 1;
  for (let dim = sizes.length - 1; dim >= 0; dim--) {
    strides[dim] = step;
    // A size of 0 counts as 1, as in PyTorch: strides stay positive where nothing can be reached anyway.
    step *= Math.max(sizes[dim] as number, 1);
  }
  return strides;
}

/** Whether walking the elements in row-major order walks storage without gaps. */
export function isContiguous(sizes: readonly number[], strides: readonly number[]): boolean {
  let step = 1;
  for (let dim = sizes.length - 1; dim >= 0; dim--) {
    const size = sizes[dim] as number;
    if (size === 0) return true;
    if (size !== 1) {
      if (strides[dim] !== step) return false;
      step *= size;
    }
  }
  return true;
}

/**
 * `dim` counted from the front. A 0-d tensor has dimensions −1 and 0, as in PyTorch.
 *
 * @throws IndexError outside −rank … rank − 1; TypeError if it is no whole number.
 */
export function normalizeDim(who: string, dim: number, rank: number): number {
  if (typeof dim !== 'number' || !Number.isInteger(dim)) {
    throw new ArgumentError({ who, seen: `dim is ${describe(dim)}`, expected: 'a whole number' });
  }
  const bound = Math.max(rank, 1);
  if (dim < -bound || dim >= bound) {
    throw new IndexError({
      who,
      seen: `Dimension out of range (expected to be in range of [${-bound}, ${bound - 1}], but got ${dim})`,
      hint: `the tensor has ${rank} dimension${rank === 1 ? '' : 's'}; dim ${rank === 0 ? 0 : rank - 1} or -1 is the last`,
    });
  }
  return dim < 0 ? dim + bound : dim;
}

/** Several dims counted from the front; each may stand there once. */
export function normalizeDims(who: string, dims: readonly number[], rank: number): number[] {
  const found: number[] = [];
  for (const dim of dims) {
    const at = normalizeDim(who, dim, rank);
    if (found.includes(at)) {
      throw new RuntimeError({
        who,
        seen: `dim ${at} appears multiple times in the list of dims [${dims.join(', ')}]`,
      });
    }
    found.push(at);
  }
  return found;
}

/**
 * The shape that both shapes stretch to: aligned at the last dimension, sizes agree or one of them is 1.
 *
 * @throws RuntimeError naming both sizes and the dimension where they disagree.
 */
export function broadcastSizes(who: string, a: readonly number[], b: readonly number[]): readonly number[] {
  if (sameSizes(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const sizes = new Array<number>(rank);
  for (let dim = rank - 1; dim >= 0; dim--) {
    const sizeA = a[dim - rank + a.length] ?? 1;
    const sizeB = b[dim - rank + b.length] ?? 1;
    if (sizeA !== sizeB && sizeA !== 1 && sizeB !== 1) {
      throw new RuntimeError({
        who,
        seen:
          `${shapeText(a)} and ${shapeText(b)}: the size of tensor a (${sizeA}) must match ` +
          `the size of tensor b (${sizeB}) at non-singleton dimension ${dim}`,
        expected: 'sizes that agree from the last dimension backwards, or are 1',
        hint: broadcastHint(a, b),
        see: 'PyTorch, "Broadcasting semantics"',
      });
    }
    sizes[dim] = sizeA === 1 ? sizeB : sizeA;
  }
  return sizes;
}

/** The commonest slip: a reduction without keepdim, whose result lost the dimension that should be 1. */
function broadcastHint(a: readonly number[], b: readonly number[]): string | undefined {
  const [small, large] = a.length < b.length ? [a, b] : [b, a];
  if (large.length - small.length !== 1) return undefined;
  const lost = large.findIndex((_, dim) => sameSizes(small, large.toSpliced(dim, 1)));
  if (lost < 0) return undefined;
  return `did a reduction over dim ${lost} drop it? keepdim: true would keep ${shapeText(large.with(lost, 1))}`;
}

/** Whether a tensor of `sizes` can be read as if it had the shape `target`. */
export function stretchesTo(sizes: readonly number[], target: readonly number[]): boolean {
  const added = target.length - sizes.length;
  if (added < 0) return false;
  for (let dim = 0; dim < sizes.length; dim++) {
    if (sizes[dim] !== 1 && sizes[dim] !== target[dim + added]) return false;
  }
  return true;
}

/** The strides that read a tensor of `sizes` as if it had the shape `target`: 0 where it repeats. */
export function broadcastStrides(
  sizes: readonly number[],
  strides: readonly number[],
  target: readonly number[],
): number[] {
  const added = target.length - sizes.length;
  return target.map((size, dim) => {
    const own = dim - added;
    return own < 0 || (sizes[own] === 1 && size !== 1) ? 0 : (strides[own] as number);
  });
}

/** Sizes given as `f(2, 3)` or as `f([2, 3])`; each a whole number, not negative. */
export function parseSizes(who: string, given: readonly (number | readonly number[])[]): number[] {
  const first = given[0];
  const sizes = given.length === 1 && Array.isArray(first) ? [...first] : given;
  return sizes.map((size: unknown) => {
    if (typeof size !== 'number' || !Number.isInteger(size)) {
      throw new ArgumentError({
        who,
        seen: `a size is ${describe(size)}`,
        expected: 'whole numbers: (2, 3) or ([2, 3])',
      });
    }
    if (size < 0) {
      throw new RuntimeError({
        who,
        seen: `Trying to create tensor with negative dimension ${size}: [${sizes.join(', ')}]`,
      });
    }
    return size;
  });
}
