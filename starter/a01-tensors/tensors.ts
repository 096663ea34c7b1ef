// Write your code where it says `throw new NotImplementedError(…)` or `notFilled(…)`, in place of that line.
// Each function is graded on its own: leave what you have not done yet as it is. Import only from `#torch`;
// add the names you need to the list in the braces, for example `torch`.

/**
 * A01 — Tensors: shapes, dtypes, broadcasting, reductions.
 *
 * Shapes in the comments: N samples (rows), F features (columns), C classes. `()` is a single number kept in a
 * tensor, `(F)` a vector of F numbers, `(N, F)` a table with one row per sample. A capital letter (X, W) is a table,
 * a small one (w, x, b) a vector or a number.
 */
import { NotImplementedError, notFilled, type Tensor } from '#torch';

/**
 * The dot product `w[0]·x[0] + w[1]·x[1] + … + w[F-1]·x[F-1]`, one product at a time.
 *
 * - `w`, `x`: two vectors, `(F)`, floats or whole numbers
 * - returns: a plain number, not a tensor
 *
 * For `[2, -1]` and `[1.5, -3]` the products are 3 and 3, and the answer is 6.
 * Write the loop here, to see what the next task does for you. `w.at(i)` is a tensor of shape `()`, and `.item()`
 * takes the number out of it.
 */
export function dotLoop(w: Tensor, x: Tensor): number {
  // Hint: start from 0 and add one product for each index
  throw new NotImplementedError('A01.1 dotLoop');
}

/**
 * The same dot product without a loop: whole tensors are multiplied and added up at once.
 *
 * - `w`, `x`: two vectors, `(F)`, of the same dtype
 * - returns: a tensor of shape `()` and of that dtype
 *
 * For `[2, -1]` and `[1.5, -3]` it is `tensor(6.)`.
 */
export function dotOps(w: Tensor, x: Tensor): Tensor {
  // Hint: which shape do the products have, and which step makes one number of them?
  throw new NotImplementedError('A01.2 dotOps');
}

/**
 * The linear model of one sample: `w · x + b`.
 *
 * - `w`: one weight per feature, `(F)`
 * - `b`: the bias, `()`
 * - `x`: the features of one sample, `(F)`
 * - returns: the prediction, `()`
 *
 * For `w = [2, -1]`, `x = [1.5, -3]` and `b = -4` it is `tensor(2.)`. The bias counts once, however many features there are.
 */
export function linearVector(w: Tensor, b: Tensor, x: Tensor): Tensor {
  // Hint: you have already written everything but the bias
  throw new NotImplementedError('A01.3 linearVector');
}

/**
 * Every number of a row plus every number of a column: `result[i, j] = col[i, 0] + row[0, j]`.
 *
 * - `row`: `(1, M)`
 * - `col`: `(N, 1)`
 * - returns: `(N, M)`; the dtype is what PyTorch makes of the two
 *
 * For the row `[[1, 2, 3]]` and the column `[[10], [20]]` it is `[[11, 12, 13], [21, 22, 23]]`.
 */
export function outerSum(row: Tensor, col: Tensor): Tensor {
  // Hint: lay the two shapes below each other: what does broadcasting do with a size of 1?
  throw new NotImplementedError('A01.4 outerSum');
}

/**
 * The sum of each row.
 *
 * - `X`: a table, `(N, F)`
 * - returns: one sum per sample, `(N)`; whole numbers stay whole (int64), floats keep their dtype
 *
 * For `[[1, 2, 3], [4, 5, 6]]` it is `[6, 15]`.
 */
export function rowSums(X: Tensor): Tensor {
  // Hint: the axis you name is the one that disappears from the shape
  throw new NotImplementedError('A01.5 rowSums');
}

/**
 * The mean of each column.
 *
 * - `X`: a table, `(N, F)`, floats or whole numbers
 * - returns: one mean per feature, `(F)`; float32 when `X` holds whole numbers, otherwise X's own dtype
 *
 * For `[[1, 2, 3], [4, 5, 6]]` it is `[2.5, 3.5, 4.5]`.
 */
export function columnMeans(X: Tensor): Tensor {
  // Hint: which dtypes can hold a mean?
  throw new NotImplementedError('A01.6 columnMeans');
}

/**
 * Brings every column to mean 0 and spread 1: `Z[i, j] = (X[i, j] − mean[j]) / std[j]`.
 *
 * - `X`: a table, `(N, F)`, floats or whole numbers
 * - returns: `Z` `(N, F)`, the column means `mean` `(F)`, and the columns' standard deviations `std` `(F)`; all float32
 *   when `X` holds whole numbers, otherwise of X's own dtype
 *
 * `std[j]` is the *population* standard deviation: the root of the mean of the squared distances from `mean[j]`, a sum
 * divided by N. For the column `[1, 3]` the mean is 2, the std 1, and Z is `[-1, 1]`.
 * A column that holds the same number everywhere has std 0. Report that 0, and leave such a column centred: zeros in Z,
 * never `nan`. Keep your digits for columns that lie far from 0, too: take the mean away before you square.
 */
export function standardize(X: Tensor): { Z: Tensor; mean: Tensor; std: Tensor } {
  // Hint: write the shape beside each step; then ask what 0 / 0 would be
  throw new NotImplementedError('A01.7 standardize');
}

/**
 * The four corners of a table: top left, top right, bottom left, bottom right.
 *
 * - `X`: a table, `(N, M)`
 * - returns: four plain numbers, in this order
 *
 * For `[[1, 2, 3], [4, 5, 6]]` it is `[1, 3, 4, 6]`. Negative indices count from the end, so that no size is needed.
 */
export function corners(X: Tensor): [number, number, number, number] {
  // Hint: the first index is the row, the second the column; what is the last one called?
  throw new NotImplementedError('A01.8 corners');
}

/**
 * One table of weights and one vector of biases, from a weight vector and a bias for each class.
 *
 * - `ws`: C weight vectors, `(F)` each
 * - `bs`: C biases, `(1)` each
 * - returns: `W` `(C, F)`, whose row c is the weight vector of class c, and `b` `(C)`: a vector, not a table
 *
 * For the weights `[1, 2, 3]` and `[4, 5, 6]` and the biases `[7]` and `[8]`: `W = [[1, 2, 3], [4, 5, 6]]`, `b = [7, 8]`.
 * A single class gives `W` `(1, F)` and `b` `(1)`.
 */
export function stackClasses(ws: Tensor[], bs: Tensor[]): { W: Tensor; b: Tensor } {
  // Hint: stack makes a new axis, cat makes an old one longer: which does each of the two need?
  throw new NotImplementedError('A01.9 stackClasses');
}

/**
 * The score of each class for one sample: `W x + b`.
 *
 * - `W`: one row of weights per class, `(C, F)`
 * - `b`: one bias per class, `(C)`
 * - `x`: the features of one sample, `(F)`
 * - returns: one score per class, `(C)`
 *
 * For `W = [[1, 2], [3, 4], [5, 6]]`, `x = [1, 1]` and `b = [0, 10, 20]` it is `[3, 17, 31]`.
 */
export function scores(W: Tensor, b: Tensor, x: Tensor): Tensor {
  // Hint: row c of W meets x: which sizes have to agree, and which one is left?
  throw new NotImplementedError('A01.10 scores');
}

/** What you expect before you run anything: shapes as lists of sizes (`[]` is a single number), dtypes by name. */
export type Predicted = {
  reducedShapes: number[][];
  matmulShapes: (number[] | 'error')[];
  dtypes: string[];
};

/**
 * Predict first, then try it. Each list has its answers in the order given here.
 *
 * - `reducedShapes`, for `X = torch.zeros(5, 6, 7)`: the shapes of `X.sum(0)`, `X.sum(1)`, `X.sum(-1)`, `X.sum()`, and
 *   `X.sum(1, { keepdim: true })`
 * - `matmulShapes`: the shapes of the matrix products `(2, 3, 4) @ (4, 2)`, `(3) @ (3)`, `(2, 3) @ (3)`,
 *   `(4, 3) @ (4, 3)`, and `(5, 1) @ (1, 6)`; `'error'` where the sizes do not fit
 * - `dtypes`: of `torch.tensor([1, 2, 3])`, `torch.tensor([1.5])`, `torch.ones(2)`, `torch.tensor([1, 2]).div(2)`,
 *   `torch.tensor([1, 2]).add(0.5)`, and `torch.tensor([1, 2]).gt(1)`, written like `'int64'`
 *
 * Every single answer counts by itself. Write `{ reducedShapes: [[…], …], matmulShapes: […], dtypes: ['…', …] }`.
 */
export const predicted: Predicted =
  // Hint: a sum removes its axis; a product needs equal inner sizes; a quotient is never whole
  notFilled('A01.11 predicted');
