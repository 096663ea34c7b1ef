/**
 * What runs beside the student's code in A11: models are built from plain numbers and looked at through their outputs,
 * and what would do a task by itself is out of reach while the task runs. Nothing here knows an answer.
 *
 * Only names that A11 fixes are used: the functions, and `fit`, `predictProba`, `predict` and `score` of
 * `MyLogisticRegression`.
 */
import { nn, Tensor, torch } from '#torch';

type Submission = typeof import('../../../solutions/a11-binary-classification/binary-classification.ts');

export type Reduction = 'none' | 'mean' | 'sum';
/** The two losses; the second takes logits. */
export type LossName = 'bce' | 'bceWithLogits';

// ── Losses ────────────────────────────────────────────────────────────────────────────────────────────────

/** A method, as an object and its name. */
type Method = readonly [owner: object, name: string];

/** `trainBinary` may use it, so it is not forbidden. */
const READY_LOSS: Method = [nn.BCEWithLogitsLoss.prototype, 'forward'];
const READY_GRADIENTS: readonly Method[] = [
  [Tensor.prototype, 'backward'],
  [torch.autograd, 'grad'],
];

/** What `run` gives while these methods refuse to work. */
function without<T>(methods: readonly Method[], says: string, run: () => T): T {
  const originals = methods.map(([owner, name]) => Object.getOwnPropertyDescriptor(owner, name));
  // A module counts what its `forward` takes.
  const value = function refuse(_x: unknown, _y: unknown): never {
    throw new TypeError(says);
  };
  for (const [owner, name] of methods) Object.defineProperty(owner, name, { value, configurable: true });
  try {
    return run();
  } finally {
    methods.forEach(([owner, name], i) => {
      const original = originals[i];
      if (original !== undefined) Object.defineProperty(owner, name, original);
    });
  }
}

const byHand = <T>(run: () => T): T =>
  without([READY_LOSS], 'nn.BCEWithLogitsLoss is used; expected a loss built from exp, log1p and log', run);

/** A loss; without a reduction, the default. */
export function loss(
  student: Submission,
  name: LossName,
  x: Tensor,
  y: Tensor,
  reduction?: Reduction,
): Tensor {
  return byHand(() => (reduction === undefined ? student[name](x, y) : student[name](x, y, reduction)));
}

/** Errors that say that there is nothing to test yet, or that something was used that is not allowed. */
const NO_REFUSALS = ['NotImplementedError', 'Forbidden'];

function refuses(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (error) {
    if (error instanceof Error && NO_REFUSALS.includes(error.name)) throw error;
    return true;
  }
}

type Pair = readonly [x: Tensor, y: Tensor];

/** The answer for a pair that fits, and whether each of the others is refused with an error. */
export function refusals(
  student: Submission,
  name: LossName | 'bceWithLogitsGrad',
  fitting: Pair,
  others: readonly Pair[],
) {
  return byHand(() => ({
    answer: student[name](...fitting),
    refused: others.map((pair) => refuses(() => student[name](...pair))),
  }));
}

/** What flows back to the logits through `bceWithLogits`. */
export function slopes(student: Submission, logits: Tensor, y: Tensor, reduction: Reduction): Tensor | null {
  return byHand(() => {
    const z = logits.clone().requiresGrad_();
    student.bceWithLogits(z, y, reduction).sum().backward();
    return z.grad;
  });
}

/** `bceWithLogitsGrad`, with nothing there that differentiates. */
export function gradient(student: Submission, logits: Tensor, y: Tensor): Tensor {
  const says = 'a gradient is taken by the runtime; expected its formula';
  return without(READY_GRADIENTS, says, () => student.bceWithLogitsGrad(logits, y));
}

// ── Models ────────────────────────────────────────────────────────────────────────────────────────────────

/** Linear layers with a relu between each two: the weight (outputs by inputs) and bias of each. */
export type Net = readonly {
  readonly weight: readonly (readonly number[])[];
  readonly bias: readonly number[];
}[];

function modelOf(net: Net, like: Tensor): nn.Sequential {
  const { dtype } = like;
  const layers = net.flatMap(({ weight, bias }, i): nn.Module[] => {
    const layer = new nn.Linear(weight[0].length, weight.length);
    layer.weight = new nn.Parameter(torch.tensor(weight, { dtype }));
    layer.bias = new nn.Parameter(torch.tensor(bias, { dtype }));
    return i === 0 ? [layer] : [new nn.ReLU(), layer];
  });
  return new nn.Sequential(...layers);
}

/** What a student reads off a tensor of probabilities. */
const read = (p: Tensor) => ({ p: p.detach(), recorded: p.requiresGrad });

/** The probabilities that `predictProba` reads off a model of the samples' dtype. */
export function proba(student: Submission, net: Net, X: Tensor) {
  return read(student.predictProba(modelOf(net, X), X));
}

/** The parameters' shapes of a `binaryClassifier`, and what it makes of `x` once they hold `values`, in their order. */
export function classifier(student: Submission, i: number, h: number, values: Tensor, x: Tensor) {
  const model = student.binaryClassifier(i, h);
  let used = 0;
  torch.noGrad(() => {
    for (const parameter of model.parameters()) {
      parameter.copy_(values.narrow(0, used, parameter.numel()).reshape([...parameter.shape]));
      used += parameter.numel();
    }
  });
  const output: Tensor = model.call(x);
  return { shapes: model.parameters().map(({ shape }) => [...shape]), output: output.detach() };
}

/** Whether two classifiers learn numbers of their own: the first ones after the second were set to 7. */
export function independent(student: Submission, i: number, h: number): boolean {
  const [first, second] = [student.binaryClassifier(i, h), student.binaryClassifier(i, h)];
  torch.noGrad(() => {
    for (const parameter of second.parameters()) parameter.fill_(7);
  });
  return first.parameters().every((parameter) => parameter.ne(7).any().item());
}

export interface TrainOptions {
  readonly hidden: number;
  readonly lr: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
}

/** What `trainBinary` returns: the model by its parameters and its outputs. The runtime's own generator is elsewhere before. */
export function trained(student: Submission, X: Tensor, y: Tensor, options: TrainOptions, points: Tensor) {
  torch.manualSeed(99);
  const { model, losses, accuracy } = student.trainBinary(X, y, { ...options });
  const output: Tensor = model.call(points);
  return {
    losses: [...losses],
    accuracy,
    values: model.parameters().map((parameter) => parameter.detach().clone()),
    output: output.detach(),
  };
}

/** What `decisionGrid` says of a model with two features. */
export function grid(student: Submission, net: Net, lo: number, hi: number, n: number) {
  const { xs, ys, p } = student.decisionGrid(modelOf(net, torch.zeros(1)), lo, hi, n);
  return { xs, ys, p };
}

// ── Logistic regression ───────────────────────────────────────────────────────────────────────────────────

export interface Fit {
  readonly lr: number;
  readonly steps: number;
}

/** Fits one after the other of the same object, and what the last one leaves it to say of `samples`. */
export function fitted(
  student: Submission,
  X: Tensor,
  y: Tensor,
  fits: readonly Fit[],
  samples: Tensor,
  threshold: number,
) {
  const regression = new student.MyLogisticRegression();
  const chained = fits.map((options) => regression.fit(X, y, { ...options }) === regression);
  return {
    chained,
    ...read(regression.predictProba(samples)),
    labels: regression.predict(samples),
    strict: regression.predict(samples, threshold),
    score: regression.score(X, y),
  };
}
