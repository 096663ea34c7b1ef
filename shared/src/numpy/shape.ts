import { TorchError, ValueError } from '../core/errors.ts';
import { broadcastSizes, Sizes, shapeText } from '../core/shape.ts';

/** The sizes of an array: an array of numbers that prints as Python's tuple, `(500,)`. */
export class Shape extends Sizes {
  override toString(): string {
    return shapeText(this);
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
