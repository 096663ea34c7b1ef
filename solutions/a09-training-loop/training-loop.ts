/**
 * A09 — Data loaders and the trainer.
 *
 * Training sees the data in *batches*: a few samples, one step, the next few samples. Once through all of them is an
 * *epoch*. Shapes in the comments: N samples, F features, B samples in a batch.
 */
import { DataFrame, data, type Generator, nn, optim, type Tensor, torch } from '#torch';

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
    // #region solution A09.1 MyTensorDataset — `shape[0]` is the number of rows
    const lengths = t.map((x) => x.shape[0]);
    if (lengths.some((length) => length !== lengths[0])) {
      throw new RangeError(`MyTensorDataset: tensors of ${lengths.join(' and ')} rows`);
    }
    this.tensors = t;
    // #endregion
  }

  /** How many samples there are: N. */
  get length(): number {
    // #region solution A09.1 length — every tensor has as many rows
    return this.tensors[0].shape[0];
    // #endregion
  }

  /** Sample i, counted from 0: one row of each tensor, in their order, without the axis of the rows. */
  get(i: number): Tensor[] {
    // #region solution A09.1 get — `x.at(i)` picks along the first axis; what becomes of that axis?
    return this.tensors.map((x) => x.at(i));
    // #endregion
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
    // #region solution A09.2 MyDataLoader — only keep what you are given; when must the order be drawn?
    this.dataset = ds;
    this.options = o;
    // #endregion
  }

  /** How many batches an epoch has. */
  get length(): number {
    // #region solution A09.2 length — does a batch that is not full count?
    const batches = this.dataset.length / this.options.batchSize;
    return this.options.dropLast ? Math.floor(batches) : Math.ceil(batches);
    // #endregion
  }

  /** One epoch. The star lets you `yield` one batch after the other. */
  *[Symbol.iterator](): Iterator<Tensor[]> {
    // #region solution A09.2 iterator — first a list of all numbers in their order (`torch.randperm`), then pieces of it, then `torch.stack`
    const { batchSize, shuffle = false, generator = torch.defaultGenerator } = this.options;
    const inOrder = torch.arange(this.dataset.length);
    const order = shuffle ? torch.randperm(this.dataset.length, { generator }) : inOrder;
    const numbers = order.tolist() as number[];
    for (let batch = 0; batch < this.length; batch++) {
      const samples = numbers
        .slice(batch * batchSize, (batch + 1) * batchSize)
        .map((i) => this.dataset.get(i));
      yield samples[0].map((_, part) => torch.stack(samples.map((sample) => sample[part])));
    }
    // #endregion
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
  // #region solution A09.3 trainStep — five lines in the order of the comment; modules are called with `call`
  optimizer.zeroGrad();
  const output: Tensor = model.call(X);
  const loss: Tensor = criterion.call(flatten ? output.flatten() : output, y);
  loss.backward();
  optimizer.step();
  return loss.item();
  // #endregion
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
  // #region solution A09.4 trainer — two loops around `trainStep`; what do you divide the sum by?
  const { epochs = 5, verbose = true, flatten = true, log = console.log } = o;
  return Array.from({ length: epochs }, (_, epoch) => {
    let total = 0;
    for (const [X, y] of loader) total += trainStep(model, criterion, optimizer, X, y, flatten);
    const loss = total / loader.length;
    if (verbose) log(`epoch: ${epoch + 1}, loss: ${loss.toFixed(4)}`);
    return loss;
  });
  // #endregion
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
  // #region solution A09.5 comparisonTable — `new DataFrame(rows, { index, columns })`, then `round(2)`, then `String(…)`
  const [weight, bias] = model.parameters();
  const rows = [
    [sk.intercept, ...sk.coef],
    [bias.item(), ...(weight.flatten().tolist() as number[])],
  ];
  const columns = rows[0].map((_, i) => `w${i}`);
  return String(new DataFrame(rows, { index: ['sklearn', 'pytorch'], columns }).round(2));
  // #endregion
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
  // #region solution A09.6 fitLinear — everything is there already; which parameters does the optimizer get, and when?
  torch.manualSeed(o.seed);
  const model = new nn.Linear(X.shape[1], 1);
  const samples = new data.TensorDataset(X, y);
  const loader = new data.DataLoader(samples, { batchSize: o.batchSize, shuffle: true });
  const optimizer = new optim.SGD(model.parameters(), { lr: o.lr });
  trainer(model, new nn.MSELoss(), optimizer, loader, { epochs: o.epochs, verbose: false });
  return model;
  // #endregion
}
