import { describe, expect, test } from '@jest/globals';
import * as closures from '../../../solutions/a06-scalar-autograd/alternatives/closures.ts';
import * as weakMap from '../../../solutions/a06-scalar-autograd/alternatives/weak-map.ts';
import * as reference from '../../../solutions/a06-scalar-autograd/scalar-autograd.ts';
import { codesOf, testFairness } from './fair-suites.ts';

const SLUG = 'a06-scalar-autograd';
const { Value, MLP, Neuron, gradCheck, topoSort, zeroGrad } = reference;
type Value = reference.Value;

describe('the reference', () => {
  test.each<[string, (x: Value, y: Value) => Value]>([
    ['sums and products', (x, y) => x.add(y).mul(x.sub(y)).add(3)],
    ['quotients', (x, y) => x.div(y).sub(y.div(x)).div(2)],
    ['powers', (x, y) => x.pow(3).mul(y.pow(-1)).add(x.mul(x).pow(0.5))],
    ['exponentials and logarithms', (x, y) => x.exp().log().mul(y.neg().exp())],
    ['kinks away from zero', (x, y) => x.relu().add(y.relu()).add(x.sub(y).relu())],
    ['squashing functions', (x, y) => x.sigmoid().mul(y.tanh()).sub(x.tanh().sigmoid())],
    ['repeated operands', (x, y) => x.sub(x).add(x.div(x)).add(y.mul(y)).add(y.add(y).mul(x))],
  ])('differentiates %s as small steps do', (_, f) => {
    for (const at of [
      [0.7, 1.9],
      [2.5, 0.4],
    ]) {
      const { ok, maxRelErr } = gradCheck((x, y) => f(x, y), at);
      expect({ ok, small: maxRelErr < 1e-6 }).toEqual({ ok: true, small: true });
    }
  });

  test('an op that there is no rule for is named', () => {
    expect(() => new Value(1, [new Value(1)], 'sine').backward()).toThrow(
      "localGrads: there is no rule for the op 'sine'",
    );
  });

  test('zeroGrad and backward reach the end of a hundred thousand operations', () => {
    const leaf = new Value(1);
    let root = leaf;
    for (let i = 0; i < 100_000; i++) root = root.add(1);
    root.backward();
    expect(leaf.grad).toBe(1);
    zeroGrad(root);
    expect([leaf.grad, root.grad, topoSort(root).length]).toEqual([0, 0, 200_001]);
  });

  test('centralDifference leaves the point where it was', () => {
    const at = Object.freeze([1, 2]);
    expect(reference.centralDifference((x, y) => x * y, at, 1, 0.5)).toBe(1);
  });
});

/** A small generator of numbers in [0, 1): the middle bits of a linear congruence. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('the given network', () => {
  test('has 337 parameters in two hidden layers of sixteen', () => {
    const mlp = new MLP(2, [16, 16, 1], generator(1));
    expect(mlp.parameters()).toHaveLength(337);
    expect(mlp.layers.map(({ neurons }) => neurons[0]?.relu)).toEqual([true, true, false]);
    const weights = mlp.layers.flatMap(({ neurons }) => neurons.flatMap((neuron) => neuron.weights));
    expect(weights.every(({ data }) => data >= -1 && data < 1)).toBe(true);
  });

  test('refuses an input of another size', () => {
    const neuron = new Neuron(2, generator(1));
    expect(() => neuron.call([1])).toThrow('Neuron.call: 1 inputs for 2 weights');
  });

  test('learns four points that no line separates', () => {
    const mlp = new MLP(2, [8, 1], generator(7));
    const points = [
      [-1, -1, -1],
      [-1, 1, 1],
      [1, -1, 1],
      [1, 1, -1],
    ] as const;
    const lossNow = () =>
      points
        .map(([x, y, label]) => mlp.call([x, y])[0].sub(label).pow(2))
        .reduce((sum, error) => sum.add(error))
        .div(points.length);
    const before = lossNow().data;
    for (let step = 0; step < 100; step++) {
      const loss = lossNow();
      zeroGrad(loss);
      loss.backward();
      for (const parameter of mlp.parameters()) parameter.data -= 0.1 * parameter.grad;
    }
    expect(lossNow().data).toBeLessThan(0.05 * before);
  });
});

/** The reference without its network, which is made of the reference's own values whatever else is replaced. */
const withoutNetwork = { ...reference, MLP: undefined };

/** A class whose operations all answer with the same, and whose walk leaves the same everywhere. */
function unthinking(answer: number | 'itself' | undefined, grad: number | 'data'): typeof Value {
  class Unthinking extends Value {}
  const operation = function (this: Value): Value | undefined {
    return typeof answer === 'number' ? new Unthinking(answer) : answer && this;
  };
  const names = ['add', 'sub', 'mul', 'div', 'pow', 'neg', 'exp', 'log', 'relu', 'sigmoid', 'tanh'];
  Object.assign(Unthinking.prototype, Object.fromEntries(names.map((name) => [name, operation])), {
    backward(this: Value) {
      for (const node of topoSort(this)) node.grad = grad === 'data' ? node.data : grad;
    },
  });
  return Unthinking;
}

const thoughtless = {
  'nothing at all': {
    ...withoutNetwork,
    Value: unthinking(undefined, 0),
    topoSort: () => undefined,
    zeroGrad: () => undefined,
    centralDifference: () => undefined,
    gradCheck: () => undefined,
  },
  zeros: {
    ...withoutNetwork,
    Value: unthinking(0, 0),
    topoSort: () => [],
    centralDifference: () => 0,
    gradCheck: () => ({ ok: true, maxRelErr: 0 }),
  },
  ones: {
    ...withoutNetwork,
    Value: unthinking(1, 1),
    topoSort: (root: Value) => [...root.parents, root],
    zeroGrad: () => {},
    centralDifference: () => 1,
    gradCheck: () => ({ ok: false, maxRelErr: 1 }),
  },
  'what it was given': {
    ...withoutNetwork,
    Value: unthinking('itself', 'data'),
    topoSort: (root: Value) => [root],
    zeroGrad: (root: Value) => root,
    centralDifference: (_f: unknown, at: number[], i: number) => at[i],
    gradCheck: (_f: unknown, at: number[]) => ({ ok: true, maxRelErr: at[0] }),
  },
};

test('the bank holds every wrong answer that the curriculum names for A06', () => {
  expect(codesOf(SLUG)).toEqual([
    'M-OVERWRITE',
    'M-POWRULE',
    'M-RECURSION',
    'M-RELU0',
    'M-REPEAT',
    'M-REVISIT',
    'M-SEED1',
    'M-SIGOVER',
    'M-STALE',
    'M-TOPO',
  ]);
});

testFairness(SLUG, { right: { closures, weakMap }, seeds: [11, 12, 13, 14, 15], thoughtless });

describe.each(Object.entries({ closures, weakMap }))(
  'a right answer in another style: %s',
  (_, alternative) => {
    test('has no name but those that the assignment fixes', () => {
      const methods = Object.getOwnPropertyNames(alternative.Value.prototype).sort();
      expect(methods).toEqual(
        ['constructor', 'add', 'sub', 'mul', 'div', 'pow', 'neg', 'exp', 'log']
          .concat('relu', 'sigmoid', 'tanh', 'backward')
          .sort(),
      );
      expect(Object.keys(new alternative.Value(1)).sort()).toEqual(['data', 'grad', 'op', 'parents']);
    });
  },
);
