/**
 * What runs beside the student's code in A08: each function builds models, losses and optimizers from plain data, lets
 * the student's code work on them, and gives plain data back. Nothing here knows an answer.
 *
 * Only names that A08 fixes are used: the functions, `MyLinear` with `weight` and `bias`, `MySequential` with `at`, and
 * of the optimizers the constructor, `zeroGrad` and `step`.
 */
import { nn, type Tensor, torch } from '#torch';

type Submission = typeof import('../../../solutions/a08-modules-and-optimizers/modules-and-optimizers.ts');

const ACTIVATIONS = ['ReLU', 'Sigmoid', 'Tanh', 'Softplus'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** The numbers of a tensor. */
export type Nested = number | readonly Nested[];

/** A layer with its numbers. `again` is the layer at that place once more, the very same one. */
export type Layer =
  | {
      readonly type: 'Linear';
      readonly weight: readonly (readonly number[])[];
      readonly bias?: readonly number[];
      /** Its parameters require no gradient. */
      readonly frozen?: boolean;
    }
  | { readonly type: 'PReLU'; readonly weight: readonly number[] }
  | { readonly type: 'again'; readonly place: number }
  | { readonly type: Activation };

/** Samples and what the model should make of them: a row each. */
export interface Batch {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly (readonly number[])[];
}

const double = { dtype: torch.float64 };

function parameter(values: readonly Nested[]): nn.Parameter {
  return new nn.Parameter(torch.tensor(values, double));
}

function layerOf(layer: Exclude<Layer, { type: 'again' }>): nn.Module {
  switch (layer.type) {
    case 'Linear': {
      const { weight, bias, frozen = false } = layer;
      const linear = new nn.Linear(weight[0].length, weight.length, { bias: bias !== undefined });
      linear.weight = parameter(weight);
      if (bias !== undefined) linear.bias = parameter(bias);
      return linear.requiresGrad_(!frozen);
    }
    case 'PReLU': {
      const prelu = new nn.PReLU();
      prelu.weight = parameter(layer.weight);
      return prelu;
    }
    default:
      return new nn[layer.type]();
  }
}

/** The layers, in float64. */
function layersOf(layers: readonly Layer[]): nn.Module[] {
  const made: nn.Module[] = [];
  for (const layer of layers) made.push(layer.type === 'again' ? made[layer.place] : layerOf(layer));
  return made;
}

/** A model whose output is `gain` times that of its layers, which stand two levels below it. */
class Deep extends nn.Module {
  readonly gain: nn.Parameter;
  readonly body: nn.Sequential;

  constructor(gain: number, layers: readonly nn.Module[]) {
    super();
    this.gain = parameter([gain]);
    this.body = new nn.Sequential(new nn.Sequential(...layers));
  }

  override forward(x: Tensor): Tensor {
    return this.body.call(x).mul(this.gain);
  }
}

/** The layers in a row; with a gain, inside a module that has a parameter of its own. */
export interface Net {
  readonly layers: readonly Layer[];
  readonly gain?: number;
}

function modelOf({ layers, gain }: Net): nn.Module {
  return gain === undefined ? new nn.Sequential(...layersOf(layers)) : new Deep(gain, layersOf(layers));
}

/** The mean of the squared errors. */
function lossOf(model: nn.Module, { x, y }: Batch): Tensor {
  const errors: Tensor = model.call(torch.tensor(x, double)).sub(torch.tensor(y, double));
  return errors.pow(2).mean();
}

/** The numbers of each parameter in a row. */
const flat = (tensors: readonly Tensor[]): Tensor[] =>
  tensors.map((tensor) => tensor.detach().flatten().clone());

const flatGrads = (parameters: readonly Tensor[]): (Tensor | null)[] =>
  parameters.map(({ grad }) => (grad === null ? null : grad.detach().flatten().clone()));

// ── Reading gradients ─────────────────────────────────────────────────────────────────────────────────────

/** What `layerGradients` gives, after `backward` where there is a batch. */
export function layerGradients(student: Submission, layers: readonly Layer[], batch?: Batch) {
  const model = new nn.Sequential(...layersOf(layers));
  if (batch !== undefined) lossOf(model, batch).backward();
  return student.layerGradients(model).map(({ weight, bias }) => ({ weight, bias }));
}

export function secondLinearBias(student: Submission, layers: readonly Layer[]): Tensor {
  return student.secondLinearBias(new nn.Sequential(...layersOf(layers)));
}

// ── Manual updates ────────────────────────────────────────────────────────────────────────────────────────

/** What a step left behind: of each parameter of the model, in order. */
export interface Left {
  readonly values: readonly Tensor[];
  readonly grads: readonly (Tensor | null)[];
  /** Whether it is the object it was, a leaf, and requires a gradient as before. */
  readonly intact: readonly boolean[];
}

function watched(parameters: readonly Tensor[], now: () => readonly Tensor[] = () => parameters): () => Left {
  const required = parameters.map(({ requiresGrad }) => requiresGrad);
  return () => {
    const present = now();
    return {
      values: flat(present),
      grads: flatGrads(present),
      intact: present.map((p, i) => p === parameters[i] && p.isLeaf && p.requiresGrad === required[i]),
    };
  };
}

/** The model after each of `updates`: cleared, `backward`, `manualUpdate`. */
export function manualUpdates(
  student: Submission,
  net: Net,
  batch: Batch,
  lr: number,
  updates: number,
): Left[] {
  const model = modelOf(net);
  const look = watched(model.parameters(), () => model.parameters());
  return Array.from({ length: updates }, () => {
    model.zeroGrad();
    lossOf(model, batch).backward();
    student.manualUpdate(model, lr);
    return look();
  });
}

/**
 * What `accumulateDemo` gives for the parameter of that number: each call calculates the loss of the next batch, and
 * starts with the first one again after the last. `old` is a gradient from before.
 */
export function accumulated(
  student: Submission,
  net: Net,
  batches: readonly Batch[],
  number: number,
  k: number,
  old?: readonly number[],
): { grads: Tensor[]; values: Tensor[]; calls: number } {
  const model = modelOf(net);
  const parameters = model.parameters();
  const p = parameters[number];
  if (old !== undefined) p.grad = torch.tensor(old, double).reshape(p.shape);
  let calls = 0;
  const lossFn = (): Tensor => lossOf(model, batches[calls++ % batches.length]);
  const grads = student.accumulateDemo(lossFn, p, k);
  return { grads: flat(grads), values: flat(parameters), calls };
}

// ── Modules ───────────────────────────────────────────────────────────────────────────────────────────────

/** @throws TypeError for a class that only gives a finished one another name. */
function requireOwn(made: { readonly prototype: unknown }, finished: 'Linear' | 'Sequential'): void {
  if (made.prototype instanceof nn[finished]) {
    throw new TypeError(`My${finished} extends nn.${finished}; expected a class of its own, over nn.Module`);
  }
}

function linear(student: Submission, i: number, o: number, seed?: number) {
  requireOwn(student.MyLinear, 'Linear');
  return seed === undefined
    ? new student.MyLinear(i, o)
    : new student.MyLinear(i, o, new torch.Generator().manualSeed(seed));
}

/** The output of a layer that is given its numbers. */
export function linearOutput(
  student: Submission,
  weight: readonly (readonly number[])[],
  bias: readonly number[],
  x: readonly Nested[],
): Tensor {
  const layer = linear(student, weight[0].length, weight.length, 0);
  torch.noGrad(() => {
    layer.weight.copy_(torch.tensor(weight));
    layer.bias.copy_(torch.tensor(bias));
  });
  return layer.call(torch.tensor(x)).detach();
}

/** What a layer as it is made says of itself, and the gradients after `backward` on the sum of its outputs. */
export function linearFacts(student: Submission, i: number, o: number, x: readonly (readonly number[])[]) {
  const layer = linear(student, i, o, 0);
  layer
    .call(torch.tensor(x, { dtype: torch.float32 }))
    .sum()
    .backward();
  return {
    parameters: layer.namedParameters().map(([name, { shape, requiresGrad }]) => ({
      name,
      shape: [...shape],
      requiresGrad,
    })),
    grads: [layer.weight.grad, layer.bias.grad],
    saved: Object.keys(layer.stateDict()),
  };
}

/** A layer as it is made, and what it makes of x. */
export interface Drawn {
  readonly weight: Tensor;
  readonly bias: Tensor;
  readonly output: Tensor;
}

/** Layers from generators of these seeds; undefined means none, after the runtime's own was given the seed 5. */
export function linearsDrawn(
  student: Submission,
  i: number,
  o: number,
  seeds: readonly (number | undefined)[],
  x: readonly (readonly number[])[],
): Drawn[] {
  return seeds.map((seed) => {
    // So that a layer that draws from the wrong generator does the same each time.
    torch.manualSeed(5);
    const layer = linear(student, i, o, seed);
    return {
      weight: layer.weight.detach().clone(),
      bias: layer.bias.detach().clone(),
      output: layer.call(torch.tensor(x, { dtype: torch.float32 })).detach(),
    };
  });
}

/** The smallest and largest of many draws, their mean, and their mean square: all in units of 1/√i. */
export function linearSpread(
  student: Submission,
  i: number,
  o: number,
  seeds: readonly number[],
  x: readonly number[],
) {
  const drawn = linearsDrawn(student, i, o, seeds, [x]);
  const spread = (part: 'weight' | 'bias') => {
    const all = torch.cat(drawn.map((layer) => layer[part].double().flatten())).mul(Math.sqrt(i));
    return {
      low: all.min().item(),
      high: all.max().item(),
      mean: all.mean().item(),
      meanSquare: all.pow(2).mean().item(),
    };
  };
  return {
    weight: spread('weight'),
    bias: spread('bias'),
    different: new Set(drawn.map(({ weight }) => String(weight.flatten().tolist()))).size,
    first: { weight: drawn[0].weight, bias: drawn[0].bias, output: drawn[0].output },
  };
}

function sequential(student: Submission, layers: readonly nn.Module[]) {
  requireOwn(student.MySequential, 'Sequential');
  return new student.MySequential(...layers);
}

/** What a row of layers makes of x. */
export function sequentialOutput(
  student: Submission,
  layers: readonly Layer[],
  x: readonly Nested[],
): Tensor {
  return sequential(student, layersOf(layers)).call(torch.tensor(x, double)).detach();
}

/** The same layers as a class that has a property for each, and in a row: both outputs. */
export function twoWays(
  student: Submission,
  layers: readonly Layer[],
  x: readonly Nested[],
): { classOutput: Tensor; rowOutput: Tensor } {
  const input = torch.tensor(x, double);
  const parts = layersOf(layers);
  class Model extends nn.Module {
    readonly hidden = parts[0];
    readonly act = parts[1];
    readonly output = parts[2];
    override forward(z: Tensor): Tensor {
      return this.output.call(this.act.call(this.hidden.call(z)));
    }
  }
  return {
    classOutput: new Model().call(input).detach(),
    rowOutput: sequential(student, parts).call(input).detach(),
  };
}

/** What a row of layers says of itself; for each place asked for, which of the layers stands there; and its output. */
export function sequentialFacts(
  student: Submission,
  layers: readonly Layer[],
  places: readonly number[],
  x: readonly Nested[],
) {
  const parts = layersOf(layers);
  const model = sequential(student, parts);
  const calls = parts.map(() => 0);
  for (const part of new Set(parts)) {
    part.registerForwardHook(() => {
      calls[parts.indexOf(part)]++;
    });
  }
  const output = model.call(torch.tensor(x, double)).detach();
  return {
    children: model.namedChildren().map(([name, child]) => ({ name, is: parts.indexOf(child) })),
    parameters: model.namedParameters().map(([name]) => name),
    at: places.map((place) => parts.indexOf(model.at(place))),
    calls,
    output,
  };
}

// ── Counting ──────────────────────────────────────────────────────────────────────────────────────────────

/**
 * What a model is made of, by sizes alone. A `Model` is a class with a property for each of its members, which it calls
 * in order; `again` is the member of that number once more.
 */
export type Plan =
  | { readonly type: 'Linear'; readonly sizes: readonly [number, number]; readonly bias?: boolean }
  | { readonly type: 'Sequential'; readonly of: readonly Plan[] }
  | { readonly type: 'Model'; readonly of: readonly Plan[]; readonly names: readonly string[] }
  | { readonly type: 'again'; readonly place: number }
  | { readonly type: 'frozen'; readonly what: Plan }
  | { readonly type: 'BatchNorm1d'; readonly features: number }
  | { readonly type: 'PReLU' | 'Flatten' | Activation };

class Model extends nn.Module {
  readonly #names: readonly string[];

  constructor(members: readonly nn.Module[], names: readonly string[]) {
    super();
    this.#names = names;
    members.forEach((member, i) => {
      this.addModule(names[i], member);
    });
  }

  override forward(x: Tensor): Tensor {
    let y = x;
    for (const name of this.#names) y = (Reflect.get(this, name) as nn.Module).call(y);
    return y;
  }
}

function moduleOf(plan: Plan, before: readonly nn.Module[] = []): nn.Module {
  switch (plan.type) {
    case 'Linear':
      return new nn.Linear(...plan.sizes, { bias: plan.bias ?? true });
    case 'Sequential':
      return new nn.Sequential(...modulesOf(plan.of));
    case 'Model':
      return new Model(modulesOf(plan.of), plan.names);
    case 'again':
      return before[plan.place];
    case 'frozen':
      return moduleOf(plan.what).requiresGrad_(false);
    case 'BatchNorm1d':
      return new nn.BatchNorm1d(plan.features);
    default:
      return new nn[plan.type]();
  }
}

function modulesOf(plans: readonly Plan[]): nn.Module[] {
  const made: nn.Module[] = [];
  for (const plan of plans) made.push(moduleOf(plan, made));
  return made;
}

export function counts(student: Submission, plans: readonly Plan[]): number[] {
  return plans.map((plan) => student.countParams(moduleOf(plan)));
}

/** How many of the forward hooks that are registered while `run` runs are still there afterwards. */
function hooksLeftBy(run: () => void): number {
  const register = nn.Module.prototype.registerForwardHook;
  const left = new Set<object>();
  nn.Module.prototype.registerForwardHook = function (hook) {
    const handle = register.call(this, hook);
    left.add(handle);
    return {
      remove: () => {
        left.delete(handle);
        handle.remove();
      },
    };
  };
  try {
    run();
  } finally {
    nn.Module.prototype.registerForwardHook = register;
  }
  return left.size;
}

/** The rows of a model; and whether it is as it was: mode, parameters, gradients, and no hook left behind. */
export function rows(student: Submission, plan: Plan, inShape: readonly number[]) {
  const model = moduleOf(plan);
  const before = JSON.stringify([model.training, flat(model.parameters()).map((p) => p.tolist())]);
  let made: ReturnType<Submission['summaryRows']> = [];
  const hooks = hooksLeftBy(() => {
    made = student.summaryRows(model, [...inShape]).map(({ name, type, outputShape, parameters }) => ({
      name,
      type,
      outputShape: [...outputShape],
      parameters,
    }));
  });
  const after = JSON.stringify([model.training, flat(model.parameters()).map((p) => p.tolist())]);
  const isClear = hooks === 0 && model.parameters().every(({ grad }) => grad === null);
  return { rows: made, unchanged: before === after && isClear };
}

// ── Optimizers ────────────────────────────────────────────────────────────────────────────────────────────

export interface Options {
  readonly lr: number;
  readonly momentum?: number;
  readonly weightDecay?: number;
  readonly betas?: readonly [number, number];
  readonly eps?: number;
}

export type Rule = 'MySGD' | 'MyAdam';

function optimizer(student: Submission, rule: Rule, options: Options, params: Iterable<nn.Parameter>) {
  const { betas, ...others } = options;
  return rule === 'MySGD'
    ? new student.MySGD(params, others)
    : new student.MyAdam(params, betas ? { ...others, betas: [...betas] } : others);
}

/** Parameters and, for each step, a gradient for each of them, or null. */
export interface Course {
  readonly start: readonly (readonly number[])[];
  readonly grads: readonly (readonly (readonly number[] | null)[])[];
  /** The numbers of the parameters that the optimizer is given, in order; all of them, once, when left out. */
  readonly given?: readonly number[];
}

/** All parameters after each step. The optimizer gets them as something that can be walked only once. */
export function course(
  student: Submission,
  rule: Rule,
  options: Options,
  { start, grads, given }: Course,
): Left[] {
  const parameters = start.map(parameter);
  function* handed(): Generator<nn.Parameter> {
    for (const number of given ?? parameters.keys()) yield parameters[number];
  }
  const made = optimizer(student, rule, options, handed());
  const look = watched(parameters);
  return grads.map((step) => {
    step.forEach((grad, i) => {
      parameters[i].grad = grad && torch.tensor(grad, double);
    });
    made.step();
    return look();
  });
}

/** The parameters of a model after 1, 2, … steps of training on batches in turn: clear, loss, `backward`, step. */
export function training(
  student: Submission,
  rule: Rule,
  options: Options,
  net: Net,
  batches: readonly Batch[],
  steps: number,
): Tensor[][] {
  const model = modelOf(net);
  const made = optimizer(student, rule, options, model.parameters());
  return Array.from({ length: steps }, (_, step) => {
    made.zeroGrad();
    lossOf(model, batches[step % batches.length]).backward();
    made.step();
    return flat(model.parameters());
  });
}

/** A step, and then `zeroGrad`: of each parameter its value, and whether its gradient is cleared. */
export function cleared(student: Submission, rule: Rule, options: Options, { start, grads }: Course) {
  const parameters = start.map(parameter);
  const made = optimizer(student, rule, options, parameters);
  return grads.map((step) => {
    step.forEach((grad, i) => {
      parameters[i].grad = grad && torch.tensor(grad, double);
    });
    made.step();
    const values = flat(parameters);
    made.zeroGrad();
    return { values, cleared: parameters.map(({ grad }) => grad?.countNonzero().item() ?? 0) };
  });
}
