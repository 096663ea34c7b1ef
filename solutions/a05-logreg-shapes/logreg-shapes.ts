/**
 * A05 — Logistic regression: shapes and forward passes.
 *
 * Shapes in the comments: N samples, F features, C classes; `(N, F)` has one row per sample, `()` is a tensor of one
 * number. Logits are scores of any size; probabilities lie between 0 and 1. Unless a task says otherwise, weights are
 * `(F, C)` and meet the samples from the right. Results have the dtype of the first argument unless a task says
 * otherwise, and no function changes what it was given.
 */
import { type Generator, nn, type Tensor, torch } from '#torch';

/** The shape of everything in `X @ W + b`, and of the weight that PyTorch would keep. */
export interface Shapes {
  X: number[];
  W: number[];
  b: number[];
  logits: number[];
  torchWeight: number[];
}

/**
 * The shapes of multiclass logistic regression.
 *
 * - `n`, `f`, `c`: the numbers of samples, features and classes
 * - returns: the shapes of the samples `X`, the weights `W`, the biases `b` and the scores `logits = X @ W + b`; and
 *   `torchWeight`, the shape in which `nn.Linear` keeps the weights of the same model
 *
 * A batch of one sample is still a batch: its X has two axes. A vector of three numbers has the shape `[3]`.
 */
export function shapesFor(n: number, f: number, c: number): Shapes {
  // #region solution A05.1 shapesFor — in a product the two inner sizes meet and vanish: which sizes must be left over?
  return { X: [n, f], W: [f, c], b: [c], logits: [n, c], torchWeight: [c, f] };
  // #endregion
}

/**
 * Weights and biases to start from: all of them uniform between −1/√F and 1/√F.
 *
 * - `F`, `C`: the numbers of features and classes
 * - `gen`: where the randomness comes from; `W` is drawn first, row by row, then `b`
 * - returns: `W` of shape `(F, C)` and `b` of shape `(C)`, float32
 *
 * The same seed always gives the same weights. Pass `gen` on as `{ generator: gen }`.
 */
export function initLogReg(F: number, C: number, gen: Generator): { W: Tensor; b: Tensor } {
  // #region solution A05.2 initLogReg — stretch and shift what is uniform in [0, 1), or fill an empty tensor
  const bound = 1 / Math.sqrt(F);
  const W = torch.empty(F, C).uniform_(-bound, bound, { generator: gen });
  const b = torch.empty(C).uniform_(-bound, bound, { generator: gen });
  return { W, b };
  // #endregion
}

/**
 * The scores of every sample for every class, `X @ W + b`.
 *
 * - `X`: samples, `(N, F)`
 * - `W`: weights, `(F, C)`: column j belongs to class j
 * - `b`: biases, `(C)`: one per class, the same for every sample
 * - returns: logits, `(N, C)`
 *
 * For one sample `[1, 2]`, weights `[[1, 0], [0, 3]]` and biases `[10, 20]` the scores are `[[11, 26]]`.
 */
export function logits(X: Tensor, W: Tensor, b: Tensor): Tensor {
  // #region solution A05.3 logits — write the three shapes side by side; what does (C) line up with in (N, C)?
  return X.matmul(W).add(b);
  // #endregion
}

/**
 * Multiclass logistic regression: for every sample, how probable each class is.
 *
 * - `X`, `W`, `b`: as for `logits`
 * - returns: probabilities, `(N, C)`; every row adds up to 1, however large the scores are
 *
 * Exactly one class is right for each sample, so the classes of a row share one total.
 */
export function logregPredictProba(X: Tensor, W: Tensor, b: Tensor): Tensor {
  // #region solution A05.4 logregPredictProba — you have the scores already: along which axis do the classes lie?
  return torch.softmax(logits(X, W, b), 1);
  // #endregion
}

/**
 * Takes over the weights of an `nn.Linear`, which computes `x @ weightᵀ + bias`, for use in `X @ W + b`.
 *
 * - `weight`: `(C, F)`: *row* j belongs to class j
 * - `bias`: `(C)`
 * - returns: `W` of shape `(F, C)` and `b` of shape `(C)`, such that `logits(X, W, b)` gives the same scores
 *
 * `(2, 3)` becomes `(3, 2)`, and entry `[0, 2]` becomes entry `[2, 0]`.
 */
export function fromTorchLayout(weight: Tensor, bias: Tensor): { W: Tensor; b: Tensor } {
  // #region solution A05.5 fromTorchLayout — the shape alone does not tell: which entry has to end up where?
  return { W: weight.t(), b: bias };
  // #endregion
}

/**
 * Binary logistic regression: for every sample, the probability of "yes", σ(x·w + b).
 *
 * - `x`: samples, `(N, F)`
 * - `w`: weights, `(F)`: a vector, since there is only one score
 * - `b`: the bias, `()`
 * - returns: probabilities, `(N)`, between 0 and 1 for scores of any size; not `(N, 1)`
 *
 * A score of 0 means 0.5: undecided.
 */
export function binaryForward(x: Tensor, w: Tensor, b: Tensor): Tensor {
  // #region solution A05.6 binaryForward — what shape does (N, F) @ (F) have? One score per sample, one answer per score
  return torch.sigmoid(x.matmul(w).add(b));
  // #endregion
}

/**
 * The labels that apply to each sample, when none, one or several may.
 *
 * - `probs`: one probability for each sample and label, `(N, C)`; each label is a question of its own, so rows need
 *   not add up to 1
 * - `threshold`: a label applies when its probability is *greater* than this; equal is not enough
 * - returns: for each sample the numbers of its labels, in increasing order; a list may be empty
 *
 * For `[[0.9, 0.3], [0.1, 0.2]]` and 0.25 the answer is `[[0, 1], []]`.
 */
export function multiLabel(probs: Tensor, threshold: number): number[][] {
  // #region solution A05.7 multiLabel — ask every label by itself; then collect the numbers of those that said yes
  const applies = probs.gt(threshold).long().tolist() as number[][];
  return applies.map((row) => row.flatMap((yes, label) => (yes === 1 ? [label] : [])));
  // #endregion
}

/**
 * Labels from the predictions of a *linear regression* on the class number. That is the wrong way to classify, and
 * here you find out why.
 *
 * - `yHat`: predictions, `(N)`, any finite numbers
 * - `C`: the number of classes
 * - returns: the nearest label from 0 to C − 1 for each sample, `(N)`, int64. Halfway between two numbers the even one
 *   is taken, as `torch.round` does
 *
 * With three classes `[-0.7, 0.5, 1.5, 7]` becomes `[0, 0, 2, 2]`.
 */
export function regressionAsClassifier(yHat: Tensor, C: number): Tensor {
  // #region solution A05.8 regressionAsClassifier — three steps: a whole number, a label that exists, the right dtype
  return yHat
    .round()
    .clamp(0, C - 1)
    .long();
  // #endregion
}

/** What a network is to predict: numbers; one yes or no; one class out of several. */
export type HeadKind = 'regression' | 'binary' | 'multiclass';

/**
 * A stack of linear layers from `sizes[0]` inputs to `sizes.at(-1)` outputs, with nothing between or after them.
 *
 * - `kind`: what the outputs are for. None of the three gets a sigmoid or a softmax: what comes out are numbers or
 *   *logits*, and whoever needs probabilities applies the squashing function afterwards
 * - `sizes`: two numbers or more; `[6, 4, 3]` makes `Linear(6, 4)` and `Linear(4, 3)`
 * - throws: an error when `kind` is `'binary'` and the last size is not 1
 *
 * The outputs for `(N, sizes[0])` have the shape `(N, sizes.at(-1))`.
 */
export function buildHead(kind: HeadKind, sizes: number[]): nn.Sequential {
  // #region solution A05.9 buildHead — n sizes have n − 1 neighbouring pairs; `new nn.Sequential(...layers)` takes any number
  const outputs = sizes.at(-1);
  if (kind === 'binary' && outputs !== 1) {
    throw new RangeError(`buildHead: a binary head has one output (seen: ${outputs})`);
  }
  return new nn.Sequential(...sizes.slice(1).map((size, i) => new nn.Linear(sizes[i], size)));
  // #endregion
}

/**
 * How many numbers a stack of linear layers learns, weights and biases together.
 *
 * - `sizes`: as for `buildHead`
 *
 * `[2, 3]` has 2 · 3 weights and 3 biases: 9. Activations between the layers would learn nothing, so they do not count.
 */
export function mlpParameterCount(sizes: number[]): number {
  // #region solution A05.10 mlpParameterCount — each output of a layer has one weight for every input, and what else?
  return sizes.slice(1).reduce((total, size, i) => total + (sizes[i] + 1) * size, 0);
  // #endregion
}

/**
 * With pencil and paper: a model gives one house the scores 1, 2 and −1 for the price bands low, medium and high. Its
 * true band is medium.
 *
 * `probs`: the probabilities of the three bands. `accuracy`: the accuracy on this one house, between 0 and 1. `loss`: the
 * cross-entropy, in nats. Three decimals are enough.
 */
export const houseAnswer: { probs: number[]; accuracy: number; loss: number } =
  // #region solution A05.11 houseAnswer — exponentials, their sum, three quotients; then the surprise at the right one
  { probs: [0.2595, 0.7054, 0.0351], accuracy: 1, loss: 0.349 };
// #endregion
