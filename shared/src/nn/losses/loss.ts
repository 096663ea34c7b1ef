import type { BoundArguments } from '../../ops/families/bound-arguments.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Module } from '../module.ts';
import type { Reduction } from './reduction.ts';

/**
 * What loss modules have in common: a function with its options kept. Prediction and target go through `call`.
 */
export abstract class Loss<Word extends string = Reduction> extends Module {
  reduction: Word;

  /** @internal The arguments of the subclass's constructor, bound to their names. */
  constructor(given: BoundArguments) {
    super();
    // Which words are reductions is the function's to say, when it is called.
    this.reduction = (given.text('reduction') ?? 'mean') as Word;
  }

  abstract override forward(x: Tensor, ...others: Tensor[]): Tensor;
}

/** A loss with a weight for each class or element, which is a buffer: it moves and is saved with the module. */
export abstract class WeightedLoss extends Loss {
  weight: Tensor | null = null;

  constructor(given: BoundArguments) {
    super(given);
    this.registerBuffer('weight', given.tensor('weight'));
  }
}
