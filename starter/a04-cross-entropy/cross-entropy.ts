// Write your code where it says `throw new NotImplementedError(…)` or `notFilled(…)`, in place of that line.
// Each function is graded on its own: leave what you have not done yet as it is. Import only from `#torch`;
// add the names you need to the list in the braces, for example `torch`.

/**
 * A04 — One-hot, negative log-likelihood, cross-entropy.
 *
 * Shapes in the comments: N samples, C classes; `(N, C)` has one row per sample, `()` is a tensor of one number.
 * A label is the number of a class, from 0 to C − 1. Logits are scores of any size; probabilities add up to 1 in
 * each row. Logarithms are natural (unit: nats) unless a task says otherwise. Results have the dtype of the first
 * argument unless a task says otherwise, and no function changes what it was given.
 */
import { NotImplementedError, notFilled, type Tensor } from '#torch';

/** What becomes of the N losses of a batch: all of them, `(N)`; their mean, `()`; or their sum, `()`. */
export type Reduction = 'none' | 'mean' | 'sum';

/**
 * Labels as rows of zeros with a single 1, at the place of the class.
 *
 * - `labels`: one label `()` or many `(N)`, int64, each from 0 to `numClasses − 1`
 * - `numClasses`: C, the width of every row, whichever labels happen to occur
 * - returns: `(C)` or `(N, C)`, int64
 *
 * With 3 classes the labels `[0, 1, 1]` become `[[1, 0, 0], [0, 1, 0], [0, 1, 0]]`: class 2 keeps its column.
 */
export function oneHot(labels: Tensor, numClasses: number): Tensor {
  // Hint: compare every label with every class number: which two shapes broadcast to (N, C)?
  throw new NotImplementedError('A04.1 oneHot');
}

/**
 * Negative log-likelihood: minus the log-probability of the right class, for each sample, then reduced.
 *
 * - `logProbs`: log-probabilities, `(N, C)`, each at most 0; an impossible class has −∞
 * - `target`: labels, `(N)`, int64
 * - `reduction`: `'none'` gives `(N)`; `'mean'` (the default) and `'sum'` give `()`
 * - returns: the loss, at least 0
 *
 * For the rows `[ln 0.5, ln 0.5]` and `[ln 0.2, ln 0.8]` with labels 0 and 1, the losses are `[0.6931, 0.2231]` and
 * their mean is 0.4581. What the wrong classes hold does not matter, not even −∞.
 */
export function nll(logProbs: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  // Hint: pick one entry from each row; what is left to do is a sign and a reduction
  throw new NotImplementedError('A04.2 nll');
}

/**
 * Cross-entropy straight from its formula: the mean over the samples of `−Σ onehot[j]·ln(probs[j])`, summed over the
 * classes, where `0·ln 0` counts as 0.
 *
 * - `probs`: probabilities, `(N, C)`, exact zeros and ones included; the right class has a probability above 0
 * - `onehot`: one-hot rows, `(N, C)`, of any dtype
 * - returns: the mean loss, `()`
 *
 * For one sample with probabilities `[0.2, 0.8, 0]` and the one-hot row `[0, 1, 0]` the loss is `−ln 0.8 = 0.2231`, not
 * NaN. Add no small constant to the probabilities: it would change the loss of unlikely classes.
 */
export function crossEntropyFromProbs(probs: Tensor, onehot: Tensor): Tensor {
  // Hint: which entries never need a logarithm?
  throw new NotImplementedError('A04.3 crossEntropyFromProbs');
}

/**
 * Cross-entropy from logits: the loss that classifiers are trained with. The same as `nll` of the log-softmax of each
 * row, for scores of any finite size.
 *
 * - `logits`: scores, `(N, C)`, ±1000 included
 * - `target`: labels `(N)`, int64; or one row per sample `(N, C)`: one-hot (any dtype) or probabilities that add up to 1
 *   (floats, "soft labels"), for which the loss of a sample is `−Σ target[j]·ln(softmax(logits)[j])`
 * - `reduction`: `'none'` gives `(N)`; `'mean'` (the default) averages over the N samples, `'sum'` adds them up: `()`
 * - returns: the loss; finite, however wrong the scores are
 *
 * For `[[0, 0]]` the loss is `ln 2 = 0.6931` whatever the label; for `[[1000, 0]]` it is 0 with label 0 and 1000 with
 * label 1.
 */
export function crossEntropy(logits: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  // Hint: you have log-probabilities as soon as you shift each row by its largest score
  throw new NotImplementedError('A04.4 crossEntropy');
}

/**
 * The share of samples whose highest score is the right one.
 *
 * - `logits`: scores (or probabilities: the order is the same), `(N, C)`
 * - `target`: labels, `(N)`, int64
 * - returns: a plain number from 0 to 1, not a tensor; on a tie the smaller label counts as the prediction
 *
 * For `[[2, 1], [0, 3]]` and labels `[0, 0]` it is 0.5.
 */
export function accuracy(logits: Tensor, target: Tensor): number {
  // Hint: predict a label for each row, compare, average, and take the number out
  throw new NotImplementedError('A04.5 accuracy');
}

/**
 * The mean cross-entropy in bits instead of nats: one bit is the surprise of a fair coin.
 *
 * - `logits`, `target`: as in `crossEntropy`
 * - returns: the mean loss in bits, `()`
 *
 * For `[[0, 0]]` it is exactly 1, for four equal scores 2.
 */
export function crossEntropyBits(logits: Tensor, target: Tensor): Tensor {
  // Hint: log2(p) and ln(p) differ by a constant factor: which?
  throw new NotImplementedError('A04.6 crossEntropyBits');
}

/**
 * The cross-entropy, in nats, of a model that gives each of the classes the same probability.
 *
 * - `numClasses`: C, a plain number, at least 1
 * - returns: a plain number
 *
 * A fresh model starts near this number. For 2 classes it is 0.6931; with a single class nothing can surprise: 0.
 */
export function chanceLoss(numClasses: number): number {
  // Hint: what is the probability of the right class, and what is minus its logarithm?
  throw new NotImplementedError('A04.7 chanceLoss');
}

/** How a model of C classes may answer: right and certain; all classes alike; certain of a wrong class. */
export type Answer = 'perfect' | 'knowNothing' | 'confidentlyWrong';

/** How large its loss is then: (nearly) 0; ln C; more than ln C. */
export type LossSize = 'zero' | 'lnC' | 'moreThanLnC';

/**
 * Predict first, then try it: how large is the cross-entropy of each answer?
 *
 * Answer each with `'zero'`, `'lnC'` or `'moreThanLnC'`: `{ perfect: '…', knowNothing: '…', confidentlyWrong: '…' }`.
 */
export const predictions: Record<Answer, LossSize> =
  // Hint: the loss looks at one probability only: how large is it in each answer?
  notFilled('A04.8 predictions');
