// Write your code where it says `throw new NotImplementedError(…)` or `notFilled(…)`, in place of that line.
// Each function is graded on its own: leave what you have not done yet as it is. Import only from `#torch`;
// add the names you need to the list in the braces, for example `torch`.

/**
 * A09 — Data loaders and the trainer.
 *
 * Training sees the data in *batches*: a few samples, one step, the next few samples. Once through all of them is an
 * *epoch*. Shapes in the comments: N samples, F features, B samples in a batch.
 */
import { type Generator, NotImplementedError, nn, type Tensor } from '#torch';

/** Samples by number: sample i is a list of tensors that belong together, such as a row of X and its target. */
export interface Dataset {
  readonly length: number;
  get(i: number): Tensor[];
}

/**
 * Row i of every tensor, side by side.
 *
 * - `t`: one or more tensors with the same number of rows
 *
 * For X (N, F) and y (N) the sample `get(i)` is a list of two: shapes (F) and (). Tensors with different numbers of rows
 * cannot belong together: the constructor throws a RangeError.
 */
export class MyTensorDataset implements Dataset {
  /** A suggestion, like all fields here; the grader does not read them. */
  readonly tensors: readonly Tensor[];

  constructor(...t: Tensor[]) {
    // Hint: `shape[0]` is the number of rows
    throw new NotImplementedError('A09.1 MyTensorDataset');
  }

  /** How many samples there are: N. */
  get length(): number {
    // Hint: every tensor has as many rows
    throw new NotImplementedError('A09.1 length');
  }

  /** Sample i, counted from 0: one row of each tensor, in their order, without the axis of the rows. */
  get(i: number): Tensor[] {
    // Hint: `x.at(i)` picks along the first axis; what becomes of that axis?
    throw new NotImplementedError('A09.1 get');
  }
}

/** How `MyDataLoader` makes batches. */
export interface LoaderOptions {
  /** B, how many samples a batch has; the last one has what is left. */
  batchSize: number;
  /** A new random order in every epoch; false when left out. */
  shuffle?: boolean;
  /** Leaves out the last batch when it is smaller than the others; false when left out. */
  dropLast?: boolean;
  /** Where the orders are drawn from; the runtime's own generator when it is left out. */
  generator?: Generator;
}

/**
 * A dataset in batches. Each `for (const batch of loader)` is one epoch, from the start.
 *
 * - `ds`: any dataset
 *
 * A batch is a list of as many tensors as a sample has, with the batch as their first axis: samples of shapes (F) and ()
 * make batches of shapes (B, F) and (B). In an epoch every sample comes once (but for those that `dropLast` leaves out).
 * With `shuffle` the order is drawn anew at the start of every epoch, from the generator: the same seed gives the same
 * orders. Without, nothing is drawn, and samples come in their own order. Several epochs may be under way at once.
 *
 * Seven samples with `batchSize: 3` are batches of 3, 3 and 1; with `dropLast`, of 3 and 3.
 */
export class MyDataLoader implements Iterable<Tensor[]> {
  readonly dataset: Dataset;
  readonly options: LoaderOptions;

  constructor(ds: Dataset, o: LoaderOptions) {
    // Hint: only keep what you are given; when must the order be drawn?
    throw new NotImplementedError('A09.2 MyDataLoader');
  }

  /** How many batches an epoch has. */
  get length(): number {
    // Hint: does a batch that is not full count?
    throw new NotImplementedError('A09.2 length');
  }

  /** One epoch. The star lets you `yield` one batch after the other. */
  *[Symbol.iterator](): Iterator<Tensor[]> {
    // Hint: first a list of all numbers in their order (`torch.randperm`), then pieces of it, then `torch.stack`
    throw new NotImplementedError('A09.2 iterator');
  }
}

/** What clears gradients and makes steps: any optimizer of `optim`. */
export interface Optimizer {
  zeroGrad(): void;
  step(): void;
}

/** What `trainer` takes batches from: their number, and one epoch each time it is walked. */
export interface Loader extends Iterable<Tensor[]> {
  readonly length: number;
}

/**
 * One step of training on one batch: clear the gradients, forward, loss, backward, step.
 *
 * - `model`: gives predictions for X when called; those of a regression have the shape (B, 1)
 * - `criterion`: a loss module, called with predictions and targets
 * - `X`: (B, F); `y`: (B)
 * - `flatten`: makes the predictions a vector (B) before they meet the targets; without it they stay as they are, as
 *   scores of classes (B, C) must
 * - returns: the loss as a plain number, as it was *before* the update
 *
 * Whatever gradients the parameters still have from before must not take part.
 */
export function trainStep(
  model: nn.Module,
  criterion: nn.Module,
  optimizer: Optimizer,
  X: Tensor,
  y: Tensor,
  flatten = true,
): number {
  // Hint: five lines in the order of the comment; modules are called with `call`
  throw new NotImplementedError('A09.3 trainStep');
}

/** How `trainer` trains, and what it says. */
export interface TrainerOptions {
  /** How many times through all batches; 5 when left out. */
  epochs?: number;
  /** Whether there is a line for each epoch; true when left out. */
  verbose?: boolean;
  /** As in `trainStep`; true when left out. */
  flatten?: boolean;
  /** Where the lines go; `console.log` when left out. */
  log?: (line: string) => void;
}

/**
 * Trains a model for some epochs, a step for each batch.
 *
 * - returns: for each epoch the mean of its batches' losses, every batch counting the same; plain numbers
 *
 * With `verbose`, every epoch ends with a line such as `epoch: 1, loss: 93.1234`: counted from 1, four digits behind the
 * point. Calling it again goes on from where the model is.
 */
export function trainer(
  model: nn.Module,
  criterion: nn.Module,
  optimizer: Optimizer,
  loader: Loader,
  o: TrainerOptions = {},
): number[] {
  // Hint: two loops around `trainStep`; what do you divide the sum by?
  throw new NotImplementedError('A09.4 trainer');
}

/** What least squares found. */
export interface LinearFit {
  intercept: number;
  /** One number for each feature. */
  coef: number[];
}

/**
 * Two linear models side by side, as pandas prints a `DataFrame` that was rounded to two decimals.
 *
 * - `sk`: the first row, 'sklearn'
 * - `model`: the second row, 'pytorch'; its parameters are a weight (1, F) and a bias (1), in this order and perhaps
 *   further down (`nn.Linear`, or a module that holds one)
 * - returns: the text, with columns w0 (the intercept), w1, w2, …
 *
 * For the intercepts 0.5 and 1.25 and the slopes 2 and −3.999:
 *
 *                w0   w1
 *     sklearn  0.50  2.0
 *     pytorch  1.25 -4.0
 */
export function comparisonTable(sk: LinearFit, model: nn.Module): string {
  // Hint: `new DataFrame(rows, { index, columns })`, then `round(2)`, then `String(…)`
  throw new NotImplementedError('A09.5 comparisonTable');
}

/** How `fitLinear` trains. */
export interface FitOptions {
  lr: number;
  epochs: number;
  batchSize: number;
  seed: number;
}

/**
 * Linear regression by training: a new `nn.Linear(F, 1)`, mean squared error and SGD.
 *
 * - `X`: (N, F); `y`: (N); both float32
 * - returns: the trained model
 *
 * So that the same seed gives the same model everywhere, in this order: `torch.manualSeed(seed)`, the model, the
 * runtime's own `data.DataLoader` with `shuffle: true` on its `data.TensorDataset`, the optimizer, the epochs. Nothing else
 * draws random numbers, and nothing is printed.
 */
export function fitLinear(X: Tensor, y: Tensor, o: FitOptions): nn.Module {
  // Hint: everything is there already; which parameters does the optimizer get, and when?
  throw new NotImplementedError('A09.6 fitLinear');
}
