import type { nn, Tensor } from '#torch';
import type { Loader, Optimizer, TrainerOptions } from '../training-loop.ts';

/** One step of a trainer: the loss of a batch, as a number unless that is the mistake. */
type Step = (
  model: nn.Module,
  criterion: nn.Module,
  optimizer: Optimizer,
  X: Tensor,
  y: Tensor,
  flatten: boolean,
) => number;

/** The trainer of the reference around another step. */
export function trainerWith(trainStep: Step) {
  return function trainer(
    model: nn.Module,
    criterion: nn.Module,
    optimizer: Optimizer,
    loader: Loader,
    o: TrainerOptions = {},
  ): number[] {
    const { epochs = 5, verbose = true, flatten = true, log = console.log } = o;
    return Array.from({ length: epochs }, (_, epoch) => {
      let total = 0;
      for (const [X, y] of loader) total += trainStep(model, criterion, optimizer, X, y, flatten);
      const loss = total / loader.length;
      if (verbose) log(`epoch: ${epoch + 1}, loss: ${loss.toFixed(4)}`);
      return loss;
    });
  };
}

/** What a batch costs. */
export function lossOf(
  model: nn.Module,
  criterion: nn.Module,
  X: Tensor,
  y: Tensor,
  flatten: boolean,
): Tensor {
  const output: Tensor = model.call(X);
  return criterion.call(flatten ? output.flatten() : output, y);
}
