// Write your code where it says `throw new NotImplementedError(…)` or `notFilled(…)`, in place of that line.
// Each function is graded on its own: leave what you have not done yet as it is. Import only from `#torch`;
// add the names you need to the list in the braces, for example `torch`.

/**
 * A05 — Logistic regression: shapes and forward passes.
 *
 * Shapes in the comments: N samples, F features, C classes; `(N, F)` has one row per sample, `()` is a tensor of one
 * number. Logits are scores of any size; probabilities lie between 0 and 1. Unless a task says otherwise, weights are
 * `(F, C)` and meet the samples from the right. Results have the dtype of the first argument unless a task says
 * otherwise, and no function changes what it was given.
 */
import { type Generator, NotImplementedError, nn, notFilled, type Tensor } from '#torch';

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
  // Hint: in a product the two inner sizes meet and vanish: which sizes must be left over?
  throw new NotImplementedError('A05.1 shapesFor');
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
  // Hint: stretch and shift what is uniform in [0, 1), or fill an empty tensor
  throw new NotImplementedError('A05.2 initLogReg');
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
  // Hint: write the three shapes side by side; what does (C) line up with in (N, C)?
  throw new NotImplementedError('A05.3 logits');
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
  // Hint: you have the scores already: along which axis do the classes lie?
  throw new NotImplementedError('A05.4 logregPredictProba');
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
  // Hint: the shape alone does not tell: which entry has to end up where?
  throw new NotImplementedError('A05.5 fromTorchLayout');
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
  // Hint: what shape does (N, F) @ (F) have? One score per sample, one answer per score
  throw new NotImplementedError('A05.6 binaryForward');
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
  // Hint: ask every label by itself; then collect the numbers of those that said yes
  throw new NotImplementedError('A05.7 multiLabel');
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
  // Hint: three steps: a whole number, a label that exists, the right dtype
  throw new NotImplementedError('A05.8 regressionAsClassifier');
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
  // Hint: n sizes have n − 1 neighbouring pairs; `new nn.Sequential(...layers)` takes any number
  throw new NotImplementedError('A05.9 buildHead');
}

/**
 * How many numbers a stack of linear layers learns, weights and biases together.
 *
 * - `sizes`: as for `buildHead`
 *
 * `[2, 3]` has 2 · 3 weights and 3 biases: 9. Activations between the layers would learn nothing, so they do not count.
 */
export function mlpParameterCount(sizes: number[]): number {
  // Hint: each output of a layer has one weight for every input, and what else?
  throw new NotImplementedError('A05.10 mlpParameterCount');
}

/**
 * With pencil and paper: a model gives one house the scores 1, 2 and −1 for the price bands low, medium and high. Its
 * true band is medium.
 *
 * `probs`: the probabilities of the three bands. `accuracy`: the accuracy on this one house, between 0 and 1. `loss`: the
 * cross-entropy, in nats. Three decimals are enough.
 */
export const houseAnswer: { probs: number[]; accuracy: number; loss: number } =
  // Hint: exponentials, their sum, three quotients; then the surprise at the right one
  notFilled('A05.11 houseAnswer');
