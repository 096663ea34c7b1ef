// Write your code where it says `throw new NotImplementedError(…)` or `notFilled(…)`, in place of that line.
// Each function is graded on its own: leave what you have not done yet as it is. Import only from `#torch`;
// add the names you need to the list in the braces, for example `torch`.

/**
 * A03 — Softmax by hand.
 *
 * Shapes in the comments: C classes, N samples; `(C)` is a vector of C numbers, `(N, C)` one row per sample.
 * "Scores" (also called logits) are any real numbers; "probabilities" are between 0 and 1 and add up to 1.
 */
import { NotImplementedError, notFilled, type Tensor } from '#torch';

/**
 * Softmax, straight from its definition: `p[i] = exp(x[i]) / (exp(x[0]) + … + exp(x[C-1]))`.
 *
 * - `x`: scores, `(C)`, floats or whole numbers
 * - returns: probabilities, `(C)`; float32 when `x` holds whole numbers, otherwise x's own dtype
 *
 * For scores `[0, ln 3]` the exponentials are `[1, 3]` and the probabilities `[0.25, 0.75]`.
 * Do not worry about very large scores here: that this version breaks on them is the point of the next task.
 */
export function softmaxNaive(x: Tensor): Tensor {
  // Hint: two steps: make every score positive, then make them add up to 1
  throw new NotImplementedError('A03.1 softmaxNaive');
}

/**
 * Softmax that survives any finite scores: the same probabilities, without ever taking `exp` of a large number.
 *
 * - `x`: scores, `(C)`, of any size: 1000 and −1000 included
 * - returns: probabilities, `(C)`, all finite; dtype as in `softmaxNaive`
 *
 * Adding one number to every score multiplies every exponential by the same factor, and the factor cancels. So
 * you may choose the number. For `[1000, 1000]` the answer is `[0.5, 0.5]`, not `[nan, nan]`.
 * `x` itself must stay as it was: the caller still needs it.
 */
export function softmaxStable(x: Tensor): Tensor {
  // Hint: which shift makes the largest exponent exactly 0?
  throw new NotImplementedError('A03.2 softmaxStable');
}

/**
 * Stable softmax along one axis of a tensor of any rank; every other axis just repeats the work.
 *
 * - `x`: scores of any shape, for example `(N, C)`
 * - `dim`: the axis along which the probabilities must add up to 1; negative counts from the end (−1 is the last)
 * - returns: probabilities, x's shape; dtype as in `softmaxNaive`
 *
 * For `x` of shape `(2, 3)`, `dim = 1` gives two rows that each add up to 1; `dim = 0` gives three such columns.
 * Each row (or column) is a softmax of its own: a sample with scores near 1000 must not disturb its neighbour.
 */
export function softmaxDim(x: Tensor, dim: number): Tensor {
  // Hint: write down the shape after each reduction, and what it has to line up with
  throw new NotImplementedError('A03.3 softmaxDim');
}

/**
 * The logarithm of the sum of exponentials, `log(exp(x[0]) + … + exp(x[C-1]))`, along one axis, without overflow.
 *
 * - `x`: scores of any shape
 * - `dim`: the axis to reduce; may be negative
 * - `keepdim`: true leaves the reduced axis in the shape with size 1; false (the default) removes it
 * - returns: `(N, C)` with `dim = 1` gives `(N)`, or `(N, 1)` with keepdim; dtype as in `softmaxNaive`
 *
 * It behaves like a soft maximum: for `[0, 0]` it is `ln 2 = 0.6931`, for `[1000, 0]` it is 1000.
 */
export function logsumexp(x: Tensor, dim: number, keepdim = false): Tensor {
  // Hint: exp(a + m) = exp(a)·exp(m): what does a shift by m do to the logarithm of the sum?
  throw new NotImplementedError('A03.4 logsumexp');
}

/**
 * The logarithms of the softmax probabilities along one axis, exact even where a probability rounds to 0.
 *
 * - `x`: scores of any shape
 * - `dim`: the axis of the classes; may be negative
 * - returns: log-probabilities, x's shape, each at most 0 and finite; dtype as in `softmaxNaive`
 *
 * For `[1000, 0]` the second probability is far too small to store, yet its logarithm is simply −1000.
 * Simplify `log(exp(x[i]) / sum)` on paper first; no probability needs to be computed at all.
 */
export function logSoftmax(x: Tensor, dim: number): Tensor {
  // Hint: the logarithm of a quotient is a difference
  throw new NotImplementedError('A03.5 logSoftmax');
}

/**
 * The logistic sigmoid `1 / (1 + exp(−z))`, obtained as the first entry of the softmax of `[z, 0]`.
 *
 * - `z`: one score `()` or many `(N)`, of any finite size; every entry is a two-class problem of its own
 * - returns: the probability of the first of the two classes, z's shape; dtype as in `softmaxNaive`
 *
 * For `z = 0` both classes tie: 0.5. For `z = 1000` the answer is 1, and for `z = −1000` it is 0.
 */
export function sigmoidFromSoftmax(z: Tensor): Tensor {
  // Hint: put a 0 beside every score, along a new last axis
  throw new NotImplementedError('A03.6 sigmoidFromSoftmax');
}

/**
 * The label of the most probable class in each row.
 *
 * - `probs`: probabilities, `(N, C)`
 * - returns: labels from 0 to C−1, `(N)`, int64; on a tie the smaller label
 *
 * For `[[0.1, 0.9], [0.8, 0.2]]` the labels are `[1, 0]`.
 */
export function predictClass(probs: Tensor): Tensor {
  // Hint: one answer per row: along which axis do you search?
  throw new NotImplementedError('A03.7 predictClass');
}

/** What can be done to all the scores of a vector x at once. */
export type Shift = 'plus1' | 'minus100' | 'minusMax' | 'half' | 'triple';

/** What that does to softmax(x): nothing; the largest probability grows; the probabilities move together. */
export type Effect = 'same' | 'sharper' | 'flatter';

/**
 * Predict first, then try it: what happens to softmax(x), for x = [1, 2, 3], when every score is changed?
 *
 * `plus1` is x + 1, `minus100` is x − 100, `minusMax` is x − max(x), `half` is 0.5·x, `triple` is 3·x.
 * Answer each with `'same'`, `'sharper'` or `'flatter'`: `{ plus1: '…', minus100: '…', … }`.
 */
export const shiftPredictions: Record<Shift, Effect> =
  // Hint: only the differences between scores matter: which of these change them?
  notFilled('A03.8 shiftPredictions');

/**
 * The way back: scores whose softmax is `p`.
 *
 * - `p`: C probabilities, all above 0, adding up to 1, as plain numbers
 * - returns: C scores, as plain numbers; any scores that softmax turns into `p` are right
 *
 * For `[0.5, 0.5]` both `[0, 0]` and `[7, 7]` are right.
 */
export function logitsFor(p: number[]): number[] {
  // Hint: what undoes exp? The normalising takes care of itself
  throw new NotImplementedError('A03.9 logitsFor');
}
