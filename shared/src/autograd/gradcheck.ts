import { float64 } from '../core/dtype.ts';
import { ArgumentError, type Complaint, describe, TorchError, ValueError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { contiguousStrides } from '../core/shape.ts';
import { filled } from '../tensor/creation.ts';
import { elementsOf } from '../tensor/elements.ts';
import { fromElements, Tensor, viewOf } from '../tensor/tensor.ts';
import { grad } from './grad.ts';
import { enableGrad, noGrad } from './grad-mode.ts';
import { Jacobian, type Tolerances } from './jacobian.ts';

/** A gradient that is not the derivative, found by `gradcheck`: PyTorch's `GradcheckError`. */
export class GradcheckError extends TorchError {
  override readonly name = 'GradcheckError';
}

/** The options of `gradcheck`, with PyTorch's defaults. */
export interface GradcheckOptions {
  /** The step h of the difference quotients; 1e-6 unless given. */
  readonly eps?: number;
  /** The difference that is always allowed; 1e-5 unless given. */
  readonly atol?: number;
  /** The difference allowed for each unit of the quotient; 1e-3 unless given. */
  readonly rtol?: number;
  /** Whether to give false for a wrong gradient instead of refusing it. */
  readonly raiseException?: boolean;
}

/** What is checked: any number of arguments to one result or several. */
// biome-ignore lint/suspicious/noConfusingVoidType: what returns nothing is refused when it is called
export type Checked = (...inputs: never[]) => Tensor | Iterable<Tensor> | void;

/**
 * Compares what backward says with what happens: every entry ∂y/∂x of the derivative against the quotient
 * (f(x + h) − f(x − h)) / 2h, for every input that requires a gradient. PyTorch's `torch.autograd.gradcheck`.
 *
 * ```ts
 * const x = torch.tensor([0.5, -1.5], { dtype: torch.float64, requiresGrad: true });
 * torch.autograd.gradcheck((x) => x.sigmoid().mul(x), x); // → true
 * ```
 *
 * Inputs are to be float64: the quotient of float32 numbers has hardly a digit, and a warning says so. At a kink, as
 * of relu at 0, the two differ by nature.
 *
 * @throws GradcheckError naming the input, the entry and both values; ValueError where no input requires a gradient.
 */
export function gradcheck(
  fn: Checked,
  inputs: Tensor | readonly unknown[],
  options: GradcheckOptions = {},
): boolean {
  checkOptions('gradcheck', options, ['eps', 'atol', 'rtol', 'raiseException']);
  const { eps = 1e-6, atol = 1e-5, rtol = 1e-3, raiseException = true } = options;
  const args = inputs instanceof Tensor ? [inputs] : inputs;
  const checked = checkedInputs(args);
  const run = (): Tensor[] => outputsOf(Reflect.apply(fn, undefined, args));

  const complaint = changing(run) ?? wrongGradient(jacobians(run, checked, eps), { atol, rtol });
  if (complaint === null) return true;
  if (!raiseException) return false;
  throw new GradcheckError({ who: 'gradcheck', ...complaint });
}

/** The inputs that require a gradient, by their places. */
function checkedInputs(args: readonly unknown[]): ReadonlyMap<number, Tensor> {
  const who = 'gradcheck';
  if (!Array.isArray(args)) {
    throw new ArgumentError({
      who,
      seen: `inputs: ${describe(args)}`,
      expected: 'a Tensor, or an array of what the function takes',
    });
  }
  const checked = new Map<number, Tensor>();
  args.forEach((x: unknown, i) => {
    if (!(x instanceof Tensor) || !x.requiresGrad) return;
    if (x.strides.some((step, dim) => step === 0 && (x.sizes[dim] as number) > 1)) {
      throw new ValueError({
        who,
        seen: `input ${i} has a dimension with stride 0: its entries share one place and cannot be moved alone`,
        hint: 'expanded tensors need contiguous() first',
      });
    }
    if (x.dtype !== float64) {
      console.warn(
        `UserWarning: gradcheck: input ${i} is ${x.dtype}; a difference quotient needs float64. ` +
          'This check will likely fail: make the input with { dtype: torch.float64 }',
      );
    }
    checked.set(i, x);
  });
  if (checked.size > 0) return checked;
  throw new ValueError({
    who,
    seen: `${args.length} inputs, none of which requires a gradient`,
    expected: 'gradcheck expects at least one input tensor to require gradient',
    hint: 'make it with { dtype: torch.float64, requiresGrad: true }',
  });
}

/** The results that can have a gradient. */
function outputsOf(result: unknown): Tensor[] {
  const all: readonly unknown[] =
    result instanceof Tensor
      ? [result]
      : typeof result === 'object' && result !== null && Symbol.iterator in result
        ? Array.from(result as Iterable<unknown>)
        : [];
  const outputs = all.filter((y) => y instanceof Tensor).filter((y) => y.isFloatingPoint());
  if (outputs.length > 0) return outputs;
  throw new ValueError({
    who: 'gradcheck',
    seen: `the function gives ${describe(result)}`,
    expected: 'a tensor of floats, or several',
  });
}

/** A function that gives something else each time has no derivative to compare with. */
function changing(run: () => Tensor[]): Omit<Complaint, 'who'> | null {
  const [once, again] = noGrad(() => [run(), run()].map((ys) => ys.map(values)));
  if (JSON.stringify(once) === JSON.stringify(again)) return null;
  return {
    seen: 'the function gives two results for the same inputs',
    expected: 'a function of its inputs alone',
    hint: 'does it draw random numbers (dropout in training?) or change something in place?',
  };
}

/** The derivative of every output by every checked input, both ways: a row for each output. */
function jacobians(run: () => Tensor[], inputs: ReadonlyMap<number, Tensor>, eps: number): Jacobian[] {
  const ys = enableGrad(run);
  const rows = ys.map((y, output) => [...inputs].map(([input, x]) => new Jacobian({ input, x, output, y })));
  // First backward: its graph holds the values as they are.
  rows.forEach(askBackward);
  const columns = [...inputs.values()].map((_, at) => rows.map((row) => row[at] as Jacobian));
  for (const column of columns) takeQuotients(column, run, eps);
  return rows.flat();
}

/** Fills the analytic side of one output's derivatives, an element of the output at a time. */
function askBackward(row: readonly Jacobian[]): void {
  const { y } = (row[0] as Jacobian).pair;
  if (!y.requiresGrad) return;
  const xs = row.map(({ pair }) => pair.x);
  for (let element = 0; element < y.numel(); element++) {
    const gradOutputs = unit(y, element);
    const grads = grad(y, xs, { gradOutputs, retainGraph: true, allowUnused: true });
    grads.forEach((dx, at) => {
      if (dx !== null) row[at]?.analytic.set(values(dx), element * dx.numel());
    });
  }
}

/** Fills the numeric side of the derivatives by one input, moving an entry of it at a time. */
function takeQuotients(column: readonly Jacobian[], run: () => Tensor[], eps: number): void {
  const { x } = (column[0] as Jacobian).pair;
  // Written to past the count of changes: each value stands there again before anyone else can look.
  for (let entry = 0; entry < x.numel(); entry++) {
    const place = viewOf(x, [], [], placeOf(x, entry));
    const value = place.item();
    const movedTo = (to: number) => {
      x.device.write(filled([], to, x.dtype, x.device), place);
      return { at: place.item(), results: noGrad(run).map(values) };
    };
    try {
      const above = movedTo(value + eps);
      const below = movedTo(value - eps);
      // The step as it was really taken: value ± h is rounded.
      const step = above.at - below.at;
      column.forEach(({ numeric }, output) => {
        const down = below.results[output] as readonly number[];
        above.results[output]?.forEach((up, element) => {
          numeric[element * x.numel() + entry] = (up - (down[element] as number)) / step;
        });
      });
    } finally {
      x.device.write(filled([], value, x.dtype, x.device), place);
    }
  }
}

function values(x: Tensor): number[] {
  return Array.from(elementsOf(x), Number);
}

/** 1 for one element of `y`, 0 for the others. */
function unit(y: Tensor, element: number): Tensor {
  const seed = y.dtype.allocate(y.numel());
  seed[element] = 1;
  return fromElements(seed, y.dtype, y.sizes, y.device);
}

/** Where in the storage an entry, counted in row-major order, stands. */
function placeOf(x: Tensor, entry: number): number {
  const steps = contiguousStrides(x.sizes);
  return x.strides.reduce(
    (place, stride, dim) =>
      place + (Math.floor(entry / (steps[dim] as number)) % (x.sizes[dim] as number)) * stride,
    x.offset,
  );
}

function wrongGradient(all: readonly Jacobian[], tolerances: Tolerances): Omit<Complaint, 'who'> | null {
  for (const jacobian of all) {
    const complaint = jacobian.complaint(tolerances);
    if (complaint !== null) return complaint;
  }
  return null;
}
