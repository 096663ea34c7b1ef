import { gradCheck, MLP, Value } from '../scalar-autograd.ts';

const OPERATIONS = [
  'add',
  'sub',
  'mul',
  'div',
  'pow',
  'neg',
  'exp',
  'log',
  'relu',
  'sigmoid',
  'tanh',
] as const;

type Methods = Partial<Pick<Value, (typeof OPERATIONS)[number] | 'localGrads' | 'backward'>>;

/** What a file exports that makes values itself: with a wrong method of `Value`, these go wrong as well. */
interface Mistaken {
  readonly Value: typeof Value;
  readonly MLP: typeof MLP;
  readonly gradCheck: typeof gradCheck;
}

/**
 * The reference with some methods of its `Value` replaced. What the operations make is of the same class again, and so
 * are the values of the network and of `gradCheck`: one wrong method is wrong everywhere, as in a student's file.
 */
export function mistakenWith(wrong: Methods & ThisType<Value>): Mistaken {
  class MistakenValue extends Value {}
  const adopt = (made: Value): Value => Object.setPrototypeOf(made, MistakenValue.prototype);
  Object.assign(MistakenValue.prototype, wrong);
  for (const name of OPERATIONS) {
    const operation: object = wrong[name] ?? Value.prototype[name];
    const adopting = {
      [name](this: Value, ...operands: unknown[]): Value {
        return adopt(Reflect.apply(operation as (...operands: unknown[]) => Value, this, operands));
      },
    };
    Object.assign(MistakenValue.prototype, adopting);
  }

  class MistakenMLP extends MLP {
    constructor(nIn: number, sizes: readonly number[], gen: () => number) {
      super(nIn, sizes, gen);
      this.parameters().forEach(adopt);
    }
  }

  return {
    Value: MistakenValue,
    MLP: MistakenMLP,
    gradCheck: (f, at) => gradCheck((...v) => f(...v.map(adopt)), at),
  };
}

/** The reference's walk, along the order that a sort of one's own gives: for mistakes in that sort. */
export function backwardAlong(sort: (root: Value) => Value[]): (this: Value) => void {
  return function (this: Value) {
    const order = sort(this);
    for (const node of order) {
      if (node.parents.length > 0) node.grad = 0;
    }
    this.grad += 1;
    for (const node of order.reverse()) {
      const local = node.localGrads();
      node.parents.forEach((parent, i) => {
        parent.grad += local[i] * node.grad;
      });
    }
  };
}
