// Write your code where it says `throw new NotImplementedError(…)` or `notFilled(…)`, in place of that line.
// Each function is graded on its own: leave what you have not done yet as it is. Import only from `#torch`;
// add the names you need to the list in the braces, for example `torch`.

/**
 * A07 — Backpropagation with tensors.
 *
 * Shapes in the comments: N samples, F features, O outputs of a layer, H hidden units, C classes. `dOut` is always the
 * gradient of the loss with respect to what a step gave out: it has the shape of that output, and it arrives from the
 * step behind it. Every gradient has the shape of what it belongs to: `dW` that of `W`, `db` that of `b`. Results have
 * the dtype of the inputs, and no function changes what it is given.
 */
import { NotImplementedError, type Tensor } from '#torch';

/** What a linear layer has to remember of its forward pass: its input `X`, `(N, F)`, and its weight `W`, `(O, F)`. */
export type LinearCache = { X: Tensor; W: Tensor };

/**
 * A linear layer: output o of sample n is the sum over f of `X[n, f] · W[o, f]`, plus `b[o]`.
 *
 * - `X`: one row per sample, `(N, F)`
 * - `W`: one row per output, `(O, F)`, as PyTorch keeps the weight of `nn.Linear`
 * - `b`: one bias per output, `(O)`
 * - returns: `out`, `(N, O)`, and a cache with `X` and `W` as they came
 *
 * For `X = [[1, 2]]`, `W = [[3, 4]]` and `b = [5]`, `out` is `[[16]]`.
 */
export function linearForward(X: Tensor, W: Tensor, b: Tensor): { out: Tensor; cache: LinearCache } {
  // Hint: (N, F) times what gives (N, O)? Write the shapes below the factors
  throw new NotImplementedError('A07.1 linearForward');
}

/**
 * One linear layer backward: how the loss changes with each number that went into the layer.
 *
 * - `dOut`: the gradient of the loss with respect to the layer's output, `(N, O)`
 * - `cache`: what `linearForward` remembered
 * - returns: `dX`, `(N, F)`; `dW`, `(O, F)`; `db`, `(O)`
 *
 * For `dOut = [[2]]`, `X = [[1, 2]]` and `W = [[3, 4]]`: `dX` is `[[6, 8]]`, `dW` is `[[2, 4]]`, `db` is `[2]`.
 */
export function linearBackward(dOut: Tensor, cache: LinearCache): { dX: Tensor; dW: Tensor; db: Tensor } {
  // Hint: which two shapes make (N, F), which two make (O, F)? Who shares the bias?
  throw new NotImplementedError('A07.2 linearBackward');
}

/**
 * The sigmoid backward.
 *
 * - `dOut`: the gradient with respect to the sigmoid's output, any shape
 * - `out`: that output itself, numbers from 0 to 1, the same shape
 * - returns: the gradient with respect to the sigmoid's input, the same shape
 *
 * For `dOut = [8]` and `out = [0.5]` it is `[2]`.
 */
export function sigmoidBackward(dOut: Tensor, out: Tensor): Tensor {
  // Hint: the slope of the sigmoid can be written with its output alone
  throw new NotImplementedError('A07.3 sigmoidBackward');
}

/**
 * The relu backward.
 *
 * - `dOut`: the gradient with respect to the relu's output, any shape
 * - `x`: what went *into* the relu, the same shape
 * - returns: the gradient with respect to `x`, the same shape; where `x` is exactly 0 it is 0, as in PyTorch
 *
 * For `dOut = [5, 6]` and `x = [-1, 2]` it is `[0, 6]`.
 */
export function reluBackward(dOut: Tensor, x: Tensor): Tensor {
  // Hint: which entries took part in the forward pass? Only those pass anything back
  throw new NotImplementedError('A07.4 reluBackward');
}

/**
 * The gradient of the mean squared error: of the mean of `(yHat − y)²` over *all* entries.
 *
 * - `yHat`: predictions, any shape
 * - `y`: targets, the same shape
 * - returns: the gradient with respect to `yHat`, the same shape
 *
 * For `yHat = [1, 4]` and `y = [2, 1]` it is `[-1, 3]`.
 */
export function mseBackward(yHat: Tensor, y: Tensor): Tensor {
  // Hint: the derivative of a square, and what a mean divides by
  throw new NotImplementedError('A07.5 mseBackward');
}

/**
 * How each probability of a softmax changes with each score: row i, column j is the derivative of `p[i]` by score j.
 *
 * - `p`: the probabilities of one sample, `(C)`
 * - returns: `(C, C)`
 *
 * For `p = [0.5, 0.5]` it is `[[0.25, -0.25], [-0.25, 0.25]]`.
 */
export function softmaxJacobian(p: Tensor): Tensor {
  // Hint: one part for i = j only, and one part that every pair (i, j) has
  throw new NotImplementedError('A07.6 softmaxJacobian');
}

/**
 * The gradient of the cross-entropy (softmax, then the mean over the samples of −log p[right class]).
 *
 * - `logits`: scores of any finite size, `(N, C)`
 * - `target`: the number of each sample's right class, `(N)`, int64
 * - returns: the gradient with respect to `logits`, `(N, C)`; every row adds up to 0
 *
 * For `logits = [[0, 0]]` and `target = [1]` it is `[[0.5, -0.5]]`.
 */
export function crossEntropyBackward(logits: Tensor, target: Tensor): Tensor {
  // Hint: the long way through the Jacobian ends in a difference of two tables
  throw new NotImplementedError('A07.7 crossEntropyBackward');
}

/**
 * Undoes broadcasting for a gradient: an operand that was stretched gets back, for each of its entries, the sum over all
 * the places where that entry was used.
 *
 * - `grad`: the gradient with respect to the stretched operand
 * - `shape`: the shape that the operand had before, for example `[3, 1]` or `[]`
 * - returns: the gradient with respect to the operand, of shape `shape`
 *
 * For `grad = [[1, 2], [3, 4]]`: with `shape = [2]` it is `[4, 6]`, with `[2, 1]` it is `[[3], [7]]`, with `[]` it is 10.
 */
export function unbroadcast(grad: Tensor, shape: number[]): Tensor {
  // Hint: two things stretch: axes put in front, and axes of size 1. One after the other
  throw new NotImplementedError('A07.8 unbroadcast');
}

/**
 * Loss and gradients of a whole network: linear layer, relu, linear layer, cross-entropy.
 *
 * - `params`: `[W1, b1, W2, b2]` of shapes `(H, F)`, `(H)`, `(C, H)`, `(C)`
 * - `X`: one row per sample, `(N, F)`
 * - `y`: the number of each sample's right class, `(N)`, int64
 * - returns: the loss, a plain number, and the gradients of the four parameters in their order
 */
export function mlpGradients(params: Tensor[], X: Tensor, y: Tensor): { loss: number; grads: Tensor[] } {
  // Hint: forward and keep what you will need, then your backward functions in reverse
  throw new NotImplementedError('A07.9 mlpGradients');
}

/**
 * The gradient measured instead of derived: for each entry x of `t`, all others held still,
 * `(f(… x + h …) − f(… x − h …)) / 2h`.
 *
 * - `f`: takes a tensor of t's shape and gives a plain number
 * - `t`: the point, float64, of any shape; it must be as it was when you are done
 * - `h`: the step
 * - returns: the measured slopes, of t's shape, float64
 *
 * For the sum of squares at `[3, 5]` it is `[6, 10]`.
 */
export function numericalGradient(f: (t: Tensor) => number, t: Tensor, h = 1e-5): Tensor {
  // Hint: two calls of f for each entry; how do you move one entry of a copy?
  throw new NotImplementedError('A07.10 numericalGradient');
}
