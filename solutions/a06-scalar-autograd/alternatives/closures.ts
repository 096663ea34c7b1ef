/**
 * Right in another style: every value keeps a function that hands its gradient on, differences and quotients are sums
 * and products of other values, and plain numbers become leaves. The suites have to accept it.
 */
import { networkOf } from './network-of.ts';

export class Value {
  data: number;
  grad = 0;
  readonly parents: readonly Value[];
  readonly op: string;
  #handOn: (grad: number) => void = () => {};

  constructor(data: number, parents: readonly Value[] = [], op = '') {
    this.data = data;
    this.parents = parents;
    this.op = op;
  }

  add(other: Value | number): Value {
    const operand = lifted(other);
    const sum = new Value(this.data + operand.data, [this, operand], '+');
    sum.#handOn = (grad) => {
      this.grad += grad;
      operand.grad += grad;
    };
    return sum;
  }

  mul(other: Value | number): Value {
    const operand = lifted(other);
    const product = new Value(this.data * operand.data, [operand, this], '*');
    product.#handOn = (grad) => {
      this.grad += operand.data * grad;
      operand.grad += this.data * grad;
    };
    return product;
  }

  neg(): Value {
    return this.mul(-1);
  }

  sub(other: Value | number): Value {
    return this.add(lifted(other).neg());
  }

  div(other: Value | number): Value {
    return this.mul(lifted(other).pow(-1));
  }

  pow(k: number): Value {
    return this.#mapped(this.data ** k, `**${k}`, () => k * this.data ** (k - 1));
  }

  exp(): Value {
    const power = Math.exp(this.data);
    return this.#mapped(power, 'exp', () => power);
  }

  log(): Value {
    return this.#mapped(Math.log(this.data), 'log', () => 1 / this.data);
  }

  relu(): Value {
    return this.#mapped(this.data < 0 ? 0 : this.data, 'relu', () => (this.data > 0 ? 1 : 0));
  }

  sigmoid(): Value {
    const part = Math.exp(-Math.abs(this.data));
    const result = (this.data < 0 ? part : 1) / (1 + part);
    return this.#mapped(result, 'σ', () => result * (1 - result));
  }

  tanh(): Value {
    return this.mul(2).sigmoid().mul(2).sub(1);
  }

  backward(): void {
    const order = topoSort(this);
    for (const value of order) if (value.parents.length > 0) value.grad = 0;
    this.grad += 1;
    for (const value of order.reverse()) value.#handOn(value.grad);
  }

  #mapped(data: number, op: string, slope: () => number): Value {
    const result = new Value(data, [this], op);
    result.#handOn = (grad) => {
      this.grad += slope() * grad;
    };
    return result;
  }
}

const lifted = (x: Value | number): Value => (x instanceof Value ? x : new Value(x));

/** Depth first: the path from the root to where the search is, with the parents that are still to be looked at. */
export function topoSort(root: Value): Value[] {
  const order: Value[] = [];
  const met = new Set([root]);
  const path = [{ value: root, parents: root.parents.values() }];
  for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
    const { value: parent, done } = here.parents.next();
    if (done) {
      order.push(here.value);
      path.pop();
    } else if (!met.has(parent)) {
      met.add(parent);
      path.push({ value: parent, parents: parent.parents.values() });
    }
  }
  return order;
}

export function zeroGrad(root: Value): void {
  for (const value of topoSort(root)) value.grad = 0;
}

export function centralDifference(
  f: (...v: number[]) => number,
  at: readonly number[],
  i: number,
  h = 1e-5,
): number {
  const moved = (step: number): number => f(...at.map((x, j) => (j === i ? x + step : x)));
  return (moved(h) - moved(-h)) / h / 2;
}

export function gradCheck(
  f: (...v: Value[]) => Value,
  at: readonly number[],
): { ok: boolean; maxRelErr: number } {
  const inputs = at.map((x) => new Value(x));
  f(...inputs).backward();
  let maxRelErr = 0;
  for (const [i, { grad }] of inputs.entries()) {
    const slope = centralDifference((...v) => f(...v.map((x) => new Value(x))).data, at, i);
    maxRelErr = Math.max(maxRelErr, Math.abs(grad - slope) / Math.max(1e-8, Math.abs(grad), Math.abs(slope)));
  }
  return { ok: maxRelErr < 1e-4, maxRelErr };
}

export const MLP = networkOf(Value);
