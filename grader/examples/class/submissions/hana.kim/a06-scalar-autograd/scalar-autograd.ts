/** A number that remembers how it was computed. */
export class Value {
  data: number;
  grad = 0;
  readonly parents: readonly Value[];
  readonly op: string;
  /** Hands this node's gradient to its parents. */
  push: () => void = () => {};

  constructor(data: number, parents: readonly Value[] = [], op = '') {
    this.data = data;
    this.parents = parents;
    this.op = op;
  }

  add(o: Value | number): Value {
    const other = asValue(o);
    const out = new Value(this.data + other.data, [this, other], '+');
    out.push = () => {
      this.grad += out.grad;
      other.grad += out.grad;
    };
    return out;
  }

  sub(o: Value | number): Value {
    return this.add(asValue(o).neg());
  }

  mul(o: Value | number): Value {
    const other = asValue(o);
    const out = new Value(this.data * other.data, [this, other], '*');
    out.push = () => {
      this.grad += other.data * out.grad;
      other.grad += this.data * out.grad;
    };
    return out;
  }

  div(o: Value | number): Value {
    return this.mul(asValue(o).pow(-1));
  }

  pow(k: number): Value {
    const out = new Value(this.data ** k, [this], 'pow');
    out.push = () => {
      this.grad += k * this.data ** k * out.grad;
    };
    return out;
  }

  neg(): Value {
    return this.mul(-1);
  }

  exp(): Value {
    const out = new Value(Math.exp(this.data), [this], 'exp');
    out.push = () => {
      this.grad += out.data * out.grad;
    };
    return out;
  }

  log(): Value {
    const out = new Value(Math.log(this.data), [this], 'log');
    out.push = () => {
      this.grad += out.grad / this.data;
    };
    return out;
  }

  relu(): Value {
    const out = new Value(this.data > 0 ? this.data : 0, [this], 'relu');
    out.push = () => {
      if (this.data >= 0) this.grad += out.grad;
    };
    return out;
  }

  sigmoid(): Value {
    const small = Math.exp(-Math.abs(this.data));
    const s = this.data >= 0 ? 1 / (1 + small) : small / (1 + small);
    const out = new Value(s, [this], 'sigmoid');
    out.push = () => {
      this.grad += s * (1 - s) * out.grad;
    };
    return out;
  }

  tanh(): Value {
    const t = Math.tanh(this.data);
    const out = new Value(t, [this], 'tanh');
    out.push = () => {
      this.grad += (1 - t * t) * out.grad;
    };
    return out;
  }

  backward(): void {
    const order = topoSort(this);
    for (const node of order) {
      if (node.parents.length > 0) node.grad = 0;
    }
    this.grad = this.parents.length > 0 ? 1 : this.grad + 1;
    for (const node of order.reverse()) node.push();
  }
}

const asValue = (x: Value | number): Value => (typeof x === 'number' ? new Value(x) : x);

export function topoSort(root: Value): Value[] {
  const order: Value[] = [];
  const seen = new Set<Value>();
  const stack: { node: Value; next: number }[] = [{ node: root, next: 0 }];
  seen.add(root);
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    if (top.next < top.node.parents.length) {
      const parent = top.node.parents[top.next++];
      if (!seen.has(parent)) {
        seen.add(parent);
        stack.push({ node: parent, next: 0 });
      }
    } else {
      order.push(top.node);
      stack.pop();
    }
  }
  return order;
}

export function zeroGrad(root: Value): void {
  for (const node of topoSort(root)) node.grad = 0;
}

export function centralDifference(
  f: (...v: number[]) => number,
  at: number[],
  i: number,
  h = 1e-5,
): number {
  const up = at.map((x, k) => (k === i ? x + h : x));
  const down = at.map((x, k) => (k === i ? x - h : x));
  return (f(...up) - f(...down)) / (2 * h);
}

export function gradCheck(
  f: (...v: Value[]) => Value,
  at: number[],
): { ok: boolean; maxRelErr: number } {
  const leaves = at.map((x) => new Value(x));
  f(...leaves).backward();
  const plain = (...xs: number[]) => f(...xs.map((x) => new Value(x))).data;
  let maxRelErr = 0;
  leaves.forEach((leaf, i) => {
    const n = centralDifference(plain, at, i);
    const a = leaf.grad;
    maxRelErr = Math.max(maxRelErr, Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n), 1e-8));
  });
  return { ok: maxRelErr < 1e-4, maxRelErr };
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
