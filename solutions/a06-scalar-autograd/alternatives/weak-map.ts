/**
 * Right in another style: the derivatives stand in a table outside the values, plain numbers and exponents leave no
 * trace in the graph, and a node is placed when everything made from it has been. The suites have to accept it.
 */
import { networkOf } from './network-of.ts';

/** For each value made by an operation, the derivative for each of its parents, by position. */
const slopesOf = new WeakMap<Value, readonly number[]>();

export class Value {
  data: number;
  grad = 0;
  readonly parents: readonly Value[];
  readonly op: string;

  constructor(data: number, parents: readonly Value[] = [], op = '') {
    this.data = data;
    this.parents = parents;
    this.op = op;
  }

  add(other: Value | number): Value {
    return combined(this, other, (a, b) => [a + b, 1, 1]);
  }

  sub(other: Value | number): Value {
    return combined(this, other, (a, b) => [a - b, 1, -1]);
  }

  mul(other: Value | number): Value {
    return combined(this, other, (a, b) => [a * b, b, a]);
  }

  div(other: Value | number): Value {
    return combined(this, other, (a, b) => [a / b, 1 / b, -a / b ** 2]);
  }

  pow(k: number): Value {
    return combined(this, k, (a) => [a ** k, k * a ** (k - 1), 0]);
  }

  neg(): Value {
    return combined(this, 0, (a) => [-a, -1, 0]);
  }

  exp(): Value {
    return combined(this, 0, (a) => [Math.exp(a), Math.exp(a), 0]);
  }

  log(): Value {
    return combined(this, 0, (a) => [Math.log(a), 1 / a, 0]);
  }

  relu(): Value {
    return combined(this, 0, (a) => (a > 0 ? [a, 1, 0] : [0, 0, 0]));
  }

  sigmoid(): Value {
    return combined(this, 0, (a) => {
      const half = Math.tanh(a / 2) / 2;
      return [0.5 + half, 0.25 - half ** 2, 0];
    });
  }

  tanh(): Value {
    return combined(this, 0, (a) => [Math.tanh(a), 1 - Math.tanh(a) ** 2, 0]);
  }

  backward(): void {
    const found = new Map<Value, number>([[this, 1]]);
    for (const value of topoSort(this).reverse()) {
      const grad = found.get(value) ?? 0;
      value.grad = value.parents.length === 0 ? value.grad + grad : grad;
      value.parents.forEach((parent, i) => {
        found.set(parent, (found.get(parent) ?? 0) + (slopesOf.get(value)?.[i] ?? 0) * grad);
      });
    }
  }
}

type Rule = (a: number, b: number) => readonly [result: number, byFirst: number, bySecond: number];

function combined(first: Value, second: Value | number, rule: Rule): Value {
  const plain = typeof second === 'number';
  const [result, ...slopes] = rule(first.data, plain ? second : second.data);
  const made = new Value(result, plain ? [first] : [first, second], 'made');
  slopesOf.set(made, slopes);
  return made;
}

/** From the root down: a value is placed once all the positions that it stands in belong to values that are. */
export function topoSort(root: Value): Value[] {
  const open = new Map<Value, number>([[root, 0]]);
  // A map and a list hand out what is added to them while they are walked.
  for (const value of open.keys()) {
    for (const parent of value.parents) open.set(parent, (open.get(parent) ?? 0) + 1);
  }
  const placed = [root];
  for (const value of placed) {
    for (const parent of value.parents) {
      const left = (open.get(parent) ?? 0) - 1;
      open.set(parent, left);
      if (left === 0) placed.push(parent);
    }
  }
  return placed.reverse();
}

export function zeroGrad(root: Value): void {
  const reached = new Set([root]);
  for (const value of reached) {
    value.grad = 0;
    for (const parent of value.parents) reached.add(parent);
  }
}

export function centralDifference(
  f: (...v: number[]) => number,
  at: readonly number[],
  i: number,
  h = 1e-5,
): number {
  const point = [...at];
  point[i] = at[i] + h;
  const above = f(...point);
  point[i] = at[i] - h;
  return (above - f(...point)) / (2 * h);
}

export function gradCheck(
  f: (...v: Value[]) => Value,
  at: readonly number[],
): { ok: boolean; maxRelErr: number } {
  const leavesOf = (point: readonly number[]): Value[] => point.map((x) => new Value(x));
  const inputs = leavesOf(at);
  f(...inputs).backward();
  const errors = inputs.map(({ grad: a }, i) => {
    const n = centralDifference((...point) => f(...leavesOf(point)).data, at, i);
    return Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n), 1e-8);
  });
  return { ok: errors.every((error) => error < 1e-4), maxRelErr: Math.max(...errors) };
}

export const MLP = networkOf(Value);
