/**
 * What runs beside the student's code in A10: activations are called where they can use neither autograd nor a finished
 * layer; models are filled with given numbers, called, trained and described. Only plain values come back, and nothing
 * here knows an answer.
 */
import { nn, optim, type Tensor, torch } from '#torch';

type Submission = typeof import('../../../solutions/a10-activations-and-depth/activations-and-depth.ts');

type Named<Kind> = { [K in keyof Submission]: Submission[K] extends Kind ? K : never }[keyof Submission];

/** The names of the twelve functions that work entry by entry. */
export type Pointwise = Named<(x: Tensor) => Tensor>;

/** Runs `act` while `nn.Sigmoid`, which the models need, refuses to work: it would be the answer. */
function withoutSigmoidLayers<T>(act: () => T): T {
  nn.Sigmoid.prototype.forward = (_x) => {
    const error = new Error('Forbidden: nn.Sigmoid is for the models of A10 alone; build σ from exp');
    error.name = 'Forbidden';
    throw error;
  };
  try {
    return act();
  } finally {
    // What it inherits takes over again.
    Reflect.deleteProperty(nn.Sigmoid.prototype, 'forward');
  }
}

/** What one of the twelve makes of x. Nothing is recorded, so that a slope has to be calculated. */
export function pointwise(student: Submission, x: Tensor, name: Pointwise): Tensor {
  return withoutSigmoidLayers(() => torch.noGrad(() => student[name](x)));
}

// ── Models ────────────────────────────────────────────────────────────────────────────────────────────────

/** The sizes that a model is made with; their number says which of the two functions makes it. */
export type Sizes = readonly [number, number, number] | readonly [number, number, number, number];

function made(student: Submission, sizes: Sizes) {
  return sizes.length === 3 ? student.nonlinRegression(...sizes) : student.deepRegression(...sizes);
}

/** A model that is given its numbers: a list for each parameter of `main`, in order, in float64. */
function filled(student: Submission, sizes: Sizes, numbers: readonly Tensor[]) {
  const model = made(student, sizes).double();
  torch.noGrad(() => {
    model.main.parameters().forEach((parameter, i) => {
      parameter.copy_(numbers[i].reshape([...parameter.shape]));
    });
  });
  return model;
}

/** What a model as it is made says of itself. */
export function layers(student: Submission, sizes: Sizes) {
  const model = made(student, sizes);
  return {
    parameters: model.main.namedParameters().map(([name, { shape, requiresGrad }]) => ({
      name,
      shape: [...shape],
      requiresGrad,
    })),
    learned: model.parameters().reduce((sum, parameter) => sum + parameter.numel(), 0),
  };
}

/** What a model with these numbers makes of x, and what its `main` does. */
export function outputs(student: Submission, sizes: Sizes, numbers: readonly Tensor[], x: Tensor) {
  const model = filled(student, sizes, numbers);
  return { model: model.call(x).detach(), main: model.main.call(x).detach() };
}

/** A training: rows `order[step]` of X and y in each step, by the mean squared error. */
export interface Course {
  readonly X: Tensor;
  readonly y: Tensor;
  readonly order: Tensor;
  readonly lr: number;
}

/** The loss in each step of SGD, before the update; and all parameters of `main` in the end, each as one list. */
export function trained(student: Submission, sizes: Sizes, numbers: readonly Tensor[], course: Course) {
  const { X, y, order, lr } = course;
  const model = filled(student, sizes, numbers);
  const optimizer = new optim.SGD(model.parameters(), { lr });
  const criterion = new nn.MSELoss();
  const losses = order.unbind(0).map((rows) => {
    optimizer.zeroGrad();
    const loss = criterion.call(model.call(X.indexSelect(0, rows)).flatten(), y.indexSelect(0, rows));
    loss.backward();
    optimizer.step();
    return loss.item();
  });
  return { losses, values: model.main.parameters().map((parameter) => parameter.detach().flatten()) };
}

// ── Contributions ─────────────────────────────────────────────────────────────────────────────────────────

/** What stands between linear layers; two of them a submission cannot have reckoned with. */
export type Activation = 'sigmoid' | 'cosine' | 'clip';

/** A linear layer with its numbers, or an activation. */
export type Layer =
  | { readonly weight: readonly (readonly number[])[]; readonly bias: readonly number[] }
  | { readonly act: Activation };

class Entrywise extends nn.Module {
  readonly #apply: (x: Tensor) => Tensor;

  constructor(apply: (x: Tensor) => Tensor) {
    super();
    this.#apply = apply;
  }

  override forward(x: Tensor): Tensor {
    return this.#apply(x);
  }
}

const ACTIVATIONS: Readonly<Record<Activation, () => nn.Module>> = {
  sigmoid: () => new nn.Sigmoid(),
  cosine: () => new Entrywise(torch.cos),
  clip: () => new Entrywise((x) => x.clamp(-1, 1)),
};

function layerOf(layer: Layer, dtype: Tensor['dtype']): nn.Module {
  if ('act' in layer) return ACTIVATIONS[layer.act]();
  const { weight, bias } = layer;
  const linear = new nn.Linear(weight[0].length, weight.length);
  linear.weight = new nn.Parameter(torch.tensor(weight, { dtype }));
  linear.bias = new nn.Parameter(torch.tensor(bias, { dtype }));
  return linear;
}

class Model extends nn.Module {
  readonly main: nn.Sequential;

  constructor(layers: readonly nn.Module[]) {
    super();
    this.main = new nn.Sequential(...layers);
  }

  override forward(x: Tensor): Tensor {
    return this.main.call(x);
  }
}

/** What `nodeContributions` finds in a model of these layers; and what the model then predicts. */
export function contributions(student: Submission, x: Tensor, layers: readonly Layer[]) {
  const model = new Model(layers.map((layer) => layerOf(layer, x.dtype)));
  const { nodes, bias } = student.nodeContributions(model, x);
  const prediction: Tensor = model.call(x.reshape([-1, 1]));
  return { nodes: nodes.detach(), bias, prediction: prediction.detach().flatten() };
}
