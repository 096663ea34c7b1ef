/**
 * A11 — From sigmoid to BCE-with-logits.
 *
 * A yes-or-no question has one score for each sample, its *logit* z; σ(z) is the probability of yes, and y is 1 for yes
 * and 0 for no. Shapes in the comments: N samples, F features, H hidden units; `()` is a tensor of one number. Logarithms
 * are natural. Unless a task says otherwise, results have the dtype of the first argument, and nothing that was given is
 * changed.
 */
import { data, nn, optim, type Tensor, torch } from '#torch';

/** What becomes of the losses of a batch: all of them, in their shape; their mean, `()`; or their sum, `()`. */
export type Reduction = 'none' | 'mean' | 'sum';

/**
 * The log loss of probabilities: `−(y·ln p + (1 − y)·ln(1 − p))` for each sample, then reduced.
 *
 * - `probs`: probabilities, `(N)` or any other shape, exact zeros and ones included
 * - `y`: targets in the same shape and dtype; 0 or 1, or a number between them ("soft labels")
 * - `reduction`: `'none'` keeps the shape; `'mean'` (the default) and `'sum'` give `()`
 * - returns: the loss, at least 0
 *
 * A logarithm below −100 counts as −100, as in the library: being sure and wrong costs 100 instead of ∞. Throw an error,
 * which names both shapes, when the shapes differ in any way.
 *
 * For the probabilities `[0.25, 0.75]` and the targets `[0, 1]` both losses are `−ln 0.75 = 0.2877`.
 */
export function bce(probs: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  // #region solution A11.1 bce — shapes first; of two logarithms y picks one. Which method keeps numbers above a bound?
  if (String(probs.shape) !== String(y.shape)) {
    throw new Error(`bce: probs has the shape (${probs.shape}), y (${y.shape}); expected the same`);
  }
  const yes = probs.log().clamp(-100);
  const no = probs.neg().add(1).log().clamp(-100);
  const losses = y.mul(yes).add(y.neg().add(1).mul(no)).neg();
  return reduction === 'none' ? losses : losses[reduction]();
  // #endregion
}

/**
 * `ln(1 + eᶻ)`, entry by entry, exact on both sides.
 *
 * - `z`: numbers of any size and shape
 * - returns: in the same shape. Far to the right it is z itself, and 1000 gives 1000, not ∞. Far to the left it is eᶻ:
 *   small, and not 0 as long as the dtype has such a number
 *
 * For 0 it is `ln 2 = 0.6931`; for −20 in float32 it is 2.0612e-09.
 */
export function log1pExp(z: Tensor): Tensor {
  // #region solution A11.2 log1pExp — draw the larger of 0 and z out of the sum; `log1p(t)` is ln(1 + t) for small t too
  return z.clamp(0).add(z.abs().neg().exp().log1p());
  // #endregion
}

/**
 * The log loss straight from logits: what `bce` would give for `σ(z)`, with no σ computed, so that nothing is rounded to
 * 0 or 1 on the way.
 *
 * - `logits`: scores, `(N)` or any other shape, ±1000 included
 * - `y`: targets in the same shape and dtype, as in `bce`
 * - `reduction`: as in `bce`
 * - returns: the loss, `max(z, 0) − z·y + ln(1 + e^(−|z|))` for each sample, then reduced; finite for every score
 *
 * Gradients flow through it to the logits. Throw an error, which names both shapes, when the shapes differ in any way.
 *
 * For z = 0 the loss is `ln 2 = 0.6931`, whatever y is; for z = 1000 it is 0 with y = 1 and 1000 with y = 0.
 */
export function bceWithLogits(logits: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  // #region solution A11.3 bceWithLogits — two of the three terms are a function you have already
  if (String(logits.shape) !== String(y.shape)) {
    throw new Error(
      `bceWithLogits: logits has the shape (${logits.shape}), y (${y.shape}); expected the same`,
    );
  }
  const losses = log1pExp(logits).sub(logits.mul(y));
  return reduction === 'none' ? losses : losses[reduction]();
  // #endregion
}

/**
 * How the *mean* loss of `bceWithLogits` changes with each logit: `(σ(z) − y) / N`.
 *
 * - `logits`, `y`: as in `bceWithLogits`; throw an error when the shapes differ
 * - returns: the gradient, in the shape of the logits
 *
 * By its formula: there is no `backward` while this function runs.
 *
 * For the logits `[0, 0]` and the targets `[1, 0]` it is `[−0.25, 0.25]`.
 */
export function bceWithLogitsGrad(logits: Tensor, y: Tensor): Tensor {
  // #region solution A11.4 bceWithLogitsGrad — how wrong is each probability, and which way? `numel()` counts entries
  if (String(logits.shape) !== String(y.shape)) {
    throw new Error(`bceWithLogitsGrad: logits has the shape (${logits.shape}), y (${y.shape})`);
  }
  return torch.sigmoid(logits).sub(y).div(logits.numel());
  // #endregion
}

/**
 * The probability of yes for each sample, for reading and plotting.
 *
 * - `model`: gives one logit for each sample when called, in a column `(N, 1)`
 * - `X`: samples, `(N, F)`
 * - returns: probabilities, `(N)`, without a graph behind them: its `requiresGrad` is false
 */
export function predictProba(model: nn.Module, X: Tensor): Tensor {
  // #region solution A11.5 predictProba — modules are called with `call`; then squash, lose an axis, let go of the graph
  return torch.sigmoid(model.call(X)).flatten().detach();
  // #endregion
}

/**
 * Labels from probabilities.
 *
 * - `p`: probabilities of yes, `(N)`
 * - `threshold`: the answer is yes when the probability is *greater* than this; equal is not enough. 0.5 when left out
 * - returns: 1 for yes and 0 for no, `(N)`, int64
 *
 * `[0.2, 0.5, 0.9]` gives `[0, 0, 1]`, and with the threshold 0.1 `[1, 1, 1]`.
 */
export function predictLabels(p: Tensor, threshold = 0.5): Tensor {
  // #region solution A11.6 predictLabels — compare; what dtype does a comparison have, and what should it be?
  return p.gt(threshold).long();
  // #endregion
}

/**
 * A network for one yes-or-no question: `Linear(i, h)`, `ReLU`, `Linear(h, 1)`, in this order.
 *
 * - `i`: how many features a sample has; `h`: how many hidden units
 * - returns: a new module that makes *logits* `(N, 1)` of samples `(N, i)`: no sigmoid at the end
 */
export function binaryClassifier(i: number, h: number): nn.Module {
  // #region solution A11.7 binaryClassifier — three layers in a row
  return new nn.Sequential(new nn.Linear(i, h), new nn.ReLU(), new nn.Linear(h, 1));
  // #endregion
}

/** How `trainBinary` trains. */
export interface TrainOptions {
  /** H, the number of hidden units. */
  hidden: number;
  lr: number;
  epochs: number;
  batchSize: number;
  seed: number;
}

/** What came of a training. */
export interface Trained {
  model: nn.Module;
  /** For each epoch the mean of its batches' losses, every batch counting the same. */
  losses: number[];
  /** The share of the samples trained on that the trained model answers right, between 0 and 1. */
  accuracy: number;
}

/**
 * Trains a new classifier with Adam on the log loss of its logits.
 *
 * - `X`: (N, F); `y`: (N), zeros and ones; both float32
 * - returns: the trained model, losses and accuracy; plain numbers
 *
 * So that the same seed gives the same model everywhere, in this order: `torch.manualSeed(seed)`, `binaryClassifier`, the
 * runtime's own `data.DataLoader` with `shuffle: true` on its `data.TensorDataset`, `optim.Adam`, the epochs. The loss is
 * `nn.BCEWithLogitsLoss` or your own. Nothing else draws random numbers, and nothing is printed. The answer is yes where
 * the probability is greater than 0.5.
 */
export function trainBinary(X: Tensor, y: Tensor, o: TrainOptions): Trained {
  // #region solution A11.8 trainBinary — the loop of A09; a column of logits and a vector of targets have to become alike
  torch.manualSeed(o.seed);
  const model = binaryClassifier(X.shape[1], o.hidden);
  const samples = new data.TensorDataset(X, y);
  const loader = new data.DataLoader(samples, { batchSize: o.batchSize, shuffle: true });
  const optimizer = new optim.Adam(model.parameters(), { lr: o.lr });
  const criterion = new nn.BCEWithLogitsLoss();
  const losses = Array.from({ length: o.epochs }, () => {
    let total = 0;
    for (const [x, t] of loader) {
      optimizer.zeroGrad();
      const loss: Tensor = criterion.call(model.call(x).flatten(), t);
      loss.backward();
      optimizer.step();
      total += loss.item();
    }
    return total / loader.length;
  });
  const right = predictLabels(predictProba(model, X)).eq(y);
  return { model, losses, accuracy: right.sum().item() / y.shape[0] };
  // #endregion
}

/** The probabilities of yes at the points of a square grid; `p[row][col]` belongs to the point (`xs[col]`, `ys[row]`). */
export interface DecisionGrid {
  xs: number[];
  ys: number[];
  p: number[][];
}

/**
 * What a model says all over a square: the numbers behind a picture of its decision boundary.
 *
 * - `model`: takes samples `(N, 2)`, float32, whose features are x and y; gives logits `(N, 1)`
 * - `lo`, `hi`: the ends of both axes, which belong to the grid
 * - `n`: how many points each axis has, at least 2, evenly spaced and rising
 * - returns: plain numbers; *rows are y, columns are x*
 *
 * From 0 to 1 with n = 3 both axes are `[0, 0.5, 1]`, and `p[0][2]` belongs to the point x = 1, y = 0.
 */
export function decisionGrid(model: nn.Module, lo: number, hi: number, n: number): DecisionGrid {
  // #region solution A11.9 decisionGrid — all n² points as one batch, in the order in which p is read; then n rows of n
  const axis = Array.from({ length: n }, (_, k) => lo + (k * (hi - lo)) / (n - 1));
  const points = axis.flatMap((y) => axis.map((x) => [x, y]));
  const p = predictProba(model, torch.tensor(points, { dtype: torch.float32 })).reshape(n, n);
  return { xs: axis, ys: [...axis], p: p.tolist() as number[][] };
  // #endregion
}

/** How `MyLogisticRegression` is fitted. */
export interface FitOptions {
  lr: number;
  /** How many steps, each on all samples. */
  steps: number;
}

/**
 * Binary logistic regression, `P(yes) = σ(x·w + b)`, fitted by gradient descent on the mean log loss.
 *
 * Without a hidden layer there is only one valley, so it needs no random numbers: w and b start at 0.
 */
export class MyLogisticRegression {
  /** Weights `(F)` and bias `()`. A suggestion: the grader reads neither. */
  w: Tensor = torch.zeros(0);
  b: Tensor = torch.zeros([]);

  /**
   * Starts at 0, in the dtype of X, and makes `steps` steps of `lr` times the gradient, each on all samples.
   *
   * - `X`: (N, F); `y`: (N), the same dtype
   * - returns: this object, so that calls can be chained. Fitting again starts at 0 again
   */
  fit(X: Tensor, y: Tensor, o: FitOptions): this {
    // #region solution A11.10 fit — A11.4 has the slope by each logit; how much does a weight move the logits, how much b?
    this.w = torch.zeros(X.shape[1], { dtype: X.dtype });
    this.b = torch.zeros([], { dtype: X.dtype });
    for (let step = 0; step < o.steps; step++) {
      const slope = bceWithLogitsGrad(X.matmul(this.w).add(this.b), y);
      this.w = this.w.sub(X.t().matmul(slope).mul(o.lr));
      this.b = this.b.sub(slope.sum().mul(o.lr));
    }
    return this;
    // #endregion
  }

  /** The probability of yes for each row of X: `(N, F)` → `(N)`, without a graph. */
  predictProba(X: Tensor): Tensor {
    // #region solution A11.10 predictProba — the forward pass of A05
    return torch.sigmoid(X.matmul(this.w).add(this.b)).detach();
    // #endregion
  }

  /** 1 where the probability is greater than `t` (0.5 when left out), else 0: `(N)`, int64. */
  predict(X: Tensor, t = 0.5): Tensor {
    // #region solution A11.10 predict — from probabilities to labels
    return predictLabels(this.predictProba(X), t);
    // #endregion
  }

  /** The share of rows whose label at the threshold 0.5 is y, a plain number between 0 and 1. */
  score(X: Tensor, y: Tensor): number {
    // #region solution A11.10 score — compare, average, take the number out
    return this.predict(X).eq(y).sum().item() / y.shape[0];
    // #endregion
  }
}

/**
 * A model ended with a sigmoid and gave five samples the outputs 0.4647, 0.4493, 0.4568, 0.4505 and 0.4582. A comment
 * below it says: class 0 for the first and third, class 1 for the second, fourth and fifth. Correct it: the label of each
 * sample at a threshold of 0.5, five whole numbers.
 */
export const relabel: number[] =
  // #region solution A11.11 relabel — hold each output against the threshold
  [0, 0, 0, 0, 0];
// #endregion
