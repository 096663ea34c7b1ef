// Write your code where it says `throw new NotImplementedError(…)` or `notFilled(…)`, in place of that line.
// Each function is graded on its own: leave what you have not done yet as it is. Import only from `#torch`;
// add the names you need to the list in the braces, for example `torch`.

/**
 * A02 — Linear regression, the hard way.
 *
 * Shapes in the comments: N samples, F features; `(N, F)` is a table with one row per sample, `(F)` a vector, `()` a
 * single number kept in a tensor. `X` holds the features, `y` the targets, `w` one weight per feature, and `b` the bias,
 * which is also called the intercept. The tensors of one call are floats of one dtype, float32 or float64; tensors that
 * are returned have that dtype. No function may change a tensor that it was given.
 */
import { NotImplementedError, type Tensor } from '#torch';

/**
 * The predictions of a linear model: `ŷ[i] = X[i, 0]·w[0] + … + X[i, F-1]·w[F-1] + b`.
 *
 * - `X`: `(N, F)`
 * - `w`: `(F)`
 * - `b`: `()`
 * - returns: one prediction per sample, `(N)`: a vector, not a column
 *
 * For `X = [[1, 2], [3, 4]]`, `w = [10, 1]` and `b = 5` it is `[17, 39]`.
 */
export function predict(X: Tensor, w: Tensor, b: Tensor): Tensor {
  // Hint: lay the shapes of X and w side by side: which product leaves (N)?
  throw new NotImplementedError('A02.1 predict');
}

/**
 * The mean squared error: the mean of `(yPred[i] − yTrue[i])²`.
 *
 * - `yTrue`, `yPred`: two vectors of the same shape, `(N)`
 * - returns: the loss, `()`
 *
 * For the targets `[1, 2]` and the predictions `[1, 5]` the errors are 0 and 3, and the loss is `9 / 2 = 4.5`.
 * Throw an error, which names both shapes, when the shapes differ in any way. Subtraction alone would not complain
 * about `(N)` and `(N, 1)`: it would compare every prediction with every target.
 */
export function mse(yTrue: Tensor, yPred: Tensor): Tensor {
  // Hint: first make sure that the shapes are equal; then three steps from errors to one number
  throw new NotImplementedError('A02.2 mse');
}

/**
 * The mean absolute error: the mean of `|yPred[i] − yTrue[i]|`.
 *
 * - `yTrue`, `yPred`: two vectors of the same shape, `(N)`; throw an error when the shapes differ, as `mse` does
 * - returns: the loss, `()`
 *
 * For the targets `[1, 2]` and the predictions `[2, 0]` the errors are 1 and −2, and the loss is `(1 + 2) / 2 = 1.5`.
 */
export function mae(yTrue: Tensor, yPred: Tensor): Tensor {
  // Hint: as mse; which step has to be another one, so that +1 and −2 do not cancel?
  throw new NotImplementedError('A02.3 mae');
}

/**
 * All parameters of the model in one vector: the weights, and the bias **last**.
 *
 * - `w`: `(F)`
 * - `b`: `()`
 * - returns: `(F + 1)`
 *
 * For `w = [10, 1]` and `b = 5` it is `[10, 1, 5]`.
 */
export function packParams(w: Tensor, b: Tensor): Tensor {
  // Hint: cat joins vectors: what is the shape of b, and what should it be?
  throw new NotImplementedError('A02.4 packParams');
}

/**
 * The way back from `packParams`.
 *
 * - `p`: `(F + 1)`, the bias last
 * - returns: `w` `(F)`, and `b` `()`
 *
 * For `p = [10, 1, 5]` it is `w = [10, 1]` and `b = 5`.
 */
export function unpackParams(p: Tensor): { w: Tensor; b: Tensor } {
  // Hint: a negative index counts from the end, and so does the end of a slice
  throw new NotImplementedError('A02.5 unpackParams');
}

/**
 * The loss as a function of the parameters: the mean squared error of the model that `p` describes, on fixed data.
 *
 * - `p`: `(F + 1)`, packed as by `packParams`
 * - `X`: `(N, F)`
 * - `y`: the targets, `(N)`; any other shape is an error
 * - returns: the loss, `()`
 *
 * For `p = [2, 1]`, `X = [[0], [1]]` and `y = [1, 5]` the predictions are `[1, 3]`, and the loss is `(0 + 4) / 2 = 2`.
 */
export function lossGivenParams(p: Tensor, X: Tensor, y: Tensor): Tensor {
  // Hint: nothing new here: three of your functions, one after the other
  throw new NotImplementedError('A02.6 lossGivenParams');
}

/**
 * The features with a column of ones in **front** of them, so that the bias becomes one more weight.
 *
 * - `X`: `(N, F)`
 * - returns: `(N, F + 1)`
 *
 * For `X = [[7, 8], [9, 4]]` it is `[[1, 7, 8], [1, 9, 4]]`.
 */
export function designMatrix(X: Tensor): Tensor {
  // Hint: which shape does the column have, and along which axis is it joined?
  throw new NotImplementedError('A02.7 designMatrix');
}

/**
 * The model with the least mean squared error of all, in one go: the solution θ of the normal equations
 * `Aᵀ A θ = Aᵀ y`, where A is the design matrix.
 *
 * - `X`: `(N, F)`, with N > F and no column that the others make up
 * - `y`: `(N)`
 * - returns: the `intercept`, a plain number, and `coef` `(F)`, one weight per feature
 *
 * For `X = [[0], [1], [2]]` and `y = [1, 3, 5]` the line `1 + 2x` meets every point: intercept 1, coef `[2]`.
 * `torch.linalg.solve(M, v)` gives the θ with `M θ = v`.
 */
export function solveNormalEquations(X: Tensor, y: Tensor): { intercept: number; coef: Tensor } {
  // Hint: write down the shapes of Aᵀ A and Aᵀ y; which entry of θ goes with the ones?
  throw new NotImplementedError('A02.8 solveNormalEquations');
}

/**
 * The gradient of the mean squared error: how fast the loss grows when a parameter grows.
 *
 * - `X`: `(N, F)`
 * - `y`: `(N)`
 * - `w`, `b`: the parameters at which the gradient is taken, `(F)` and `()`
 * - returns: `dw` `(F)` with `dw[j] = ∂L/∂w[j]`, and `db` `()`, which is `∂L/∂b`
 *
 * For `X = [[1], [2]]`, `y = [0, 0]`, `w = [1]` and `b = 0` the errors are 1 and 2: `dw = [2/2·(1·1 + 2·2)] = [5]` and
 * `db = 2/2·(1 + 2) = 3`. Work it out with tensor operations; differentiating is your part, not the library's.
 */
export function mseGradients(X: Tensor, y: Tensor, w: Tensor, b: Tensor): { dw: Tensor; db: Tensor } {
  // Hint: every error counts in db once, and in dw[j] once for each unit of X[i, j]
  throw new NotImplementedError('A02.9 mseGradients');
}

/** How to descend: the learning rate, the number of steps, and the parameters to start from, `(F)` and `()`. */
export type DescentOptions = { lr: number; steps: number; w0: Tensor; b0: Tensor };

/**
 * Gradient descent on the mean squared error of all samples, from given parameters.
 *
 * - `X`: `(N, F)`
 * - `y`: `(N)`
 * - `o`: each of the `steps` steps moves every parameter by `−lr` times its gradient, both gradients being taken at the
 *   parameters before the step
 * - returns: the parameters after the last step, `w` `(F)` and `b` `()`, and `losses`: plain numbers, as many as there
 *   were steps, where `losses[k]` is the loss *before* step k (counted from 0)
 *
 * For `X = [[1], [2]]`, `y = [0, 0]`, `w0 = [1]`, `b0 = 0`, `lr = 0.1` and one step: `w = [0.5]`, `b = −0.3`, and
 * `losses = [2.5]`. `w0` and `b0` stay as they are; with `steps: 0` they are the answer.
 */
export function gradientDescent(
  X: Tensor,
  y: Tensor,
  o: DescentOptions,
): { w: Tensor; b: Tensor; losses: number[] } {
  // Hint: in each step: note the loss, take the gradients, make new parameters
  throw new NotImplementedError('A02.10 gradientDescent');
}
