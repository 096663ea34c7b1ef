/**
 * What runs beside the student's code in A09: each function builds datasets, models and optimizers from plain data, lets
 * the student's code work on them, and gives plain data back. Nothing here knows an answer.
 *
 * Only names that A09 fixes are used: `length` and `get` of `MyTensorDataset`, `length` and iteration of `MyDataLoader`,
 * and the functions.
 */
import { data, nn, optim, type Tensor, torch } from '#torch';

type Submission = typeof import('../../../solutions/a09-training-loop/training-loop.ts');

// ── Datasets and loaders ──────────────────────────────────────────────────────────────────────────────────

const FINISHED = ['TensorDataset', 'DataLoader'] as const;
type Finished = (typeof FINISHED)[number];

/**
 * What `run` gives while the runtime's own classes cannot be used; `fitLinear` may use them, so they are not forbidden.
 *
 * @throws TypeError for a class that only gives a finished one another name.
 */
function onItsOwn<T>(made: { readonly prototype: unknown }, finished: Finished, run: () => T): T {
  if (made.prototype instanceof data[finished]) {
    throw new TypeError(`My${finished} extends data.${finished}; expected a class of its own`);
  }
  const originals = FINISHED.map((name) => Object.getOwnPropertyDescriptor(data, name));
  for (const name of FINISHED) {
    const value = function refuse(): never {
      throw new TypeError(`data.${name} is used; expected batches built from single samples`);
    };
    Object.defineProperty(data, name, { value, configurable: true });
  }
  try {
    return run();
  } finally {
    FINISHED.forEach((name, i) => {
      const original = originals[i];
      if (original !== undefined) Object.defineProperty(data, name, original);
    });
  }
}

/** How many samples `tensors` make, and those at the places asked for. */
export function samples(student: Submission, tensors: readonly Tensor[], places: readonly number[]) {
  return onItsOwn(student.MyTensorDataset, 'TensorDataset', () => {
    const dataset = new student.MyTensorDataset(...tensors);
    return { length: dataset.length, samples: places.map((place) => [...dataset.get(place)]) };
  });
}

/** For each list of tensors, sample `place` of them; null where they are refused. */
export function accepted(student: Submission, lists: readonly (readonly Tensor[])[], place: number) {
  return onItsOwn(student.MyTensorDataset, 'TensorDataset', () =>
    lists.map((tensors) => {
      try {
        return [...new student.MyTensorDataset(...tensors).get(place)];
      } catch (error) {
        if (error instanceof RangeError) return null;
        throw error;
      }
    }),
  );
}

/** How a loader is made. `seed` is that of a generator of its own. */
export interface LoaderPlan {
  readonly batchSize: number;
  readonly shuffle?: boolean;
  readonly dropLast?: boolean;
  readonly seed?: number;
}

function loader(student: Submission, tensors: readonly Tensor[], { seed, ...options }: LoaderPlan) {
  // A dataset of its own, so that a loader needs no `MyTensorDataset`.
  const dataset = {
    length: tensors[0].shape[0],
    get: (i: number) => tensors.map((x) => x.at(i)),
  };
  return new student.MyDataLoader(
    dataset,
    seed === undefined ? options : { ...options, generator: new torch.Generator().manualSeed(seed) },
  );
}

const epoch = (batches: Iterable<Tensor[]>): Tensor[][] => [...batches].map((batch) => [...batch]);

const onOwnLoader = <T>(student: Submission, run: () => T): T =>
  onItsOwn(student.MyDataLoader, 'DataLoader', run);

/** The batches of a loader, epoch by epoch, and whether it drew random numbers of the runtime's. */
export function batches(student: Submission, tensors: readonly Tensor[], plan: LoaderPlan, epochs: number) {
  return onOwnLoader(student, () => {
    torch.manualSeed(3);
    const made = loader(student, tensors, plan);
    const seen = Array.from({ length: epochs }, () => epoch(made));
    const after = torch.rand(1).item();
    torch.manualSeed(3);
    return { length: made.length, epochs: seen, drew: after !== torch.rand(1).item() };
  });
}

/** The first batches, after which the loop breaks off; then all batches of another loop. */
export function leftEarly(student: Submission, tensors: readonly Tensor[], plan: LoaderPlan, taken: number) {
  return onOwnLoader(student, () => {
    const made = loader(student, tensors, plan);
    const first: Tensor[][] = [];
    for (const batch of made) {
      first.push([...batch]);
      if (first.length === taken) break;
    }
    return { first, whole: epoch(made) };
  });
}

/** A loop inside a loop over the same loader: how many rows the inner epochs have together with each outer batch. */
export function nested(student: Submission, tensors: readonly Tensor[], plan: LoaderPlan) {
  return onOwnLoader(student, () => {
    const made = loader(student, tensors, plan);
    const seen: { outer: Tensor[]; inner: Tensor[][] }[] = [];
    for (const outer of made) seen.push({ outer: [...outer], inner: epoch(made) });
    return seen;
  });
}

/** The number of each sample in the order in which it came; the first column of `X` tells them apart. */
const orderOf = (seen: readonly Tensor[][]): number[] =>
  seen.flatMap(([x]) => (x.dim() === 2 ? x.select(1, 0) : x).tolist() as number[]);

/** What holds of the epochs of a shuffling loader, whatever the orders are. */
export function shuffled(
  student: Submission,
  tensors: readonly [X: Tensor, y: Tensor],
  plan: LoaderPlan,
  epochs: number,
) {
  return onOwnLoader(student, () => {
    const [X, y] = tensors;
    const own = X.select(1, 0).tolist() as number[];
    const targetOf = new Map(own.map((name, i) => [name, y.at(i).item()]));
    /** With a generator its seed is that of the plan, and the runtime's own is elsewhere; without, the other way round. */
    const walk = (seed: number, elsewhere: number): Tensor[][][] => {
      torch.manualSeed(plan.seed === undefined ? seed : elsewhere);
      const made = loader(student, tensors, plan.seed === undefined ? plan : { ...plan, seed });
      return Array.from({ length: epochs }, () => epoch(made));
    };
    const seen = walk(plan.seed ?? 11, 1);
    const again = walk(plan.seed ?? 11, 2);
    const other = walk((plan.seed ?? 11) + 1, 1);
    const orders = seen.map(orderOf).map(String);
    return {
      length: loader(student, tensors, plan).length,
      sizes: seen.map((batches) => batches.map(([x]) => x.shape[0])),
      samples: seen.map((batches) => orderOf(batches).sort((a, b) => a - b)),
      paired: seen.flat().every(([x, t]) => {
        const names = x.select(1, 0).tolist() as number[];
        const targets = t.tolist() as number[];
        return names.length === targets.length && names.every((name, i) => targetOf.get(name) === targets[i]);
      }),
      orders: new Set(orders).size,
      moved: !orders.includes(String(own)),
      sameSeedSameOrders: String(again.map(orderOf)) === String(seen.map(orderOf)),
      otherSeedOtherOrders: String(other.map(orderOf)) !== String(seen.map(orderOf)),
    };
  });
}

// ── Training ──────────────────────────────────────────────────────────────────────────────────────────────

/** Linear layers with a tanh between each two: the weight (outputs by inputs) and bias of each. */
export type Net = readonly {
  readonly weight: readonly (readonly number[])[];
  readonly bias: readonly number[];
}[];

/** Samples and targets: numbers, or classes where the loss is the cross-entropy. */
export interface Batch {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
}

/** How a model is trained. */
export interface Course {
  readonly net: Net;
  readonly criterion: 'MSELoss' | 'L1Loss' | 'CrossEntropyLoss';
  readonly rule: 'SGD' | 'Adam';
  readonly lr: number;
  readonly momentum?: number;
  /** Every parameter starts with a gradient that is this number throughout. */
  readonly old?: number;
}

const double = { dtype: torch.float64 };

function modelOf(net: Net): nn.Sequential {
  const layers = net.flatMap(({ weight, bias }, i): nn.Module[] => {
    const layer = new nn.Linear(weight[0].length, weight.length);
    layer.weight = new nn.Parameter(torch.tensor(weight, double));
    layer.bias = new nn.Parameter(torch.tensor(bias, double));
    return i === 0 ? [layer] : [new nn.Tanh(), layer];
  });
  return new nn.Sequential(...layers);
}

function begin({ net, criterion, rule, lr, momentum, old }: Course) {
  const model = modelOf(net);
  const parameters = model.parameters();
  if (old !== undefined) for (const p of parameters) p.grad = torch.fullLike(p, old);
  const optimizer =
    rule === 'Adam'
      ? new optim.Adam(parameters, { lr })
      : new optim.SGD(parameters, { lr, momentum: momentum ?? 0 });
  return { model, criterion: new nn[criterion](), optimizer };
}

const tensorsOf = ({ x, y }: Batch, criterion: Course['criterion']): [Tensor, Tensor] => [
  torch.tensor(x, double),
  torch.tensor(y, criterion === 'CrossEntropyLoss' ? { dtype: torch.int64 } : double),
];

const valuesOf = (model: nn.Module): Tensor[] => model.parameters().map((p) => p.detach().clone());

/** `trainStep` on batches in turn: after each step what it returned, and all parameters. `flatten` false, or left out. */
export function steps(
  student: Submission,
  course: Course,
  batches: readonly Batch[],
  count: number,
  flatten?: false,
) {
  const { model, criterion, optimizer } = begin(course);
  return Array.from({ length: count }, (_, step) => {
    const [X, y] = tensorsOf(batches[step % batches.length], course.criterion);
    const loss =
      flatten === undefined
        ? student.trainStep(model, criterion, optimizer, X, y)
        : student.trainStep(model, criterion, optimizer, X, y, flatten);
    return { loss, values: valuesOf(model) };
  });
}

/** A model with one weight for each feature, and what happens to it, in order. */
function watched(features: number) {
  const events: string[] = [];
  const linear = new nn.Linear(features, 1);
  torch.noGrad(() => {
    for (const p of linear.parameters()) p.fill_(0.5);
  });
  const isClear = (): boolean =>
    linear.weight.grad === null || linear.weight.grad.countNonzero().item() === 0;
  const note = (what: string): void => {
    events.push(what);
  };
  class Model extends nn.Module {
    readonly linear = linear;
    override forward(x: Tensor): Tensor {
      note('forward');
      return this.linear.call(x);
    }
  }
  class Criterion extends nn.Module {
    override forward(prediction: Tensor, target: Tensor): Tensor {
      note(`loss of ${prediction.shape.join('×')} and ${target.shape.join('×')}`);
      return prediction.sub(target).square().mean();
    }
  }
  class Descent extends optim.SGD {
    override step(): null {
      note(isClear() ? 'step without gradients' : 'step');
      super.step();
      return null;
    }
  }
  linear.weight.registerHook(() => note(isClear() ? 'backward' : 'backward onto old gradients'));
  for (const p of linear.parameters()) p.grad = torch.onesLike(p);
  const optimizer = new Descent(linear.parameters(), { lr: 0.01 });
  return { model: new Model(), criterion: new Criterion(), optimizer, events };
}

type Pair = readonly [X: Tensor, y: Tensor];

/** What happens, in order, during a `trainStep` for each batch. */
export function stepEvents(student: Submission, batches: readonly Pair[]) {
  const { model, criterion, optimizer, events } = watched(batches[0][0].shape[1]);
  for (const [X, y] of batches) student.trainStep(model, criterion, optimizer, X, y);
  return events;
}

/** What happens, in order, during a `trainer`. */
export function trainerEvents(student: Submission, batches: readonly Pair[], epochs: number) {
  const { model, criterion, optimizer, events } = watched(batches[0][0].shape[1]);
  const loader = batches.map((batch) => [...batch]);
  student.trainer(model, criterion, optimizer, loader, { epochs, verbose: false });
  return events;
}

/** What one call of `trainer` is told; what is left out is left to its defaults. */
export interface Call {
  readonly epochs?: number;
  readonly verbose?: boolean;
  readonly flatten?: boolean;
}

/** Calls of `trainer` on the same model, one after the other: what each returned and logged, and all parameters after it. */
export function trained(
  student: Submission,
  course: Course,
  batches: readonly Batch[],
  calls: readonly Call[],
) {
  const { model, criterion, optimizer } = begin(course);
  const loader = batches.map((batch): Tensor[] => tensorsOf(batch, course.criterion));
  return calls.map((call) => {
    const lines: string[] = [];
    const log = (line: string): void => {
      lines.push(line);
    };
    const losses = [...student.trainer(model, criterion, optimizer, loader, { ...call, log })];
    return { losses, lines, values: valuesOf(model) };
  });
}

/** The losses of `trainer` on batches that are tensors already, for a linear model that starts with zeros. */
export function lossesFromZero(
  student: Submission,
  batches: readonly Pair[],
  options: { readonly lr: number; readonly epochs: number },
) {
  const model = new nn.Linear(batches[0][0].shape[1], 1);
  torch.noGrad(() => {
    for (const p of model.parameters()) p.zero_();
  });
  const optimizer = new optim.SGD(model.parameters(), { lr: options.lr });
  const loader = batches.map((batch) => [...batch]);
  const call = { epochs: options.epochs, verbose: false };
  const losses = [...student.trainer(model, new nn.MSELoss(), optimizer, loader, call)];
  return { losses, values: valuesOf(model) };
}

// ── Fits ──────────────────────────────────────────────────────────────────────────────────────────────────

/** A module that holds its layer further down. */
class Wrapped extends nn.Module {
  readonly inner: nn.Module;

  constructor(inner: nn.Module) {
    super();
    this.inner = inner;
  }

  override forward(x: Tensor): Tensor {
    return this.inner.call(x);
  }
}

/** The table of a fit and of a model with these parameters, which stands so many modules down. */
export function table(
  student: Submission,
  fit: { readonly intercept: number; readonly coef: readonly number[] },
  learned: { readonly bias: number; readonly weight: readonly number[] },
  depth: number,
) {
  const linear = new nn.Linear(learned.weight.length, 1);
  linear.weight = new nn.Parameter(torch.tensor([learned.weight], { dtype: torch.float32 }));
  linear.bias = new nn.Parameter(torch.tensor([learned.bias], { dtype: torch.float32 }));
  let model: nn.Module = linear;
  for (let level = 0; level < depth; level++) model = new Wrapped(model);
  return student.comparisonTable({ intercept: fit.intercept, coef: [...fit.coef] }, model);
}

export interface FitOptions {
  readonly lr: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
}

/** The parameters of what `fitLinear` returns. The runtime's own generator is elsewhere before. */
export function fitted(student: Submission, X: Tensor, y: Tensor, options: FitOptions): Tensor[] {
  torch.manualSeed(99);
  return valuesOf(student.fitLinear(X, y, { ...options }));
}

/** As `fitted`, and how many lines `fitLinear` printed. */
export function fittedAloud(
  student: Submission,
  X: Tensor,
  y: Tensor,
  options: FitOptions,
): { parameters: Tensor[]; lines: number } {
  const { log } = console;
  let lines = 0;
  console.log = () => {
    lines++;
  };
  try {
    const parameters = fitted(student, X, y, options);
    return { parameters, lines };
  } finally {
    console.log = log;
  }
}
