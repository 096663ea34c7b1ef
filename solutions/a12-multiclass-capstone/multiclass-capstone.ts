/**
 * A12 — Multiclass logistic regression and a small MLP.
 *
 * Shapes in the comments: N samples, F features, H hidden units, C classes; `(N, F)` has one row per sample. Samples are
 * floats; labels are class numbers from 0, int64, of shape `(N)`. Names that end in `tr` are training rows, names that end
 * in `v` are held out: nothing is learned from those. Logits are scores of any size. No function changes what it was given
 * unless its comment says so.
 */
import { data, F, nn, optim, sk, type Tensor, torch } from '#torch';

// ── Given: houses to classify. Nothing to write here; the handout prints a few of them. ──

/**
 * A town of made-up houses in three price bands.
 *
 * - `seed`: another seed, another town
 * - `n`: the number of houses
 * - returns: `X` `(n, 2)`, how far east and how far north each house lies; `y` `(n)`, its band: the cheapest third is 0,
 *   the dearest third is 2
 *
 * price = east − east² + e^(−north) · noise, where east, north and noise are standard normal. So houses are dearest a
 * little east of the middle, and prices are alike in the north and scattered in the south.
 */
export function makeHousing(seed: number, n: number): { X: Tensor; y: Tensor } {
  const generator = new torch.Generator().manualSeed(seed);
  const X = torch.randn(n, 2, { generator });
  const noise = torch.randn(n, { generator });
  const [east, north] = [X.select(1, 0), X.select(1, 1)];
  const price = east.sub(east.square()).add(north.neg().exp().mul(noise));
  const place = price.argsort().argsort();
  return { X, y: place.mul(3).div(n).floor().long() };
}

/**
 * One epoch of multiclass logistic regression by hand: a step of gradient descent for each batch.
 *
 * - `X`: `(N, F)`; `y`: `(N)`
 * - `W`: `(F, C)` and `b`: `(C)`: both are changed *in place*
 * - `o.batch`: B, how many rows a batch has: rows 0 to B − 1, then the next B, and so on in their own order; the last one
 *   has what is left
 * - `o.lr`: each step subtracts the learning rate times the gradient of the batch's *mean* cross-entropy
 *
 * By hand: nothing is recorded when the cases call it, so `backward` has nothing to go back through. It holds for scores in
 * the thousands too.
 */
export function softmaxRegressionEpoch(
  X: Tensor,
  y: Tensor,
  W: Tensor,
  b: Tensor,
  o: { lr: number; batch: number },
): void {
  // #region solution A12.1 softmaxRegressionEpoch — `split` cuts batches; from A07: the gradient by the scores, and what a linear layer makes of it
  const labels = y.split(o.batch);
  for (const [i, x] of X.split(o.batch).entries()) {
    const wanted = F.oneHot(labels[i], W.shape[1]);
    const surplus = torch.softmax(x.matmul(W).add(b), 1).sub(wanted).div(x.shape[0]);
    W.sub_(x.t().matmul(surplus).mul(o.lr));
    b.sub_(surplus.sum(0).mul(o.lr));
  }
  // #endregion
}

/**
 * The wrong way to classify: the linear regression with the least squared error on the *class number*, rounded.
 *
 * - `X` `(N, F)`, `y` `(N)`: what it is fitted to, with an intercept
 * - `Xv` `(M, F)`, `yv` `(M)`: held out
 * - returns: `predictions` `(M)`, int64, for the held-out rows: the nearest label from 0 to the largest one in `y`.
 *   `accuracy`: the share of them that is right, between 0 and 1
 */
export function wrongWay(
  X: Tensor,
  y: Tensor,
  Xv: Tensor,
  yv: Tensor,
): { accuracy: number; predictions: Tensor } {
  // #region solution A12.2 wrongWay — `sk.LinearRegression`, whose arrays `torch.tensor` reads; then A05: round, clamp, dtype
  const regression = new sk.LinearRegression().fit(X, y);
  const yHat = torch.tensor(regression.predict(Xv));
  const predictions = yHat.round().clamp(0, y.max().item()).long();
  return { accuracy: predictions.eq(yv).sum().item() / yv.shape[0], predictions };
  // #endregion
}

/**
 * Multiclass logistic regression: gradient descent on the mean cross-entropy, from zeros, with all training rows in every
 * step.
 *
 * - `o.steps`: how many steps of size `o.lr`
 * - returns: `W` `(F, C)` and `b` `(C)`, where C is one more than the largest label in `ytr`; `losses`,
 *   where `losses[k]` is the loss of all training rows *before* step k (plain numbers); `accuracy`, the share of the
 *   held-out rows whose label has the largest score
 */
export function logisticWay(
  Xtr: Tensor,
  ytr: Tensor,
  Xv: Tensor,
  yv: Tensor,
  o: { lr: number; steps: number },
): { W: Tensor; b: Tensor; losses: number[]; accuracy: number } {
  // #region solution A12.3 logisticWay — an epoch whose only batch holds all rows is one step of this
  const c = ytr.max().item() + 1;
  const W = torch.zeros(Xtr.shape[1], c);
  const b = torch.zeros(c);
  const losses = Array.from({ length: o.steps }, () => {
    const loss = F.crossEntropy(Xtr.matmul(W).add(b), ytr).item();
    softmaxRegressionEpoch(Xtr, ytr, W, b, { lr: o.lr, batch: Xtr.shape[0] });
    return loss;
  });
  const labels = Xv.matmul(W).add(b).argmax(1);
  return { W, b, losses, accuracy: labels.eq(yv).sum().item() / yv.shape[0] };
  // #endregion
}

/**
 * A network with one hidden layer: linear, ReLU, linear.
 *
 * - `i`, `h`, `c`: the numbers of features, hidden units and classes
 * - returns: a module from `(N, i)` to *logits* `(N, c)`; nothing squashes them. `parameters()` lists the weight `(h, i)` and
 *   bias `(h)` of the hidden layer, then the weight `(c, h)` and bias `(c)` of the last one
 *
 * The layers are two `nn.Linear`, the hidden one made first, as their random numbers are drawn when they are made.
 */
export function multiClassifier(i: number, h: number, c: number): nn.Module {
  // #region solution A12.4 multiClassifier — three parts in a row; the loss will want raw scores
  return new nn.Sequential(new nn.Linear(i, h), new nn.ReLU(), new nn.Linear(h, c));
  // #endregion
}

/** What `trainMulticlass` takes batches from: their number, and one epoch each time it is walked. */
export interface Loader extends Iterable<Tensor[]> {
  readonly length: number;
}

/**
 * Trains a classifier with a new `optim.Adam` on the mean cross-entropy of each batch.
 *
 * - `model`: gives logits `(B, C)` for `(B, F)` when called; its parameters are changed
 * - `loader`: batches of X `(B, F)` and y `(B)`
 * - `o`: the learning rate of Adam (everything else as it is by default) and the number of epochs
 * - returns: for each epoch the mean of its batches' losses, each taken before its step; plain numbers
 *
 * Whatever gradients the parameters still have from before must not take part. Nothing is printed.
 */
export function trainMulticlass(
  model: nn.Module,
  loader: Loader,
  o: { lr: number; epochs: number },
): number[] {
  // #region solution A12.5 trainMulticlass — the loop of A09, for a table of scores and whole labels: which line of it must go?
  const optimizer = new optim.Adam(model.parameters(), { lr: o.lr });
  return Array.from({ length: o.epochs }, () => {
    let total = 0;
    for (const [x, labels] of loader) {
      optimizer.zeroGrad();
      const loss = F.crossEntropy(model.call(x), labels);
      loss.backward();
      optimizer.step();
      total += loss.item();
    }
    return total / loader.length;
  });
  // #endregion
}

/** How `mlpWay` trains. */
export interface MlpOptions {
  /** H, the number of hidden units. */
  hidden: number;
  lr: number;
  epochs: number;
  batchSize: number;
  seed: number;
}

/**
 * The same task with a hidden layer: a new `multiClassifier`, trained by `trainMulticlass`.
 *
 * - returns: the trained `model`; `losses`, one for each epoch; `accuracy`, as in `logisticWay`
 *
 * C is one more than the largest label in `ytr`. So that the same seed gives the same model everywhere, in this order:
 * `torch.manualSeed(seed)`, the model, the runtime's own `data.DataLoader` with `shuffle: true` on its
 * `data.TensorDataset`, the epochs. Nothing else draws random numbers.
 */
export function mlpWay(
  Xtr: Tensor,
  ytr: Tensor,
  Xv: Tensor,
  yv: Tensor,
  o: MlpOptions,
): { model: nn.Module; losses: number[]; accuracy: number } {
  // #region solution A12.6 mlpWay — everything is there already; which rows does each part get to see?
  torch.manualSeed(o.seed);
  const model = multiClassifier(Xtr.shape[1], o.hidden, ytr.max().item() + 1);
  const samples = new data.TensorDataset(Xtr, ytr);
  const loader = new data.DataLoader(samples, { batchSize: o.batchSize, shuffle: true });
  const losses = trainMulticlass(model, loader, { lr: o.lr, epochs: o.epochs });
  const labels: Tensor = model.call(Xv).argmax(1);
  return { model, losses, accuracy: labels.eq(yv).sum().item() / yv.shape[0] };
  // #endregion
}

/**
 * How probable each class is for each sample.
 *
 * - `model`: gives logits `(N, C)` for `X` `(N, F)` when called
 * - returns: `(N, C)`; every row adds up to 1, and no gradient can go back through it: `requiresGrad` is false
 */
export function probabilities(model: nn.Module, X: Tensor): Tensor {
  // #region solution A12.7 probabilities — logits, and what turns a row of them into shares; how does a result leave the graph?
  return torch.softmax(model.call(X), 1).detach();
  // #endregion
}

/**
 * The most probable class of each sample.
 *
 * - `model`, `X`: as for `probabilities`
 * - returns: labels, `(N)`, int64; the smaller one where two classes tie
 */
export function classes(model: nn.Module, X: Tensor): Tensor {
  // #region solution A12.8 classes — not the largest score, but where it stands
  return model.call(X).argmax(1);
  // #endregion
}

/**
 * The confusion matrix: how often each class was taken for each class.
 *
 * - `y`: the true labels, `(N)`; `yHat`: the predicted ones, `(N)`
 * - `C`: the number of classes; one that never occurs has zeros
 * - returns: counts, `(C, C)`, int64: row = *true* class, column = predicted class
 *
 * For the true labels 0, 0, 1 and the predictions 0, 1, 1 it is `[[1, 1], [0, 1]]`: one 0 was taken for a 1.
 */
export function confusion(y: Tensor, yHat: Tensor, C: number): Tensor {
  // #region solution A12.9 confusion — two tables of one-hot rows and a product; or one number for each pair, and a count of them
  return F.oneHot(y, C).t().matmul(F.oneHot(yHat, C));
  // #endregion
}

/** Losses, each for another kind of answer. */
export type Loss = 'mse' | 'bceWithLogits' | 'crossEntropy';

/**
 * Which loss belongs to which question?
 *
 * - `housePrice`: what a house will be sold for, in euros
 * - `spam`: whether an email is spam
 * - `newsTopic`: which one of twelve sections an article belongs to
 * - `weatherTags`: which of rain, snow, hail and sun occur on a day; several may, or none
 */
export const chooseLoss: Record<'housePrice' | 'spam' | 'newsTopic' | 'weatherTags', Loss> =
  // #region solution A12.10 chooseLoss — how many outputs, and how many of them may be right?
  {
    housePrice: 'mse',
    spam: 'bceWithLogits',
    newsTopic: 'crossEntropy',
    weatherTags: 'bceWithLogits',
  };
// #endregion

/** A regression was trained with a squared error, a classifier with cross-entropy. By which number do you tell which is better? */
export const compareBy: 'loss' | 'accuracy' =
  // #region solution A12.10 compareBy — in which units is each?
  'accuracy';
// #endregion
