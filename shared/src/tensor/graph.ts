import type { Dtype } from '../core/dtype.ts';
import { RuntimeError } from '../core/errors.ts';
import type { Scalar } from '../core/python.ts';
import { shapeText } from '../core/shape.ts';
import type { Device } from '../device/device.ts';
import type { Tensor } from './tensor.ts';

/*
 * The graph that backward walks. An operation on a tensor that requires a gradient leaves a node behind: its
 * operands, its result and the formula of its gradient. Nodes point to the nodes of their operands, so the
 * newest are nearest to the loss, and `order` alone is a topological order.
 */

/** What a node keeps of an operand. */
export type Saved = Tensor | Scalar;

/** What is left of an operand once the graph is released: enough to give its gradient a shape. */
export interface Outline {
  readonly sizes: readonly number[];
  readonly dtype: Dtype;
  readonly device: Device;
}

/**
 * The gradients of a node's operands, in their order; null where there is none to give.
 *
 * `grad` is the gradient of the first result, `node` gives the operands and the result by name, `grads` has the
 * gradients of all results of an operation with several, null for those that nobody used.
 *
 * What a formula makes and returns it does not keep for itself: a leaf may have it as its `.grad` from then on.
 */
export type Backward = (
  grad: Tensor,
  node: GradNode,
  grads: readonly (Tensor | null)[],
) => readonly (Tensor | null)[];

let nodesMade = 0;

/**
 * One recorded operation: PyTorch's `grad_fn`.
 *
 * Operands are read through `input`, `x`, `a`, `b` and `y`, which refuse a value that an in-place operation has
 * changed since. A formula that never reads a value is not disturbed by its change.
 */
export class GradNode {
  /** PyTorch's name of the node: `MulBackward0`. */
  readonly name: string;
  /** Later nodes have larger numbers; an end of the graph has −1. */
  readonly order: number;
  /** Where the gradient of each operand goes; null where none is wanted. */
  readonly next: readonly (GradNode | null)[];
  /** Which result of that node each operand is; empty where each is the first. */
  readonly slots: readonly number[];
  readonly backward: Backward;
  /** What runs on the gradient of a result before it is used: hooks, and the keeping of `retainGrad`. */
  hooks: GradHook[] | undefined = undefined;
  /** @internal The number of the last search that found this node. */ foundBy = 0;
  /** @internal Where the node stands in the walk that numbered it last. */ place = 0;

  #inputs: readonly Saved[] | null;
  /** How often each operand had been written to; empty where none had been. */
  #versions: readonly number[];
  #outlines: readonly (Outline | null)[] | null = null;
  #results: readonly Tensor[];
  #resultVersion: number;

  constructor(
    name: string,
    inputs: readonly Saved[],
    results: readonly Tensor[],
    backward: Backward,
    order: number = nodesMade++,
  ) {
    this.name = name;
    this.order = order;
    this.backward = backward;
    const next = new Array<GradNode | null>(inputs.length);
    let slots = 0;
    let versions = 0;
    for (let i = 0; i < inputs.length; i++) {
      const input = inputs[i] as Saved;
      next[i] = null;
      if (!isTensor(input)) continue;
      next[i] = input.gradTarget();
      slots += input.slot;
      versions += input.storage.version;
    }
    this.next = next;
    this.slots = slots === 0 ? noNumbers : inputs.map((input) => (isTensor(input) ? input.slot : 0));
    this.#inputs = inputs;
    this.#versions = versions === 0 ? noNumbers : inputs.map(versionOf);
    this.#results = results;
    this.#resultVersion = results[0]?.storage.version ?? 0;
  }

  /** Whether the gradient of operand `i` is wanted. */
  needs(i: number): boolean {
    return this.next[i] !== null;
  }

  /** Operand `i` as it was. @throws RuntimeError where it has been changed, or the graph is released. */
  input(i: number): Saved {
    if (this.#inputs === null) throw releasedError(this.name);
    const input = this.#inputs[i] as Saved;
    if (isTensor(input)) this.#requireUnchanged(input, this.#versions[i] ?? 0);
    return input;
  }

  /** Operand `i`, known to be a tensor. */
  tensor(i: number): Tensor {
    const input = this.input(i);
    if (isTensor(input)) return input;
    throw new Error(`a fault of the runtime: operand ${i} of ${this.name} is no tensor`);
  }

  /** The only operand. */
  get x(): Tensor {
    return this.tensor(0);
  }

  /** The first of two operands. */
  get a(): Saved {
    return this.input(0);
  }

  /** The second of two operands. */
  get b(): Saved {
    return this.input(1);
  }

  /** The result, the first where there are several. */
  get y(): Tensor {
    return this.result(0);
  }

  /** Result `i`. @throws RuntimeError where it has been changed, or the graph is released. */
  result(i: number): Tensor {
    if (this.#inputs === null) throw releasedError(this.name);
    const result = this.#results[i] as Tensor;
    this.#requireUnchanged(result, this.#resultVersion);
    return result;
  }

  /** The shape, dtype and device of operand `i`, which no change of values touches and no release takes away. */
  outline(i: number): Outline | null {
    if (this.#inputs === null) return this.#outlines?.[i] ?? null;
    const input = this.#inputs[i] as Saved;
    return isTensor(input) ? input : null;
  }

  /** Lets go of operands and results. What the formula does not read works all the same afterwards. */
  release(): void {
    if (this.#inputs === null) return;
    const outlines = new Array<Outline | null>(this.#inputs.length);
    for (let i = 0; i < outlines.length; i++) {
      outlines[i] = outlineOf(this.#inputs[i] as Saved, this.next[i] as GradNode | null);
    }
    this.#outlines = outlines;
    this.#inputs = null;
    this.#results = nothing;
  }

  /**
   * Takes an in-place operation over: `copy` keeps the values that `x` had as an operand, and `x`, already
   * overwritten, becomes the result.
   */
  settle(x: Tensor, copy: Tensor): void {
    this.#versions = (this.#inputs ?? []).map((input, i) =>
      input === x ? copy.storage.version : (this.#versions[i] ?? 0),
    );
    this.#inputs = (this.#inputs ?? []).map((input) => (input === x ? copy : input));
    this.#results = [x];
    this.#resultVersion = x.storage.version;
  }

  toString(): string {
    return `<${this.name}>`;
  }

  #requireUnchanged(x: Tensor, expected: number): void {
    const { version } = x.storage;
    if (version === expected) return;
    const source = x.gradFn;
    throw new RuntimeError({
      who: this.name,
      seen:
        'one of the variables needed for gradient computation has been modified by an inplace operation: ' +
        `[${x.dtype} ${shapeText(x.sizes)}]${source === null ? '' : `, which is output ${x.slot} of ${source.name}`}, ` +
        `is at version ${version}; expected version ${expected} instead`,
      hint: 'an operation whose name ends in _ wrote over a value that backward still needs; use the form without _',
      see: 'PyTorch, "In-place operations with autograd"',
    });
  }
}

/** Runs on the gradient of result `slot` of a node; what it returns, if anything, takes its place. */
export interface GradHook {
  readonly slot: number;
  // biome-ignore lint/suspicious/noConfusingVoidType: a hook that only looks returns nothing, as in PyTorch
  readonly run: (grad: Tensor) => Tensor | undefined | void;
}

/** The end of the graph at a leaf, where gradients add up in `.grad`. */
export class AccumulateGrad extends GradNode {
  readonly variable: Tensor;

  constructor(variable: Tensor) {
    super('AccumulateGrad', [], [], () => [], -1);
    this.variable = variable;
  }
}

function isTensor(x: Saved): x is Tensor {
  return typeof x === 'object' && 'storage' in x;
}

function versionOf(input: Saved): number {
  return isTensor(input) ? input.storage.version : 0;
}

/** What is left of an operand, if its gradient is wanted. A leaf is there for as long as the node is. */
function outlineOf(input: Saved, next: GradNode | null): Outline | null {
  if (next === null || !isTensor(input)) return null;
  if (next instanceof AccumulateGrad) return input;
  return { sizes: input.sizes, dtype: input.dtype, device: input.storage.device };
}

const nothing: readonly Tensor[] = [];
const noNumbers: readonly number[] = [];

function releasedError(name: string): RuntimeError {
  return new RuntimeError({
    who: 'backward',
    seen: `Trying to backward through the graph a second time: the values that ${name} saved have been freed`,
    expected: 'one backward for each forward, or backward({ retainGraph: true }) the first time',
    hint: 'is the loss computed anew in every step? A tensor carried over from the last step needs detach()',
  });
}

let gradMode = true;

/** Whether operations are being recorded: PyTorch's `torch.is_grad_enabled`. */
export function isGradEnabled(): boolean {
  return gradMode;
}

/** Switches recording on or off, and returns how it was: PyTorch's `torch.set_grad_enabled`. */
export function setGradEnabled(enabled: boolean): boolean {
  const before = gradMode;
  gradMode = enabled;
  return before;
}

/**
 * Records that `y` was computed from `inputs`, if any of them requires a gradient and recording is on.
 * Returns `y`.
 */
export function record(y: Tensor, name: string, inputs: readonly Saved[], backward: Backward): Tensor {
  if (gradMode && y.dtype.kind === 'float' && anyRequiresGrad(inputs)) {
    y.setHistory(new GradNode(name, inputs, [y], backward), 0);
  }
  return y;
}

/** As `record`, for an operation with several results. Only floats among them take part. */
export function recordAll(
  results: readonly Tensor[],
  name: string,
  inputs: readonly Saved[],
  backward: Backward,
): void {
  if (!gradMode || !anyRequiresGrad(inputs)) return;
  const node = new GradNode(name, inputs, results, backward);
  results.forEach((y, slot) => {
    if (y.dtype.kind === 'float') y.setHistory(node, slot);
  });
}

function anyRequiresGrad(inputs: readonly Saved[]): boolean {
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i] as Saved;
    if (isTensor(input) && input.requiresGrad) return true;
  }
  return false;
}
