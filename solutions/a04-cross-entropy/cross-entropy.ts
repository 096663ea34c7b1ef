/**
 * A04 — One-hot, negative log-likelihood, cross-entropy.
 *
 * Shapes in the comments: N samples, C classes; `(N, C)` has one row per sample, `()` is a tensor of one number.
 * A label is the number of a class, from 0 to C − 1. Logits are scores of any size; probabilities add up to 1 in
 * each row. Logarithms are natural (unit: nats) unless a task says otherwise. Results have the dtype of the first
 * argument unless a task says otherwise, and no function changes what it was given.
 */
import { type Tensor, torch } from '#torch';

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
  // #region solution A04.1 oneHot — compare every label with every class number: which two shapes broadcast to (N, C)?
  return labels.unsqueeze(-1).eq(torch.arange(numClasses)).long();
  // #endregion
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
  // #region solution A04.2 nll — pick one entry from each row; what is left to do is a sign and a reduction
  // Picking, not multiplying by a one-hot row: 0 · −∞ has no value.
  const losses = logProbs.gather(1, target.unsqueeze(1)).squeeze(1).neg();
  return reduction === 'none' ? losses : losses[reduction]();
  // #endregion
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
  // #region solution A04.3 crossEntropyFromProbs — which entries never need a logarithm?
  // A probability whose class is wrong does not count; 1 in its place has the logarithm 0.
  const counted = torch.where(onehot.ne(0), probs, 1);
  return counted.log().mul(onehot).sum(1).mean().neg();
  // #endregion
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
  // #region solution A04.4 crossEntropy — you have log-probabilities as soon as you shift each row by its largest score
  const shifted = logits.sub(logits.amax(1, { keepdim: true }));
  const logProbs = shifted.sub(shifted.exp().sum(1, { keepdim: true }).log());
  // A label is a one-hot row in short. All log-probabilities are finite here, so the zeros may be multiplied in.
  const wanted = target.ndim === 1 ? oneHot(target, logits.size(1)) : target;
  const losses = logProbs.mul(wanted).sum(1).neg();
  return reduction === 'none' ? losses : losses[reduction]();
  // #endregion
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
  // #region solution A04.5 accuracy — predict a label for each row, compare, average, and take the number out
  return logits.argmax(1).eq(target).sum().item() / target.shape[0];
  // #endregion
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
  // #region solution A04.6 crossEntropyBits — log2(p) and ln(p) differ by a constant factor: which?
  return crossEntropy(logits, target).div(Math.LN2);
  // #endregion
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
  // #region solution A04.7 chanceLoss — what is the probability of the right class, and what is minus its logarithm?
  return Math.log(numClasses);
  // #endregion
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
  // #region solution A04.8 predictions — the loss looks at one probability only: how large is it in each answer?
  { perfect: 'zero', knowNothing: 'lnC', confidentlyWrong: 'moreThanLnC' };
// #endregion
