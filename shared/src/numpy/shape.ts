import { TorchError, ValueError } from '../core/errors.ts';
import { broadcastSizes, shapeText } from '../core/shape.ts';

const inspect = Symbol.for('nodejs.util.inspect.custom');

/** The sizes of an array: an array of numbers that prints as Python's tuple, `(500,)`. */
export class Shape extends Array<number> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  static copy(sizes: readonly number[]): readonly number[] {
    const shape = new Shape(sizes.length);
    sizes.forEach((size, dim) => {
      shape[dim] = size;
    });
    return Object.freeze(shape);
  }

  override toString(): string {
    return shapeText(this);
  }

  [inspect](): string {
    return this.toString();
  }
}

/** The shape that all of them stretch to. @throws ValueError naming the shapes, as NumPy does. */
export function broadcastShapes(who: string, ...shapes: readonly (readonly number[])[]): readonly number[] {
  try {
    return shapes.reduce((all, shape) => broadcastSizes(who, all, shape), []);
  } catch (cause) {
    if (!(cause instanceof TorchError)) throw cause;
    throw new ValueError({
      who,
      seen: `operands could not be broadcast together with shapes ${shapes.map(shapeText).join(' ')}`,
      expected: 'sizes that agree from the last dimension backwards, or are 1',
    });
  }
}
