/**
 * What runs beside the student's code in A12: each function builds weights, models and batches from plain data, lets the
 * student's code work on them, and gives plain data back. Nothing here knows an answer.
 */
import { F, isNotFilled, NotImplementedError, nn, type Tensor, torch } from '#torch';

type Submission = typeof import('../../../solutions/a12-multiclass-capstone/multiclass-capstone.ts');

// ── By hand ───────────────────────────────────────────────────────────────────────────────────────────────

/** How `softmaxRegressionEpoch` steps. */
export interface Steps {
  readonly lr: number;
  readonly batch: number;
}

/** Copies of W and b after so many epochs on them. Nothing is recorded meanwhile, so that only a gradient by hand works. */
export function byHand(
  student: Submission,
  X: Tensor,
  y: Tensor,
  W: Tensor,
  b: Tensor,
  o: Steps,
  epochs: number,
): { W: Tensor; b: Tensor } {
  const own = { W: W.clone(), b: b.clone() };
  torch.noGrad(() => {
    for (let epoch = 0; epoch < epochs; epoch++) {
      student.softmaxRegressionEpoch(X, y, own.W, own.b, { ...o });
    }
  });
  return own;
}

// ── Ways to classify ──────────────────────────────────────────────────────────────────────────────────────

/** Training rows, their labels, held-out rows and theirs. */
export type Split = readonly [Xtr: Tensor, ytr: Tensor, Xv: Tensor, yv: Tensor];

/** Houses of the student's own file, the last fifth of them held out. */
function houses(student: Submission, seed: number, n: number): Split {
  const { X, y } = student.makeHousing(seed, n);
  const held = Math.floor(n / 5);
  const rest = n - held;
  return [X.narrow(0, 0, rest), y.narrow(0, 0, rest), X.narrow(0, rest, held), y.narrow(0, rest, held)];
}

/** `wrongWay` on houses: its accuracy, and how often it predicts each band. */
export function wrongOnHouses(student: Submission, seed: number, n: number) {
  const { accuracy, predictions } = student.wrongWay(...houses(student, seed, n));
  return { accuracy, predicted: torch.bincount(predictions, { minlength: 3 }) };
}

/** `logisticWay` on houses: its accuracy, and its first and last loss. */
export function logisticOnHouses(
  student: Submission,
  seed: number,
  n: number,
  o: { readonly lr: number; readonly steps: number },
) {
  const { accuracy, losses } = student.logisticWay(...houses(student, seed, n), { ...o });
  return { accuracy, steps: losses.length, first: losses[0], last: losses.at(-1) };
}

export interface MlpOptions {
  readonly hidden: number;
  readonly lr: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
}

/** `mlpWay` on houses: its accuracy, and its first and last loss. */
export function mlpOnHouses(student: Submission, seed: number, n: number, o: MlpOptions) {
  const { accuracy, losses } = student.mlpWay(...houses(student, seed, n), { ...o });
  return { accuracy, epochs: losses.length, first: losses[0], last: losses.at(-1) };
}

/** What `logisticWay` makes of the held-out rows, for the labels as they are and under other numbers: k becomes numbers[k]. */
export function underOtherNumbers(
  student: Submission,
  [Xtr, ytr, Xv, yv]: Split,
  numbers: Tensor,
  o: { readonly lr: number; readonly steps: number },
) {
  return [(labels: Tensor) => labels, (labels: Tensor) => numbers.at(labels)].map((rename) => {
    const { W, b, losses, accuracy } = student.logisticWay(Xtr, rename(ytr), Xv, rename(yv), { ...o });
    return { probabilities: torch.softmax(Xv.matmul(W).add(b), 1), losses, accuracy };
  });
}

/** What `mlpWay` learned: probabilities and labels at `at`, its losses, and its accuracy. The runtime's own generator is elsewhere before. */
export function learned(student: Submission, split: Split, at: Tensor, o: MlpOptions) {
  torch.manualSeed(99);
  const { model, losses, accuracy } = refusals(() => student.mlpWay(...split, { ...o }));
  const p = torch.softmax(model.call(at), 1).detach();
  return { probabilities: p, labels: p.argmax(1), losses: [...losses], accuracy };
}

// ── Models ────────────────────────────────────────────────────────────────────────────────────────────────

type Sizes = readonly [i: number, h: number, c: number];

/** The shapes of a classifier's parameters, and what it makes of `x` once they hold `values`, in their order. */
export function filled(student: Submission, [i, h, c]: Sizes, values: Tensor, x: Tensor) {
  const model = student.multiClassifier(i, h, c);
  const parameters = model.parameters();
  let used = 0;
  torch.noGrad(() => {
    for (const parameter of parameters) {
      parameter.copy_(values.narrow(0, used, parameter.numel()).reshape(parameter.shape));
      used += parameter.numel();
    }
  });
  return { shapes: parameters.map(({ shape }) => [...shape]), outputs: model.call(x).detach() };
}

/** The cross-entropy of a classifier that has learned nothing yet, drawn from a seed. */
export function firstLoss(student: Submission, [i, h, c]: Sizes, seed: number, X: Tensor, y: Tensor): number {
  torch.manualSeed(seed);
  return F.crossEntropy(student.multiClassifier(i, h, c).call(X), y).item();
}

/** Linear layers with a ReLU between each two: the weight (outputs by inputs) and bias of each. */
export type Net = readonly { readonly weight: Tensor; readonly bias: Tensor }[];

function modelOf(net: Net): nn.Sequential {
  const layers = net.flatMap(({ weight, bias }, i): nn.Module[] => {
    const [outputs, inputs] = weight.shape;
    const layer = new nn.Linear(inputs, outputs);
    layer.weight = new nn.Parameter(weight.clone());
    layer.bias = new nn.Parameter(bias.clone());
    return i === 0 ? [layer] : [new nn.ReLU(), layer];
  });
  return new nn.Sequential(...layers);
}

/** One call of `trainMulticlass`. */
export interface Course {
  readonly lr: number;
  readonly epochs: number;
}

/**
 * Calls of `trainMulticlass` on the same model, one after the other: what each returned, and all parameters after it.
 * Before the first one every parameter has a gradient that is `old` throughout.
 */
export function trained(
  student: Submission,
  net: Net,
  batches: readonly (readonly [X: Tensor, y: Tensor])[],
  courses: readonly Course[],
  old?: number,
) {
  const model = modelOf(net);
  const parameters = model.parameters();
  if (old !== undefined) for (const p of parameters) p.grad = torch.fullLike(p, old);
  const loader = batches.map((batch) => [...batch]);
  return courses.map((course) => {
    const losses = [...refusals(() => student.trainMulticlass(model, loader, { ...course }))];
    return { losses, values: parameters.map((p) => p.detach().clone()) };
  });
}

/**
 * The loss refuses a wrong shape of the scores and a wrong dtype of the labels by errors of one name. Here they have two, so
 * that they can be told apart.
 */
function refusals<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof Error && error.message.includes('size mismatch')) throw named(error, 'IndexError');
    if (error instanceof Error && error.message.includes('expected scalar type'))
      throw named(error, 'ValueError');
    throw error;
  }
}

function named({ message }: Error, name: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** The probabilities of a model with these layers, and whether they still have a graph behind them. */
export function probabilitiesOf(student: Submission, net: Net, X: Tensor) {
  const p = student.probabilities(modelOf(net), X);
  return { probabilities: p, tracked: p.requiresGrad };
}

/** The labels that a model with these layers gives. */
export const classesOf = (student: Submission, net: Net, X: Tensor): Tensor =>
  student.classes(modelOf(net), X);

// ── Answers ───────────────────────────────────────────────────────────────────────────────────────────────

type Question = keyof Submission['chooseLoss'];

/** @throws NotImplementedError for a placeholder. */
function givenAnswer<T>(answer: T): T {
  if (isNotFilled(answer)) throw new NotImplementedError(answer.task);
  return answer;
}

/** One answer of `chooseLoss`. Asked here, so that what it says can be named like the answer of a function. */
export function chosenLoss(student: Submission, question: Question): string | undefined {
  const answers: Partial<Submission['chooseLoss']> | null | undefined = givenAnswer(student.chooseLoss);
  return answers?.[question];
}

/** The answer `compareBy`. */
export const comparedBy = (student: Submission): string | undefined => givenAnswer(student.compareBy);
