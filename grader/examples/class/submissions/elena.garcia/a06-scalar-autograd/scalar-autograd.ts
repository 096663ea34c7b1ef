// Write your code where it says `throw new NotImplementedError(…)` or `notFilled(…)`, in place of that line.
// Each function is graded on its own: leave what you have not done yet as it is. Import only from `#torch`;
// add the names you need to the list in the braces, for example `torch`.

/**
 * A06 — Autograd for beginners.
 *
 * A `Value` is one number that remembers how it was made. Every operation makes a new one, so the values of a
 * calculation form a graph: *leaves* are numbers you put in, every other node has the operands it was made from as
 * its *parents*. Walking that graph backwards from the result gives the derivative of the result with respect to
 * every node in it. All numbers here are plain JavaScript numbers.
 */
import { NotImplementedError } from '#torch';

/** A number, the operation that made it, and how much the last result changes with it. */
export class Value {
  /** The number itself. */
  data: number;
  /** d(result) / d(this), once `backward` has been called on the result. */
  grad = 0;
  /** The operands this was made from, in the order in which they were written; none for a leaf. */
  readonly parents: readonly Value[];
  /** What made this: 'add', 'pow', …; empty for a leaf. Yours to use: the grader does not read it. */
  readonly op: string;

  constructor(data: number, parents: readonly Value[] = [], op = '') {
    this.data = data;
    this.parents = parents;
    this.op = op;
  }

  /** A plain number as a new leaf; a `Value` as it is. A suggestion, like `localGrads` below. */
  static from(x: Value | number): Value {
    return typeof x === 'number' ? new Value(x) : x;
  }

  // ── Operations: each makes a new node, whose parents lead back to its operands. ─────────────────────────

  /** `this + other`. For 2 and 3: 5. */
  add(other: Value | number): Value {
    // Hint: which number, made from which operands, by which operation? `Value.from` helps
    throw new NotImplementedError('A06.1 add');
  }

  /** `this − other`. For 2 and 3: −1. */
  sub(other: Value | number): Value {
    // Hint: as `add`; here it matters which operand comes first
    throw new NotImplementedError('A06.1 sub');
  }

  /** `this · other`. For 2 and 3: 6. */
  mul(other: Value | number): Value {
    // Hint: as `add`, with another number and another name
    throw new NotImplementedError('A06.1 mul');
  }

  /** `this / other`. For 3 and 2: 1.5. */
  div(other: Value | number): Value {
    // Hint: the first parent is divided by the second
    throw new NotImplementedError('A06.1 div');
  }

  /** `thisᵏ` for a plain number k, whole or not. For 2 and k = 3: 8. */
  pow(k: number): Value {
    // Hint: the exponent has to be remembered too; as a second parent, perhaps
    throw new NotImplementedError('A06.1 pow');
  }

  /** `−this`. */
  neg(): Value {
    // Hint: one operand, one parent
    throw new NotImplementedError('A06.1 neg');
  }

  /** `e^this`. For 0: 1. */
  exp(): Value {
    // Hint: one operand, one parent
    throw new NotImplementedError('A06.1 exp');
  }

  /** The natural logarithm. For 1: 0. */
  log(): Value {
    // Hint: one operand, one parent
    throw new NotImplementedError('A06.1 log');
  }

  /** `max(0, this)`: negative numbers become 0, the others stay. */
  relu(): Value {
    // Hint: one operand, one parent, even where the result is 0
    throw new NotImplementedError('A06.1 relu');
  }

  /** The logistic sigmoid `1 / (1 + e^(−this))`, finite for every finite number. For 0: 0.5; for 1000: 1. */
  sigmoid(): Value {
    // Hint: there is a form with e^x and one with e^(−x): try both at 1000 and at −1000
    throw new NotImplementedError('A06.7 sigmoid');
  }

  /** The hyperbolic tangent, between −1 and 1, finite for every finite number. For 0: 0; for 1000: 1. */
  tanh(): Value {
    // Hint: (e^x − e^(−x)) / (e^x + e^(−x)) is right and overflows; what does `Math` offer?
    throw new NotImplementedError('A06.8 tanh');
  }

  // ── Derivatives ─────────────────────────────────────────────────────────────────────────────────────────

  /**
   * The derivative of this node with respect to each of its parents, as if they had nothing to do with each other.
   *
   * This method is a suggestion, and the simplest to check with a pencil. You may as well let every operation store its
   * derivatives, or a function that hands them on, and delete it: the grader looks at the gradients from `backward`.
   *
   * - returns: one number for each *position* in `parents`; an empty list for a leaf
   *
   * It depends on `op`, on the parents' data and on `data` alone. `x.mul(y)` with x = 2 and y = 3 has `[3, 2]`;
   * `x.sub(x)` has `[1, -1]`, two entries though there is one operand. `relu` has 0 at 0 itself, as in PyTorch.
   * The exponent of `pow` is a constant: its entry is 0.
   */
  localGrads(): number[] {
    // Hint: one line for each op: hold everything still but one operand, and differentiate
    throw new NotImplementedError('A06.2 localGrads');
  }

  /**
   * Fills in `grad` for everything this value was made from: d(this) / d(node).
   *
   * - Nodes that are not leaves start from 0 in every call, this one from 1; afterwards they hold their gradient of
   *   this call.
   * - Leaves *collect*: what this call finds is added to what they have. A leaf that is called itself gets 1 more.
   * - Nodes that this value was not made from are left alone.
   *
   * The chain rule, one node at a time: what flows to the parent at position i is `localGrads()[i] · grad`. `topoSort`
   * finds the order.
   *
   * `y = x.mul(x)` with x = 3: after `y.backward()` y.grad is 1 and x.grad is 6; after a second call x.grad is 12.
   */
  backward(): void {
    // Hint: when may a node hand its gradient on? When everything made from it has reported
    throw new NotImplementedError('A06.4 backward');
  }
}

/**
 * Every node that `root` was made from, and `root` itself, in an order in which they could have been calculated.
 *
 * - returns: each node once; the parents of a node always stand before it, so `root` comes last
 *
 * For `c = a.add(b)` both `[a, b, c]` and `[b, a, c]` are right. A chain of 100,000 operations must not overflow the
 * call stack: a function that calls itself once for every node does.
 */
export function topoSort(root: Value): Value[] {
  // Hint: keep a list of nodes still to be placed; the last one waits until its parents are
  throw new NotImplementedError('A06.3 topoSort');
}

/** Sets `grad` to 0 on `root` and on everything it was made from, leaves included. Other nodes are left alone. */
export function zeroGrad(root: Value): void {
  // Hint: which function already finds all these nodes?
  throw new NotImplementedError('A06.5 zeroGrad');
}

/**
 * The slope of a function of plain numbers, measured by a small step to either side of one of its inputs:
 * `(f(…, at[i] + h, …) − f(…, at[i] − h, …)) / 2h`.
 *
 * - `f`: any function of `at.length` numbers
 * - `at`: where to measure; stays as it was
 * - `i`: which input to move; the others stay where they are
 * - `h`: the size of the step
 *
 * For f(x) = x² at 3 it is 6, up to rounding.
 */
export function centralDifference(
  f: (...v: number[]) => number,
  at: readonly number[],
  i: number,
  h = 1e-5,
): number {
  // Hint: two copies of `at`, each with one entry moved
  throw new NotImplementedError('A06.6 centralDifference');
}

/**
 * Compares the gradients of `f` from `backward` with those from `centralDifference`, for every input.
 *
 * - `f`: a function of `at.length` values, built from their operations; it may be called many times
 * - returns: `maxRelErr`, the largest of the inputs' relative errors `|a − n| / max(|a|, |n|, 1e-8)`, where a comes
 *   from `backward` and n from `centralDifference`; `ok`, whether that is below 1e-4 (NaN is not)
 *
 * For `f = (x, y) => x.mul(y)` it is ok anywhere. If a derivative of `mul` were wrong, it would not be.
 */
export function gradCheck(
  f: (...v: Value[]) => Value,
  at: readonly number[],
): { ok: boolean; maxRelErr: number } {
  // Hint: fresh leaves for every call of f; `centralDifference` wants numbers in and out
  throw new NotImplementedError('A06.6 gradCheck');
}

// ── Given: a network made of Values. Nothing to write below this line; read it, and train it when all else works. ──

/** A weighted sum of the inputs plus a bias, with a relu at the end unless it is turned off. */
export class Neuron {
  readonly weights: readonly Value[];
  readonly bias = new Value(0);
  readonly relu: boolean;

  /** `gen` gives numbers in [0, 1); the weights are spread over [−1, 1). */
  constructor(nIn: number, gen: () => number, relu = true) {
    this.weights = Array.from({ length: nIn }, () => new Value(2 * gen() - 1));
    this.relu = relu;
  }

  call(x: readonly (Value | number)[]): Value {
    if (x.length !== this.weights.length) {
      throw new RangeError(`Neuron.call: ${x.length} inputs for ${this.weights.length} weights`);
    }
    const sum = this.weights.reduce((total, weight, i) => total.add(weight.mul(x[i])), this.bias);
    return this.relu ? sum.relu() : sum;
  }

  parameters(): Value[] {
    return [...this.weights, this.bias];
  }
}

/** `nOut` neurons that all see the same `nIn` inputs. */
export class Layer {
  readonly neurons: readonly Neuron[];

  constructor(nIn: number, nOut: number, gen: () => number, relu = true) {
    this.neurons = Array.from({ length: nOut }, () => new Neuron(nIn, gen, relu));
  }

  call(x: readonly (Value | number)[]): Value[] {
    return this.neurons.map((neuron) => neuron.call(x));
  }

  parameters(): Value[] {
    return this.neurons.flatMap((neuron) => neuron.parameters());
  }
}

/** Layers one after another, `sizes` being how many neurons each has; the last one has no relu. */
export class MLP {
  readonly layers: readonly Layer[];

  constructor(nIn: number, sizes: readonly number[], gen: () => number) {
    this.layers = sizes.map((nOut, i) => new Layer(sizes[i - 1] ?? nIn, nOut, gen, i < sizes.length - 1));
  }

  call(x: readonly (Value | number)[]): Value[] {
    const [first, ...rest] = this.layers;
    return rest.reduce((outputs, layer) => layer.call(outputs), first.call(x));
  }

  parameters(): Value[] {
    return this.layers.flatMap((layer) => layer.parameters());
  }
}
