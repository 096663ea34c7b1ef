import { ArgumentError } from '../core/errors.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { Module } from './module.ts';

/** A layer of one input and one output, as all are but recurrent layers and attention. */
export abstract class Layer extends Module {
  abstract override forward(x: Tensor): Tensor;

  /** @throws TypeError for more or fewer inputs than one: JavaScript would drop the others without a word. */
  override call(...inputs: Parameters<this['forward']>): ReturnType<this['forward']> {
    // A subclass may add inputs of its own to `forward`.
    const takes = Math.max(this.forward.length, 1);
    if (inputs.length !== takes) {
      throw new ArgumentError({
        who: `${this.constructor.name}.forward`,
        // Python counts the module itself.
        seen: `takes ${takes + 1} positional arguments (with the module itself) but ${inputs.length + 1} were given`,
        expected: `${takes === 1 ? 'one input' : `${takes} inputs`}: layer.call(x)`,
      });
    }
    return super.call(...inputs);
  }
}
