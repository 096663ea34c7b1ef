import { ramp } from '../question.ts';

/** A network of linear layers and how it is trained: what every library is to do in its own words. */
export interface Training {
  /** Features, units of each hidden layer, outputs. */
  readonly sizes: readonly number[];
  readonly activation: 'sigmoid' | 'tanh' | 'relu';
  readonly loss: 'mse' | 'bceWithLogits' | 'crossEntropy';
  readonly optimizer: 'sgd' | 'adam';
  readonly lr: number;
  readonly samples: number;
  readonly batchSize: number;
  readonly epochs: number;
}

/** Rows of features, and a target for each: a number, or the number of a class. */
export interface TrainingData {
  readonly X: Float32Array;
  readonly y: Float32Array;
}

export function trainingData({ sizes, loss, samples }: Training): TrainingData {
  const { features, outputs } = ends(sizes);
  const X = ramp(samples * features);
  const y = Float32Array.from({ length: samples }, (_, i) => {
    const first = X[i * features] ?? 0;
    if (loss === 'mse') return 3 * first;
    return Math.floor((first + 0.5) * (loss === 'crossEntropy' ? outputs : 2));
  });
  return { X, y };
}

export function ends(sizes: readonly number[]): { features: number; outputs: number } {
  return { features: sizes[0] ?? 1, outputs: sizes.at(-1) ?? 1 };
}

/** [inputs, outputs] of each layer. */
export const layersOf = (sizes: readonly number[]): [number, number][] =>
  sizes.slice(1).map((outputs, i) => [sizes[i] ?? 1, outputs]);

/** What a question needs of a library. `Batch` is a few rows with their targets. */
export interface Trainer<Batch> {
  /** The model and its optimizer; a call is one step of training, and gives the loss as a number. */
  newStep(): (batch: Batch) => number;
  /** One epoch in a new random order. */
  epoch(): Iterable<Batch>;
}

/** A library that can be awaited as well, which on a GPU in a page is how its users read. */
export interface AwaitedTrainer<Batch> extends Trainer<Batch> {
  newAwaitedStep(): (batch: Batch) => Promise<number>;
}

/** Trains a new network as a notebook does: loader, steps, and the sum of the losses. */
export const wholeRun =
  <Batch>({ newStep, epoch }: Trainer<Batch>, epochs: number) =>
  (): void => {
    const step = newStep();
    for (let i = 0; i < epochs; i++) {
      let losses = 0;
      for (const batch of epoch()) losses += step(batch);
      if (Number.isNaN(losses)) throw new Error('training diverged');
    }
  };

/** Trains on one and the same batch. */
export function stepsOnOneBatch<Batch>({ newStep, epoch }: Trainer<Batch>): () => void {
  const [batch, step] = [firstOf(epoch()), newStep()];
  return () => {
    step(batch);
  };
}

export function awaitedStepsOnOneBatch<Batch>(trainer: AwaitedTrainer<Batch>): () => Promise<void> {
  const [batch, step] = [firstOf(trainer.epoch()), trainer.newAwaitedStep()];
  return async () => {
    await step(batch);
  };
}

function firstOf<Batch>([batch]: Iterable<Batch>): Batch {
  if (batch === undefined) throw new RangeError('a training needs samples');
  return batch;
}
