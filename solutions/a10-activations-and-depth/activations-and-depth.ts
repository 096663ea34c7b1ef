/**
 * A10 — Activations and non-linear regression.
 *
 * An *activation* is a function that works entry by entry and is no straight line; between linear layers it lets a
 * network bend. Shapes in the comments: N samples, H hidden units. The twelve functions of tasks 1 to 12 take a tensor
 * of floats of any shape and give one of the same shape and dtype; they leave their input as it is, and are finite for
 * inputs of a thousand. They are called while nothing is recorded, so there are no gradients to ask for.
 */
import { nn, type Tensor, torch } from '#torch';

/**
 * The sigmoid, σ(x) = 1 / (1 + e⁻ˣ): between 0 and 1, and 0.5 at 0.
 *
 * σ(−1000) is 0 and σ(1000) is 1, and nothing on the way may turn into NaN.
 */
export function sigmoid(x: Tensor): Tensor {
  // #region solution A10.1 sigmoid — 1 divided by infinity is 0: which way of writing it never divides infinity by infinity?
  return x.neg().exp().add(1).reciprocal();
  // #endregion
}

/**
 * The hyperbolic tangent, tanh(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ): between −1 and 1, and 0 at 0.
 *
 * tanh(−1000) is −1 and tanh(1000) is 1.
 */
export function tanh(x: Tensor): Tensor {
  // #region solution A10.2 tanh — it is a sigmoid that was stretched, in both directions; or divide both parts by e^|x|
  const rest = x.abs().mul(-2).exp();
  return x.sign().mul(rest.neg().add(1)).div(rest.add(1));
  // #endregion
}

/**
 * Softplus, log(1 + eˣ): a hinge with a rounded corner. log 2 at 0.
 *
 * softplus(−1000) is 0 and softplus(1000) is 1000.
 */
export function softplus(x: Tensor): Tensor {
  // #region solution A10.3 softplus — for large x it is x and a little more: how much more? `log1p(t)` is log(1 + t)
  return x.clampMin(0).add(x.abs().neg().exp().log1p());
  // #endregion
}

/**
 * The rectified linear unit, max(0, x): clips what is negative.
 *
 * `[-2, 0, 3]` becomes `[0, 0, 3]`.
 */
export function relu(x: Tensor): Tensor {
  // #region solution A10.4 relu — a comparison and a product, or one of the methods that put a limit to numbers
  return x.clampMin(0);
  // #endregion
}

/**
 * The leaky ReLU: x where x > 0, and 0.01 · x elsewhere.
 *
 * `[-2, 0, 3]` becomes `[-0.02, 0, 3]`.
 */
export function leakyRelu(x: Tensor): Tensor {
  // #region solution A10.5 leakyRelu — `torch.where(condition, a, b)` takes a where the condition holds, else b
  return torch.where(x.gt(0), x, x.mul(0.01));
  // #endregion
}

/** α of the SELU. Given. */
export const ALPHA = 1.6732632423543772;
/** λ of the SELU. Given. */
export const LAMBDA = 1.0507009873554805;

/**
 * The scaled exponential linear unit: λ · x where x > 0, and λ · α · (eˣ − 1) elsewhere.
 *
 * The two numbers stand above as `LAMBDA` and `ALPHA`: with them, layers keep the mean 0 and the variance 1 of what
 * they are given. SELU(−1000) is −λα, −1.7581; SELU(1000) is 1000 λ.
 */
export function selu(x: Tensor): Tensor {
  // #region solution A10.6 selu — λ stands in front of both sides; in `torch.where` the other side may overflow unseen
  return torch.where(x.gt(0), x, x.exp().sub(1).mul(ALPHA)).mul(LAMBDA);
  // #endregion
}

/**
 * The slope of the sigmoid *at x*: σ(x) · (1 − σ(x)).
 *
 * 0.25 at 0, where it is steepest; 0 far out on both sides.
 */
export function sigmoidGrad(x: Tensor): Tensor {
  // #region solution A10.7 sigmoidGrad — the formula speaks of the sigmoid's output, and you are given its input
  const s = sigmoid(x);
  return s.mul(s.neg().add(1));
  // #endregion
}

/**
 * The slope of tanh at x: 1 − tanh(x)².
 *
 * 1 at 0; 0 far out on both sides.
 */
export function tanhGrad(x: Tensor): Tensor {
  // #region solution A10.8 tanhGrad — once through tanh, then the formula
  return tanh(x).square().neg().add(1);
  // #endregion
}

/**
 * The slope of softplus at x.
 *
 * Differentiate log(1 + eˣ) by the chain rule: what comes out is one of the functions above.
 */
export function softplusGrad(x: Tensor): Tensor {
  // #region solution A10.9 softplusGrad — it grows from 0 to 1, and is one half at 0
  return sigmoid(x);
  // #endregion
}

/**
 * The slope of the ReLU at x: 1 where x > 0, and 0 elsewhere.
 *
 * At exactly 0 there is a corner, and no slope; like PyTorch, take that of the left side, 0.
 */
export function reluGrad(x: Tensor): Tensor {
  // #region solution A10.10 reluGrad — a comparison gives booleans: `to(x.dtype)` makes numbers of them
  return x.gt(0).to(x.dtype);
  // #endregion
}

/**
 * The slope of the leaky ReLU at x: 1 where x > 0, and 0.01 elsewhere, also at exactly 0.
 */
export function leakyReluGrad(x: Tensor): Tensor {
  // #region solution A10.11 leakyReluGrad — `torch.onesLike(x)` and `torch.fullLike(x, 0.01)` have x's shape and dtype
  return torch.where(x.gt(0), torch.onesLike(x), torch.fullLike(x, 0.01));
  // #endregion
}

/**
 * The slope of the SELU at x: λ where x > 0, and λ · α · eˣ elsewhere, also at exactly 0.
 */
export function seluGrad(x: Tensor): Tensor {
  // #region solution A10.12 seluGrad — differentiate each side by itself: what becomes of the −1?
  return torch.where(x.gt(0), torch.onesLike(x), x.exp().mul(ALPHA)).mul(LAMBDA);
  // #endregion
}

/** A linear layer as PyTorch keeps it: `W` (O, F) and `b` (O); it makes x Wᵀ + b of x. */
export interface LinearLayer {
  W: Tensor;
  b: Tensor;
}

/**
 * The one linear layer that does what a stack of them does.
 *
 * - `layers`: one layer or more, in the order in which they are applied; the outputs of each are the inputs of the next
 * - returns: `W` (O, F) and `b` (O), with F the inputs of the first layer and O the outputs of the last
 *
 * For all x, x Wᵀ + b is what the last layer gives when x goes through all of them.
 */
export function collapseLinear(layers: LinearLayer[]): LinearLayer {
  // #region solution A10.13 collapseLinear — begin with two: put y = W₁x + b₁ into W₂y + b₂ and multiply out
  return layers.reduce((first, second) => ({
    W: second.W.matmul(first.W),
    b: second.W.matmul(first.b).add(second.b),
  }));
  // #endregion
}

/**
 * A model that is layers in a row, under the name `main`. Given; the grader builds its own.
 */
export class Regression extends nn.Module {
  readonly main: nn.Sequential;

  constructor(...layers: nn.Module[]) {
    super();
    this.main = new nn.Sequential(...layers);
  }

  override forward(x: Tensor): Tensor {
    return this.main.call(x);
  }
}

/**
 * A network for regression with one hidden layer: linear, sigmoid, linear.
 *
 * - `i`, `h`, `o`: inputs, hidden units, outputs
 * - returns: a module whose `main` is an `nn.Sequential` of the three layers; calling it on (N, i) gives (N, o)
 *
 * `nonlinRegression(1, 3, 1)` learns 10 numbers.
 */
export function nonlinRegression(i: number, h: number, o: number): Regression {
  // #region solution A10.14 nonlinRegression — `new Regression(…)` takes any layers; may the outputs be any number?
  return new Regression(new nn.Linear(i, h), new nn.Sigmoid(), new nn.Linear(h, o));
  // #endregion
}

/**
 * The same with two hidden layers, of h1 and h2 units, each followed by a sigmoid: five layers in `main`.
 *
 * `deepRegression(1, 5, 3, 1)` learns 32 numbers.
 */
export function deepRegression(i: number, h1: number, h2: number, o: number): Regression {
  // #region solution A10.15 deepRegression — two linear layers side by side are one: what belongs between them?
  return new Regression(
    new nn.Linear(i, h1),
    new nn.Sigmoid(),
    new nn.Linear(h1, h2),
    new nn.Sigmoid(),
    new nn.Linear(h2, o),
  );
  // #endregion
}

/**
 * What each hidden unit contributes to the prediction.
 *
 * - `model`: its `main` has any layers in front, and at its end an `nn.Linear` from H units to one output
 * - `x`: samples of one feature, (N) or (N, 1)
 * - returns: `nodes` (N, H): the value of each unit in front of the last layer, times the weight that leads from it to
 *   the output; and `bias`, the bias of the last layer
 *
 * A row of `nodes` and the bias add up to the model's prediction for that sample.
 */
export function nodeContributions(
  model: nn.Module & { main: nn.Sequential },
  x: Tensor,
): { nodes: Tensor; bias: number } {
  // #region solution A10.16 nodeContributions — `[...model.main]` lists the layers; send x through all of them but the last
  const layers = [...model.main];
  const last = layers.pop() as nn.Linear;
  const hidden = layers.reduce((values: Tensor, layer) => layer.call(values), x.reshape([-1, 1]));
  return { nodes: hidden.mul(last.weight).detach(), bias: (last.bias as Tensor).item() };
  // #endregion
}

/**
 * Features made of hinges: max(0, x − hinge).
 *
 * - `x`: (N)
 * - `hinges`: K places, in any order
 * - returns: (N, K): a row for each sample, a column for each hinge
 *
 * For the samples `[0, 2]` and the hinges `[0, 1, 1.5]` the rows are `[0, 0, 0]` and `[2, 1, 0.5]`.
 */
export function hingeFeatures(x: Tensor, hinges: number[]): Tensor {
  // #region solution A10.17 hingeFeatures — a column of samples and a row of hinges: what does broadcasting make of them?
  const row = torch.tensor(hinges, { dtype: x.dtype });
  return x.unsqueeze(1).sub(row).clampMin(0);
  // #endregion
}

/**
 * The shapes of what a batch becomes in a network of linear layers.
 *
 * - `sizes`: inputs of the first layer, outputs of the first, of the second, …
 * - `N`: samples in the batch
 * - returns: the shape after each layer, in order; the input's own is left out
 *
 * An activation changes no shape, so it does not count as a layer here. `[1, 3, 1]` with 500 samples: `[[500, 3], [500, 1]]`.
 */
export function traceShapes(sizes: number[], N: number): number[][] {
  // #region solution A10.18 traceShapes — n sizes belong to n − 1 layers; which size of a layer is seen in what it gives?
  return sizes.slice(1).map((size) => [N, size]);
  // #endregion
}
