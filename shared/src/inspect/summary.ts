import { noGrad } from '../autograd/grad-mode.ts';
import { type Dtype, float32 } from '../core/dtype.ts';
import { ArgumentError, describe } from '../core/errors.ts';
import { inspect } from '../core/inspect.ts';
import { checkOptions } from '../core/options.ts';
import { product } from '../core/shape.ts';
import type { Module } from '../nn/module.ts';
import { stack } from '../ops/stack.ts';
import { convert } from '../ops/to.ts';
import { print } from '../tensor/python-text.ts';
import { rand } from '../tensor/random.ts';
import { Tensor } from '../tensor/tensor.ts';
import { summaryText } from './summary-text.ts';

export interface SummaryOptions {
  /** How many levels of modules to show; 3 unless given. */
  readonly depth?: number;
  /** 0 not to print. */
  readonly verbose?: number;
  /** The dtypes of the inputs; float32 unless given. */
  readonly dtypes?: readonly Dtype[];
}

/** One call of one module. */
export interface SummaryRow {
  /** The module's class. */
  readonly type: string;
  /** How deep it stands: 1 for the children of the model. */
  readonly depth: number;
  /** The how-many-eth call at this depth it is, from 1. */
  readonly index: number;
  /** The shape of its output, −1 for the batch; that of the first where there are several, as it is. */
  readonly outputShape: readonly number[];
  /** The number of parameters in it and below. */
  readonly parameters: number;
  /** Whether all of them require gradients. */
  readonly trainable: boolean;
  /** Whether it has modules below. */
  readonly isContainer: boolean;
  /** Whether it has parameters and was called before. */
  readonly isRecursive: boolean;
  /** Multiplications with weights, for one example. */
  readonly multAdds: number;
}

/** What a model is made of and what it makes of an input, in the order of its computation. It prints as a table. */
export class Summary {
  readonly rows: readonly SummaryRow[];
  readonly totalParameters: number;
  readonly trainableParameters: number;
  readonly multAdds: number;
  /** Numbers in one example of the input. */
  readonly inputSize: number;
  /** Numbers that the layers with parameters give, and as many gradients. */
  readonly passSize: number;
  readonly depth: number;

  constructor(rows: readonly SummaryRow[], inputSize: number, depth: number) {
    const counted = rows.filter(
      (row) => !row.isRecursive && (row.depth === depth || (row.depth < depth && !row.isContainer)),
    );
    const layers = rows.filter((row) => !row.isRecursive && row.parameters > 0 && !row.isContainer);
    this.rows = rows;
    this.totalParameters = sum(counted.map((row) => row.parameters));
    this.trainableParameters = sum(counted.filter((row) => row.trainable).map((row) => row.parameters));
    this.multAdds = sum(rows.map((row) => row.multAdds));
    this.inputSize = inputSize;
    this.passSize = sum(layers.map((row) => 2 * Math.abs(product(row.outputShape))));
    this.depth = depth;
  }

  toString(): string {
    return summaryText(this);
  }

  [inspect](): string {
    return this.toString();
  }
}

/**
 * Runs the model on random input and prints what each layer gives and how many parameters it has, as Python's
 * package torch-summary does. The table is also returned.
 *
 * ```ts
 * const table = summary(new nn.Sequential(new nn.Linear(2, 3), new nn.ReLU()), [2], { verbose: 0 });
 * table.totalParameters; // → 9
 * ```
 *
 * @param shape the shape of one example, without the batch; an array of shapes for several inputs.
 * @throws whatever the model throws at such an input.
 */
export function summary(
  model: Module,
  shape: readonly number[] | readonly (readonly number[])[],
  options: SummaryOptions = {},
): Summary {
  checkOptions('summary', options, ['depth', 'verbose', 'dtypes']);
  const { depth = 3, verbose = 1, dtypes = [] } = options;
  const shapes = shapesOf(shape);
  const inputs = shapes.map((sizes, i) => randomInput(sizes, dtypes[i] ?? float32));
  const rows = calls(model, inputs, depth + 1);
  const made = new Summary(rows, sum(shapes.map(product)), depth);
  if (verbose > 0) print(made);
  return made;
}

function shapesOf(shape: unknown): readonly (readonly number[])[] {
  const isShape = (value: unknown): value is readonly number[] =>
    Array.isArray(value) && value.every((size) => typeof size === 'number');
  if (isShape(shape)) return [shape];
  if (Array.isArray(shape) && shape.every(isShape)) return shape;
  throw new ArgumentError({
    who: 'summary',
    seen: `the shape is ${describe(shape)}`,
    expected: 'the shape of one example, such as [2], or several such',
  });
}

/** Two examples alike. */
function randomInput(sizes: readonly number[], dtype: Dtype): Tensor {
  const example = rand(sizes);
  return stack([example, example].map((x) => convert(x, dtype)));
}

/** Runs the model, in evaluation, and gives a row for every call of a module down to `depth`. */
function calls(model: Module, inputs: readonly Tensor[], depth: number): SummaryRow[] {
  const rows: (SummaryRow & { outputShape: readonly number[]; multAdds: number })[] = [];
  const seen = new Set<Module>();
  const called: number[] = [];
  const hooks: { remove(): void }[] = [];
  const watch = (module: Module, level: number): void => {
    if (level > 0 || module.children().length === 0) {
      let at = 0;
      const before = module.registerForwardPreHook(() => {
        called[level] = (called[level] ?? 0) + 1;
        at = rows.length;
        rows.push(newRow(module, level, called[level], seen));
        return undefined;
      });
      const after = module.registerForwardHook((_, _inputs, output) => {
        const outputShape = shapeOf(output);
        Object.assign(rows[at] as SummaryRow, { outputShape, multAdds: multAdds(module, outputShape) });
      });
      hooks.push(before, after);
    }
    if (level < depth) for (const child of module.children()) watch(child, level + 1);
  };
  const modes = model.modules().map((module) => [module, module.training] as const);
  try {
    watch(model, 0);
    model.eval();
    noGrad(() => model.call(...inputs));
  } finally {
    for (const [module, training] of modes) module.training = training;
    for (const hook of hooks) hook.remove();
  }
  return rows;
}

function newRow(module: Module, depth: number, index: number, seen: Set<Module>) {
  const parameters = module.parameters();
  const isRecursive = parameters.length > 0 && seen.has(module);
  seen.add(module);
  return {
    type: module.constructor.name,
    depth,
    index,
    outputShape: [] as readonly number[],
    parameters: sum(parameters.map((parameter) => parameter.numel())),
    trainable: parameters.every((parameter) => parameter.requiresGrad),
    isContainer: module.children().length > 0,
    isRecursive,
    multAdds: 0,
  };
}

function shapeOf(output: unknown): readonly number[] {
  if (output instanceof Tensor) return [-1, ...output.sizes.slice(1)];
  const first: unknown = Array.isArray(output) ? output[0] : undefined;
  return first instanceof Tensor ? first.sizes : [];
}

/** One multiplication for each weight, and in a convolution for each place that the kernel comes to. */
function multAdds(module: Module, outputShape: readonly number[]): number {
  const isConvolution = module.constructor.name.includes('Conv');
  const counts = module.namedParameters().map(([name, parameter]) => {
    if (name === 'weight' && isConvolution) return parameter.numel() * product(outputShape.slice(2));
    return name.includes('weight') ? parameter.numel() : 0;
  });
  return sum(counts);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
