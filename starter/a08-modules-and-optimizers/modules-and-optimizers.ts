// Write your code where it says `throw new NotImplementedError(…)` or `notFilled(…)`, in place of that line.
// Each function is graded on its own: leave what you have not done yet as it is. Import only from `#torch`;
// add the names you need to the list in the braces, for example `torch`.

/**
 * A08 — Parameters, manual updates, SGD and Adam.
 *
 * A *module* holds parameters and other modules; an *optimizer* changes parameters by their gradients. Shapes in the
 * comments: N samples, i inputs and o outputs of a layer. Parameters are leaves that require gradients: what changes
 * them must not be recorded, so it happens inside `torch.noGrad(() => { … })`.
 */
import { type Generator, NotImplementedError, nn, type Tensor } from '#torch';

/** What `backward` left at one layer. Null where it left nothing, or where the layer has no such parameter. */
export interface LayerGradients {
  weight: Tensor | null;
  bias: Tensor | null;
}

/**
 * The gradients of a model, layer by layer.
 *
 * - `model`: layers in a row; some have parameters (`Linear`, `PReLU`), others have none (`Sigmoid`)
 * - returns: an entry for each layer *that has parameters*, in order; before any `backward` all its gradients are null
 *
 * For `Linear(16, 8), Sigmoid, Linear(8, 2)` there are two entries, with weights of shape (8, 16) and (2, 8) and biases
 * of shape (8) and (2).
 */
export function layerGradients(model: nn.Sequential): LayerGradients[] {
  // Hint: `[...model]` lists the layers; `namedParameters()` tells what a layer has
  throw new NotImplementedError('A08.1 layerGradients');
}

/**
 * The bias of the second `nn.Linear` in a model, wherever it stands.
 *
 * - `model`: layers in a row, at least two of them `nn.Linear` with a bias
 * - returns: that parameter
 *
 * In `Linear(16, 8), Sigmoid, Linear(8, 2)` it is the bias of the layer at index 2, of shape (2).
 */
export function secondLinearBias(model: nn.Sequential): Tensor {
  // Hint: `layer instanceof nn.Linear` asks what kind of layer it is
  throw new NotImplementedError('A08.2 secondLinearBias');
}

/**
 * One step downhill, by hand: `p ← p − lr · p.grad` for every parameter of the model, at any depth.
 *
 * - `model`: any module; gradients are there already
 * - `lr`: the learning rate, the length of the step
 *
 * The *model itself* changes: its parameters stay the same objects, which require gradients and keep the ones they
 * have. A parameter without a gradient stays as it is.
 *
 * For a weight of 1.5 with the gradient 2 and `lr` 0.1 the model's weight is 1.3 afterwards.
 */
export function manualUpdate(model: nn.Module, lr: number): void {
  // Hint: which methods of a tensor write into it? Where is recording switched off?
  throw new NotImplementedError('A08.3 manualUpdate');
}

/**
 * What `p.grad` holds after 1, 2, …, k calls of `backward` with nothing cleared in between.
 *
 * - `lossFn`: calculates the loss anew, every time it is called
 * - `p`: a parameter that the loss depends on; a gradient it still has from before is cleared first
 * - returns: k gradients, each as it was at that time
 *
 * If every loss alone has the gradient g, the result is `[g, 2g, …, kg]`.
 */
export function accumulateDemo(lossFn: () => Tensor, p: Tensor, k: number): Tensor[] {
  // Hint: later calls write into the tensor that `p.grad` is: what must you keep?
  throw new NotImplementedError('A08.4 accumulateDemo');
}

/**
 * `y = x Wᵀ + b`, built from two parameters.
 *
 * - `i`, `o`: how many inputs and outputs
 * - `gen`: where the initial numbers are drawn from; the runtime's own generator when it is left out
 * - `weight` (o, i) and `bias` (o): float32, drawn evenly between −1/√i and 1/√i, the weight first
 */
export class MyLinear extends nn.Module {
  weight: nn.Parameter;
  bias: nn.Parameter;

  constructor(i: number, o: number, gen?: Generator) {
    super();
    // Hint: a module sees an `nn.Parameter` only; `uniform_` takes `{ generator }`
    throw new NotImplementedError('A08.5 MyLinear');
  }

  /** (…, i) → (…, o): a batch (N, i) as well as a single sample (i). */
  override forward(x: Tensor): Tensor {
    // Hint: which of the two has to be turned round, so that i meets i?
    throw new NotImplementedError('A08.5 forward');
  }
}

/**
 * Modules one after the other, each called with what the one before gave.
 *
 * - `modules`: any modules; the same one may stand in several places
 *
 * They are children of this module, named '0', '1', … by their places.
 */
export class MySequential extends nn.Module {
  /** The child named '0', '1', …: `this[0]` is the same property as `this['0']`. */
  [place: number]: nn.Module;
  readonly length: number;

  constructor(...modules: nn.Module[]) {
    super();
    // Hint: what is assigned to a property of a module becomes its child
    throw new NotImplementedError('A08.6 MySequential');
  }

  /** What the first module takes → what the last one gives. Without modules: x itself. */
  override forward(x: Tensor): Tensor {
    // Hint: use `call`, not `forward`: it runs the hooks as well
    throw new NotImplementedError('A08.6 forward');
  }

  /** The module at a place; negative places count from the end: −1 is the last. */
  at(k: number): nn.Module {
    // Hint: what is the place of the last module?
    throw new NotImplementedError('A08.6 at');
  }
}

/**
 * How many numbers a module learns: the elements of all its parameters, at any depth.
 *
 * `nn.Linear(3, 2)` has 3 · 2 weights and 2 biases: 8. A parameter that stands in two places counts once.
 */
export function countParams(m: nn.Module): number {
  // Hint: `numel()` is the number of elements of a tensor
  throw new NotImplementedError('A08.7 countParams');
}

/** One line of a summary: one module of a model. */
export interface SummaryRow {
  /** Where it stands, as `namedModules` says: 'main.0'; '' for the model itself. */
  name: string;
  /** Its class: 'Linear'. */
  type: string;
  /** The shape of its output for one call of the model, with −1 for the batch. */
  outputShape: number[];
  /** How many parameters it has, what stands below it included. */
  parameters: number;
}

/**
 * What a model is made of, and the shapes inside it.
 *
 * - `m`: a module that gives one tensor for one tensor, as everything below it does; each is called once
 * - `inShape`: the shape of one sample, without the batch
 * - returns: a row for the model itself and for every module below it, in the order of `namedModules`: depth first
 *
 * The shapes come from calling the model on a batch of zeros, without recording. Afterwards it is as it was: hooks that
 * were registered are removed again.
 *
 * `new nn.Sequential(new nn.Linear(1, 3))` with `[1]` has the rows `{ name: '', type: 'Sequential', outputShape: [-1, 3],
 * parameters: 6 }` and `{ name: '0', type: 'Linear', outputShape: [-1, 3], parameters: 6 }`.
 */
export function summaryRows(m: nn.Module, inShape: number[]): SummaryRow[] {
  // Hint: `registerForwardHook((module, inputs, output) => { … })` sees every call; a hook that returns something replaces the output
  throw new NotImplementedError('A08.8 summaryRows');
}

/** How `MySGD` moves. */
export interface SGDOptions {
  /** γ, the learning rate. */
  lr: number;
  /** μ, how much of the last movement goes on; 0 when left out. */
  momentum?: number;
  /** λ, how strongly a parameter is pulled towards 0; 0 when left out. */
  weightDecay?: number;
}

/**
 * Stochastic gradient descent, with momentum and weight decay if asked.
 *
 *     g ← p.grad + λ p
 *     v ← μ v + g            (v is 0 before the first step)
 *     p ← p − γ v
 *
 * The order of the lines counts. Every parameter has a v of its own. A parameter without a gradient is left alone, its v
 * too; one that is given twice is changed once in a step. Gradients stay as they are until `zeroGrad`.
 */
export class MySGD {
  /** Suggestions, like all fields here; the grader does not read them. Each parameter once. */
  readonly params: readonly nn.Parameter[];
  readonly options: Required<SGDOptions>;
  /** The v of each parameter that has moved. */
  readonly velocities = new Map<nn.Parameter, Tensor>();

  /** `params` may be anything that a `for … of` can walk, once. */
  constructor(params: Iterable<nn.Parameter>, o: SGDOptions) {
    // Hint: a `Set` holds everything once; which options may be missing?
    throw new NotImplementedError('A08.9 MySGD');
  }

  /** Clears the gradient of every parameter: null, or all zeros. */
  zeroGrad(): void {
    // Hint: `grad` can be assigned
    throw new NotImplementedError('A08.9 zeroGrad');
  }

  /** Changes every parameter that has a gradient, in place and unrecorded. */
  step(): void {
    // Hint: the three lines of the formula, for one parameter after the other
    throw new NotImplementedError('A08.9 step');
  }
}

/** How `MyAdam` moves. */
export interface AdamOptions {
  /** γ, the learning rate. */
  lr: number;
  /** β₁ and β₂, how slowly the two averages forget; 0.9 and 0.999 when left out. */
  betas?: [number, number];
  /** ε, keeps the divisor from 0; 1e-8 when left out. */
  eps?: number;
}

/** What Adam remembers of one parameter. */
export interface AdamState {
  /** In how many steps it had a gradient. */
  t: number;
  m: Tensor;
  v: Tensor;
}

/**
 * Adam: every number has a step length of its own, from running averages of its gradient and of its square.
 *
 *     t ← t + 1
 *     m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²        (both 0 before the first step)
 *     m̂ = m / (1 − β₁ᵗ)            v̂ = v / (1 − β₂ᵗ)
 *     p ← p − γ m̂ / (√v̂ + ε)
 *
 * Every parameter has a t, m and v of its own; a step in which it has no gradient leaves them alone. Everything else is
 * as in `MySGD`.
 */
export class MyAdam {
  readonly params: readonly nn.Parameter[];
  readonly options: Required<AdamOptions>;
  /** The averages of each parameter that has moved. */
  readonly states = new Map<nn.Parameter, AdamState>();

  constructor(params: Iterable<nn.Parameter>, o: AdamOptions) {
    // Hint: as in `MySGD`, with other options
    throw new NotImplementedError('A08.10 MyAdam');
  }

  /** Clears the gradient of every parameter: null, or all zeros. */
  zeroGrad(): void {
    // Hint: as in `MySGD`
    throw new NotImplementedError('A08.10 zeroGrad');
  }

  /** Changes every parameter that has a gradient, in place and unrecorded. */
  step(): void {
    // Hint: line by line; m and v stay as they are without the hats, the hats are for this step only
    throw new NotImplementedError('A08.10 step');
  }
}
