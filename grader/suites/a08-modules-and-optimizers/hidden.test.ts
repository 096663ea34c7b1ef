import { describe, test } from '@jest/globals';
import { draw, type Rng, submission, type Tolerance } from '#grader/authoring';
import { type Tensor, torch } from '#torch';
import type { Activation, Batch, Course, Layer, Nested, Net, Options, Plan, Rule } from './probes.ts';

const student = submission('a08-modules-and-optimizers');

// ── What is right: models on plain numbers, and their slopes by small steps ───────────────────────────────

const ACT: Readonly<Record<Activation, (z: number) => number>> = {
  ReLU: (z) => Math.max(0, z),
  Sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  Tanh: Math.tanh,
  Softplus: (z) => Math.log(1 + Math.exp(z)),
};

/** The parameters of a model in its order, each as one list. What stands twice comes once. */
function parametersOf({ layers, gain }: Net): number[][] {
  const own = layers.flatMap((layer): number[][] => {
    if (layer.type === 'PReLU') return [[...layer.weight]];
    if (layer.type !== 'Linear') return [];
    const weight = layer.weight.flat();
    return layer.bias === undefined ? [weight] : [weight, [...layer.bias]];
  });
  return gain === undefined ? own : [[gain], ...own];
}

/** The same model with other numbers. */
function withParameters({ layers, gain }: Net, values: readonly (readonly number[])[]): Net {
  const rest = [...values];
  const next = (): readonly number[] => rest.shift() ?? [];
  const newGain = gain === undefined ? undefined : next()[0];
  const newLayers = layers.map((layer): Layer => {
    if (layer.type === 'PReLU') return { ...layer, weight: next() };
    if (layer.type !== 'Linear') return layer;
    const weight = next();
    const width = layer.weight[0].length;
    const made = { ...layer, weight: layer.weight.map((_, i) => weight.slice(i * width, (i + 1) * width)) };
    return layer.bias === undefined ? made : { ...made, bias: next() };
  });
  return newGain === undefined ? { layers: newLayers } : { layers: newLayers, gain: newGain };
}

function through(layer: Layer, layers: readonly Layer[], x: readonly number[]): readonly number[] {
  switch (layer.type) {
    case 'again':
      return through(layers[layer.place], layers, x);
    case 'Linear':
      return layer.weight.map((w, k) => w.reduce((sum, wj, j) => sum + wj * x[j], layer.bias?.[k] ?? 0));
    case 'PReLU':
      return x.map((z) => (z > 0 ? z : layer.weight[0] * z));
    default:
      return x.map(ACT[layer.type]);
  }
}

const outputOf = ({ layers, gain = 1 }: Net, x: readonly number[]): number[] =>
  layers.reduce((y, layer) => through(layer, layers, y), x).map((y) => gain * y);

function lossOf(net: Net, { x, y }: Batch): number {
  const errors = x.flatMap((row, n) => outputOf(net, row).map((out, k) => (out - y[n][k]) ** 2));
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

/** The slope of the loss by every number of every parameter, measured by steps to either side. */
function slopes(net: Net, batch: Batch): number[][] {
  const values = parametersOf(net);
  const h = 1e-5;
  const moved = (p: number, i: number, by: number): number => {
    const next = values.map((list) => [...list]);
    next[p][i] += by;
    return lossOf(withParameters(net, next), batch);
  };
  return values.map((list, p) => list.map((_, i) => (moved(p, i, h) - moved(p, i, -h)) / (2 * h)));
}

/** Small steps measure slopes to about nine digits. */
const MEASURED: Tolerance = { rtol: 1e-6, atol: 1e-8 };

/** A rule in plain numbers: what becomes of all parameters in one step. Null is no gradient. */
type Step = (
  values: readonly (readonly number[])[],
  grads: readonly (readonly number[] | null)[],
) => number[][];

function sgd({ lr, momentum = 0, weightDecay = 0 }: Options): Step {
  const v: number[][] = [];
  return (values, grads) =>
    values.map((list, p) => {
      const grad = grads[p];
      if (grad === null) return [...list];
      v[p] = list.map((x, i) => momentum * (v[p]?.[i] ?? 0) + grad[i] + weightDecay * x);
      return list.map((x, i) => x - lr * v[p][i]);
    });
}

function adam({ lr, betas: [b1, b2] = [0.9, 0.999], eps = 1e-8 }: Options): Step {
  const [m, v, t]: [number[][], number[][], number[]] = [[], [], []];
  return (values, grads) =>
    values.map((list, p) => {
      const grad = grads[p];
      if (grad === null) return [...list];
      t[p] = (t[p] ?? 0) + 1;
      m[p] = grad.map((g, i) => b1 * (m[p]?.[i] ?? 0) + (1 - b1) * g);
      v[p] = grad.map((g, i) => b2 * (v[p]?.[i] ?? 0) + (1 - b2) * g ** 2);
      const [up, down] = [1 - b1 ** t[p], 1 - b2 ** t[p]];
      return list.map((x, i) => x - (lr * (m[p][i] / up)) / (Math.sqrt(v[p][i] / down) + eps));
    });
}

const stepOf = (rule: Rule, options: Options): Step => (rule === 'MySGD' ? sgd(options) : adam(options));

// ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────

const double = (values: readonly Nested[]): Tensor => torch.tensor(values, { dtype: torch.float64 });

/** Numbers of either sign, none of them near 0. */
const numbers = (rng: Rng, count: number): number[] =>
  draw.uniform(rng, count, 0.3, 1.5).map((x) => (rng() < 0.5 ? -x : x));

const table = (rng: Rng, rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, () => numbers(rng, columns));

const dense = (rng: Rng, i: number, o: number): Layer => ({
  type: 'Linear',
  weight: table(rng, o, i),
  bias: numbers(rng, o),
});

const frozen = (rng: Rng, i: number, o: number): Layer => ({
  type: 'Linear',
  weight: table(rng, o, i),
  bias: numbers(rng, o),
  frozen: true,
});

const batchOf = (rng: Rng, samples: number, i: number, o: number): Batch => ({
  x: table(rng, samples, i),
  y: table(rng, samples, o),
});

const TANH: Layer = { type: 'Tanh' };
const SIGMOID: Layer = { type: 'Sigmoid' };

/** Three sizes that differ: inputs, hidden units, outputs. */
const sizes = (rng: Rng): number[] => draw.distinct(rng, 3, 2, 5);

// ── A08.1, A08.2: reading ─────────────────────────────────────────────────────────────────────────────────

interface Reading {
  layers(rng: Rng, i: number, h: number, o: number): readonly Layer[];
  readonly kills?: readonly string[];
}

/** The gradients of the layers that have parameters, null for what is frozen or not there. */
function layerGradientsOf(
  layers: readonly Layer[],
  batch: Batch,
): { weight: Tensor | null; bias: Tensor | null }[] {
  const found = slopes({ layers }, batch);
  return layers.flatMap((layer) => {
    if (layer.type === 'PReLU') return [{ weight: double(found.shift() ?? []), bias: null }];
    if (layer.type !== 'Linear') return [];
    const weight = double(found.shift() ?? []).reshape([layer.weight.length, -1]);
    const bias = layer.bias === undefined ? null : double(found.shift() ?? []);
    return [layer.frozen === true ? { weight: null, bias: null } : { weight, bias }];
  });
}

const checkReading = ({ layers, kills = [] }: Reading): Promise<void> =>
  student.checkProbe('layerGradients', {
    who: 'layerGradients',
    args: (rng) => {
      const [i, h, o] = sizes(rng);
      return [layers(rng, i, h, o), batchOf(rng, 6, i, o)];
    },
    expected: layerGradientsOf,
    tolerance: MEASURED,
    kills,
  });

describe('A08.1 layerGradients', () => {
  describe('values', () => {
    test('an activation in between', () =>
      checkReading({
        layers: (rng, i, h, o) => [dense(rng, i, h), SIGMOID, dense(rng, h, o)],
        kills: ['M-INDEX1'],
      }));
    test('activations first and last, and two in a row', () =>
      checkReading({
        layers: (rng, i, h, o) => [
          TANH,
          dense(rng, i, h),
          { type: 'Softplus' },
          TANH,
          dense(rng, h, h),
          dense(rng, h, o),
          SIGMOID,
        ],
        kills: ['M-INDEX1'],
      }));
    test('three square layers', () =>
      checkReading({
        layers: (rng, i, _h, o) => [dense(rng, i, o), dense(rng, o, o), TANH, dense(rng, o, o)],
        kills: ['M-INDEX1'],
      }));
  });

  describe('edges', () => {
    test('a layer without a bias, and an activation that learns', () =>
      checkReading({
        layers: (rng, i, h, o) => [
          { type: 'Linear', weight: table(rng, h, i) },
          { type: 'PReLU', weight: [0.3] },
          dense(rng, h, o),
        ],
      }));
    test('a layer that is frozen', () =>
      checkReading({
        layers: (rng, i, h, o) => [frozen(rng, i, h), TANH, dense(rng, h, o)],
        kills: ['M-NULLGRAD', 'M-INDEX1'],
      }));
  });
});

const checkSecond = ({ layers, kills = [] }: Reading): Promise<void> =>
  student.checkProbe('secondLinearBias', {
    who: 'secondLinearBias',
    args: (rng) => {
      const [i, h, o] = sizes(rng);
      return [layers(rng, i, h, o)];
    },
    expected: (layers: readonly Layer[]) => {
      const [, second] = layers.filter((layer) => layer.type === 'Linear');
      return double(second.bias ?? []);
    },
    kills,
  });

describe('A08.2 secondLinearBias', () => {
  describe('values', () => {
    test('an activation in between', () =>
      checkSecond({
        layers: (rng, i, h, o) => [dense(rng, i, h), SIGMOID, dense(rng, h, o)],
        kills: ['M-INDEX1'],
      }));
    test('two activations in between, and a third layer', () =>
      checkSecond({
        layers: (rng, i, h, o) => [dense(rng, i, h), TANH, SIGMOID, dense(rng, h, o), TANH, dense(rng, o, h)],
        kills: ['M-INDEX1'],
      }));
  });

  describe('edges', () => {
    test('an activation first', () =>
      checkSecond({
        layers: (rng, i, h, o) => [TANH, dense(rng, i, h), dense(rng, h, o)],
        kills: ['M-INDEX1'],
      }));
    test('nothing in between', () =>
      checkSecond({ layers: (rng, i, h, o) => [dense(rng, i, h), dense(rng, h, o), SIGMOID] }));
    test('an activation that learns', () =>
      checkSecond({
        layers: (rng, i, h, o) => [dense(rng, i, h), { type: 'PReLU', weight: [0.3] }, dense(rng, h, o)],
        kills: ['M-INDEX1'],
      }));
  });
});

// ── A08.3, A08.4: manual updates and accumulation ─────────────────────────────────────────────────────────

interface Update {
  net(rng: Rng, i: number, h: number, o: number): Net;
  readonly updates?: number;
  readonly lr?: number;
  readonly kills?: readonly string[];
}

const WRONG_WAY = ['M-REBIND', 'M-ASCENT', 'M-GRAPHSTEP'];

/** Which of the parameters require gradients. */
function learning({ layers, gain }: Net): boolean[] {
  const own = layers.flatMap((layer) => {
    if (layer.type === 'PReLU') return [true];
    if (layer.type !== 'Linear') return [];
    return layer.bias === undefined
      ? [layer.frozen !== true]
      : [layer.frozen !== true, layer.frozen !== true];
  });
  return gain === undefined ? own : [true, ...own];
}

function updated(net: Net, batch: Batch, lr: number, updates: number) {
  const learns = learning(net);
  let now = net;
  return Array.from({ length: updates }, () => {
    const grads = slopes(now, batch).map((grad, p) => (learns[p] ? grad : null));
    now = withParameters(now, sgd({ lr })(parametersOf(now), grads));
    return {
      values: parametersOf(now).map(double),
      grads: grads.map((grad) => grad && double(grad)),
      intact: learns.map(() => true),
    };
  });
}

const checkUpdate = ({ net, updates = 1, lr = 0.05, kills = [] }: Update): Promise<void> =>
  student.checkProbe('manualUpdates', {
    who: 'manualUpdate',
    args: (rng) => {
      const [i, h, o] = sizes(rng);
      return [net(rng, i, h, o), batchOf(rng, 6, i, o), lr, updates];
    },
    expected: updated,
    tolerance: MEASURED,
    kills,
  });

describe('A08.3 manualUpdate', () => {
  describe('values', () => {
    test('two layers', () =>
      checkUpdate({
        net: (rng, i, h, o) => ({ layers: [dense(rng, i, h), TANH, dense(rng, h, o)] }),
        kills: [...WRONG_WAY, 'M-STEPW'],
      }));
    test('three layers in a model with a parameter of its own', () =>
      checkUpdate({
        net: (rng, i, h, o) => ({
          layers: [TANH, dense(rng, i, h), SIGMOID, dense(rng, h, h), dense(rng, h, o)],
          gain: 1.5,
        }),
        kills: [...WRONG_WAY, 'M-STEPW'],
      }));
  });

  describe('edges', () => {
    test('a frozen layer has no gradient', () =>
      checkUpdate({
        net: (rng, i, h, o) => ({ layers: [frozen(rng, i, h), SIGMOID, dense(rng, h, o)] }),
        kills: [...WRONG_WAY, 'M-STEPW', 'M-NULLGRAD'],
      }));
    test('the same layer in two places', () =>
      checkUpdate({
        net: (rng, i, h, o) => ({
          layers: [
            dense(rng, i, h),
            TANH,
            dense(rng, h, h),
            TANH,
            { type: 'again', place: 2 },
            dense(rng, h, o),
          ],
        }),
        kills: [...WRONG_WAY, 'M-STEPW'],
      }));
    test('a learning rate of 0', () =>
      checkUpdate({
        net: (rng, i, h, o) => ({ layers: [dense(rng, i, h), TANH, dense(rng, h, o)] }),
        lr: 0,
        kills: ['M-GRAPHSTEP'],
      }));
  });

  describe('steps', () => {
    test('seven in a row', () =>
      checkUpdate({
        net: (rng, i, h, o) => ({ layers: [dense(rng, i, h), SIGMOID, dense(rng, h, o)] }),
        updates: 7,
        kills: [...WRONG_WAY, 'M-STEPW'],
      }));
  });
});

interface Accumulation {
  readonly batches: number;
  readonly k: number;
  readonly old?: boolean;
  readonly kills?: readonly string[];
}

const checkAccumulation = ({ batches, k, old = false, kills = [] }: Accumulation): Promise<void> =>
  student.checkProbe('accumulated', {
    who: 'accumulateDemo',
    args: (rng) => {
      const [i, h, o] = sizes(rng);
      const net: Net = { layers: [dense(rng, i, h), TANH, dense(rng, h, o)] };
      const given = Array.from({ length: batches }, () => batchOf(rng, 3, i, o));
      const number = draw.integer(rng, 0, 3);
      const before = old ? numbers(rng, parametersOf(net)[number].length) : undefined;
      return [net, given, number, k, before];
    },
    expected: (
      net: Net,
      given: readonly Batch[],
      number: number,
      calls: number,
      _old?: readonly number[],
    ) => {
      let sum = parametersOf(net)[number].map(() => 0);
      const grads = Array.from({ length: calls }, (_, call) => {
        const grad = slopes(net, given[call % given.length])[number];
        sum = sum.map((x, j) => x + grad[j]);
        return double(sum);
      });
      return { grads, values: parametersOf(net).map(double), calls };
    },
    tolerance: MEASURED,
    kills,
  });

describe('A08.4 accumulateDemo', () => {
  describe('values', () => {
    test('four times the same loss', () =>
      checkAccumulation({ batches: 1, k: 4, kills: ['M-OVERWRITE', 'M-ALIAS'] }));
    test('another batch each time', () =>
      checkAccumulation({ batches: 3, k: 5, kills: ['M-OVERWRITE', 'M-ALIAS'] }));
  });

  describe('edges', () => {
    test('a gradient from before', () =>
      checkAccumulation({ batches: 2, k: 3, old: true, kills: ['M-OVERWRITE', 'M-ALIAS', 'M-NOZERO'] }));
    test('a single call', () => checkAccumulation({ batches: 1, k: 1, old: true, kills: ['M-NOZERO'] }));
  });
});

// ── A08.5: a linear layer ─────────────────────────────────────────────────────────────────────────────────

const single = (values: readonly Nested[]): Tensor => torch.tensor(values, { dtype: torch.float32 });

/** Sums of float32 products. */
const SUMS: Tolerance = { rtol: 1e-4, atol: 1e-5 };

/** `y = x Wᵀ + b` along the last axis of x. */
function affine(
  weight: readonly (readonly number[])[],
  bias: readonly number[],
  x: readonly Nested[],
): Nested[] {
  if (typeof x[0] !== 'number') return x.map((row) => affine(weight, bias, row as readonly Nested[]));
  return weight.map((w, k) => w.reduce((sum, wj, j) => sum + wj * (x[j] as number), bias[k]));
}

const checkLinear = (
  shape: (rng: Rng) => readonly [i: number, o: number],
  x: (rng: Rng, i: number) => readonly Nested[],
  kills: readonly string[] = [],
): Promise<void> =>
  student.checkProbe('linearOutput', {
    who: 'MyLinear',
    args: (rng) => {
      const [i, o] = shape(rng);
      return [table(rng, o, i), numbers(rng, o), x(rng, i)];
    },
    expected: (weight: number[][], bias: number[], input: readonly Nested[]) =>
      single(affine(weight, bias, input)),
    tolerance: SUMS,
    kills,
  });

const twoSizes = (rng: Rng): [number, number] => {
  const [i, o] = draw.distinct(rng, 2, 2, 6);
  return [i, o];
};

/** Elements of a tensor as it crossed; nothing where something else came. */
const elements = (value: unknown): number[] => {
  const data = (value as { data?: ArrayLike<number> } | null)?.data;
  return data === undefined ? [] : Array.from(data, Number);
};

/** What a probe gave, by its fields; the probe decides what they are. */
const fieldsOf = <T>(received: unknown): Record<string, T> => received as Record<string, T>;

const listOf = (received: unknown): Record<string, unknown>[] => received as Record<string, unknown>[];

/** How far the output of a drawn layer is from what its own numbers make of x. */
function misfit(drawn: unknown, i: number, x: readonly (readonly number[])[]): number {
  const { weight, bias, output } = drawn as { weight: unknown; bias: unknown; output: unknown };
  const [w, b, y] = [elements(weight), elements(bias), elements(output)];
  const rows = b.map((_, k) => w.slice(k * i, (k + 1) * i));
  const right = (affine(rows, b, x) as number[][]).flat();
  return right.length === y.length ? Math.max(...right.map((z, n) => Math.abs(z - y[n]))) : Number.NaN;
}

describe('A08.5 linear', () => {
  describe('values', () => {
    test('a batch', () => checkLinear(twoSizes, (rng, i) => table(rng, 7, i), ['M-TRANSPOSE']));
    test('as many samples, inputs and outputs', () =>
      checkLinear(
        () => [4, 4],
        (rng, i) => table(rng, 4, i),
        ['M-TRANSPOSE'],
      ));
    test('a single vector', () => checkLinear(twoSizes, numbers, ['M-TRANSPOSE']));
    test('batches of batches', () =>
      checkLinear(twoSizes, (rng, i) => [table(rng, 3, i), table(rng, 3, i)], ['M-TRANSPOSE']));
    test('one sample, one input, one output', () =>
      checkLinear(
        () => [1, 1],
        (rng) => [numbers(rng, 1)],
      ));
  });

  describe('registration', () => {
    test('names, shapes and gradients', () =>
      student.checkProbe('linearFacts', {
        who: 'MyLinear',
        args: (rng) => {
          const [i, o] = twoSizes(rng);
          return [i, o, table(rng, 5, i)];
        },
        expected: (i: number, o: number, x: number[][]) => {
          const sums = Array.from({ length: i }, (_, j) => x.reduce((sum, row) => sum + row[j], 0));
          return {
            parameters: [
              { name: 'weight', shape: [o, i], requiresGrad: true },
              { name: 'bias', shape: [o], requiresGrad: true },
            ],
            grads: [
              single(Array.from({ length: o }, () => sums)),
              single(Array.from({ length: o }, () => x.length)),
            ],
            saved: ['weight', 'bias'],
          };
        },
        tolerance: SUMS,
        kills: ['M-UNREGISTERED', 'M-TRANSPOSE'],
      }));
  });

  describe('init', () => {
    test('many layers', () =>
      student.checkProbe('linearSpread', {
        who: 'MyLinear',
        args: (rng) => {
          const [i, o] = draw.distinct(rng, 2, 20, 30);
          const seeds = Array.from({ length: 40 }, (_, n) => 40 * draw.integer(rng, 0, 1000) + n);
          return [i, o, seeds, numbers(rng, i)];
        },
        // In units of 1/√i: from −1 to 1, with the mean 0 and the mean square 1/3.
        expected: (_i: number, _o: number, _seeds: readonly number[], _x: readonly number[]) => {
          const even = { low: -1, high: 1, mean: 0, meanSquare: 1 / 3 };
          return { weight: even, bias: even, different: 40, misfit: 0 };
        },
        compare: (received, i, _o, _seeds, x) => {
          const { weight, bias, different, first } = fieldsOf<never>(received);
          return { weight, bias, different, misfit: misfit(first, i, [x]) };
        },
        // Six standard errors of 800 biases; and no draw may lie outside by more than rounding.
        tolerance: { rtol: 0, atol: 0.125 },
        properties: [
          {
            says: 'stays within ±1/√i',
            holds: (received) => {
              const { weight, bias } = fieldsOf<{ low: number; high: number }>(received);
              return [weight, bias].every(({ low, high }) => low >= -1 - 1e-6 && high <= 1 + 1e-6);
            },
          },
        ],
        kills: ['M-INITSCALE', 'M-TRANSPOSE'],
      }));
    test('the same seed and another one', () =>
      student.checkProbe('linearsDrawn', {
        who: 'MyLinear',
        args: (rng) => {
          const [i, o] = twoSizes(rng);
          const [a, b] = draw.distinct(rng, 2, 1, 1000);
          return [i, o, [a, b, a], table(rng, 3, i)];
        },
        expected: (i: number, o: number, seeds: readonly number[], x: number[][]) =>
          seeds.map((seed) => {
            const generator = new torch.Generator().manualSeed(seed);
            const bound = 1 / Math.sqrt(i);
            const [weight, bias] = [[o, i], [o]].map((shape) =>
              torch
                .rand(shape, { generator })
                .mul(2 * bound)
                .sub(bound),
            );
            return {
              weight,
              bias,
              output: single(affine(weight.tolist() as number[][], bias.tolist() as number[], x)),
            };
          }),
        tolerance: SUMS,
        kills: ['M-INITSCALE', 'M-TRANSPOSE'],
      }));
    test('no generator', () =>
      student.checkProbe('linearsDrawn', {
        who: 'MyLinear',
        args: (rng) => {
          const [i, o] = twoSizes(rng);
          return [i, o, [undefined], table(rng, 3, i)];
        },
        expected: (i: number, o: number, _seeds: readonly undefined[], _x: number[][]) => [
          { sizes: [o * i, o], within: true, misfit: 0 },
        ],
        compare: (received, i, _o, _seeds, x) =>
          listOf(received).map((drawn) => {
            const [w, b] = [elements(drawn.weight), elements(drawn.bias)];
            const within = [...w, ...b].every((z) => Math.abs(z) <= 1 / Math.sqrt(i) + 1e-6);
            return { sizes: [w.length, b.length], within, misfit: misfit(drawn, i, x) };
          }),
        tolerance: SUMS,
        kills: ['M-TRANSPOSE'],
      }));
  });
});

// ── A08.6: modules in a row ───────────────────────────────────────────────────────────────────────────────

const outputs = (layers: readonly Layer[], x: readonly (readonly number[])[]): Tensor =>
  double(x.map((row) => outputOf({ layers }, row)));

const namesOf = (layer: Layer, name: string): string[] => {
  if (layer.type === 'PReLU') return [`${name}.weight`];
  if (layer.type !== 'Linear') return [];
  return layer.bias === undefined ? [`${name}.weight`] : [`${name}.weight`, `${name}.bias`];
};

const checkChildren = (
  layersFor: (rng: Rng, i: number, h: number, o: number) => readonly Layer[],
  kills: readonly string[] = [],
): Promise<void> =>
  student.checkProbe('sequentialFacts', {
    who: 'MySequential',
    args: (rng) => {
      const [i, h, o] = sizes(rng);
      const layers = layersFor(rng, i, h, o);
      const places = layers.flatMap((_, place) => [place, place - layers.length]);
      return [layers, places, table(rng, 3, i)];
    },
    expected: (layers: readonly Layer[], places: readonly number[], x: number[][]) => {
      const itself = layers.map((layer, place) => (layer.type === 'again' ? layer.place : place));
      return {
        children: layers.flatMap((layer, is) => (layer.type === 'again' ? [] : [{ name: String(is), is }])),
        parameters: layers.flatMap((layer, place) => namesOf(layer, String(place))),
        at: places.map((place) => itself[place < 0 ? place + layers.length : place]),
        calls: layers.map((_, place) => itself.filter((other) => other === place).length),
        output: outputs(layers, x),
      };
    },
    kills,
  });

describe('A08.6 sequential', () => {
  describe('values', () => {
    test('two layers and two activations', () =>
      student.checkProbe('sequentialOutput', {
        who: 'MySequential',
        args: (rng) => {
          const [i, h, o] = sizes(rng);
          return [[dense(rng, i, h), TANH, dense(rng, h, o), SIGMOID], table(rng, 6, i)];
        },
        expected: outputs,
      }));
    test('a class with a property for each layer, and a row', () =>
      student.checkProbe('twoWays', {
        who: 'MySequential',
        args: (rng) => {
          const [i, h, o] = sizes(rng);
          return [[dense(rng, i, h), SIGMOID, dense(rng, h, o)], table(rng, 6, i)];
        },
        expected: (layers: readonly Layer[], x: number[][]) => {
          const y = outputs(layers, x);
          return { classOutput: y, rowOutput: y };
        },
      }));
  });

  describe('children', () => {
    test('layers with and without parameters', () =>
      checkChildren(
        (rng, i, h, o) => [
          TANH,
          dense(rng, i, h),
          { type: 'PReLU', weight: [0.3] },
          { type: 'Linear', weight: table(rng, o, h) },
        ],
        ['M-UNREGISTERED'],
      ));
    test('more than ten', () =>
      checkChildren(
        (rng, i, h) => [dense(rng, i, h), ...Array.from({ length: 11 }, () => dense(rng, h, h)), TANH],
        ['M-UNREGISTERED'],
      ));
  });

  describe('edges', () => {
    test('the same activation in two places', () =>
      checkChildren(
        (rng, i, h, o) => [dense(rng, i, h), TANH, dense(rng, h, o), { type: 'again', place: 1 }],
        ['M-UNREGISTERED'],
      ));
    test('a single module', () => checkChildren((rng, i, _h, o) => [dense(rng, i, o)], ['M-UNREGISTERED']));
  });
});

// ── A08.7, A08.8: counting ────────────────────────────────────────────────────────────────────────────────

const linear = (i: number, o: number, bias = true): Plan => ({ type: 'Linear', sizes: [i, o], bias });

const row = (...of: Plan[]): Plan => ({ type: 'Sequential', of });

/** A row for a module and all below it; what stands a second time is left out. */
function rowsOf(plan: Plan, name: string, shape: readonly number[]): Expected[] {
  if (plan.type === 'again') return [];
  if (plan.type === 'frozen') return rowsOf(plan.what, name, shape);
  if (plan.type !== 'Sequential' && plan.type !== 'Model') {
    return [
      { name, type: plan.type, outputShape: [-1, ...shapeAfter(plan, shape)], parameters: countOf(plan) },
    ];
  }
  let now = shape;
  const below = plan.of.flatMap((member, place) => {
    const own = plan.type === 'Model' ? plan.names[place] : String(place);
    const rows = rowsOf(member, name === '' ? own : `${name}.${own}`, now);
    now = shapeAfter(member.type === 'again' ? plan.of[member.place] : member, now);
    return rows;
  });
  return [{ name, type: plan.type, outputShape: [-1, ...now], parameters: countOf(plan) }, ...below];
}

interface Expected {
  readonly name: string;
  readonly type: string;
  readonly outputShape: number[];
  readonly parameters: number;
}

function shapeAfter(plan: Plan, shape: readonly number[]): readonly number[] {
  switch (plan.type) {
    case 'Linear':
      return [...shape.slice(0, -1), plan.sizes[1]];
    case 'Flatten':
      return [shape.reduce((total, size) => total * size, 1)];
    case 'frozen':
      return shapeAfter(plan.what, shape);
    case 'Sequential':
    case 'Model':
      return plan.of.reduce(
        (now, member) => shapeAfter(member.type === 'again' ? plan.of[member.place] : member, now),
        shape,
      );
    default:
      return shape;
  }
}

function countOf(plan: Plan): number {
  switch (plan.type) {
    case 'Linear':
      return plan.sizes[1] * (plan.sizes[0] + (plan.bias === false ? 0 : 1));
    case 'Sequential':
    case 'Model':
      return plan.of.reduce((total, member) => total + countOf(member), 0);
    case 'BatchNorm1d':
      return 2 * plan.features;
    case 'frozen':
      return countOf(plan.what);
    default:
      return plan.type === 'PReLU' ? 1 : 0;
  }
}

const checkCounts = (plans: (rng: Rng) => readonly Plan[], kills: readonly string[] = []): Promise<void> =>
  student.checkProbe('counts', {
    who: 'countParams',
    args: (rng) => [plans(rng)],
    expected: (given: readonly Plan[]) => given.map(countOf),
    kills,
  });

describe('A08.7 countParams', () => {
  describe('values', () => {
    test('a layer, a row and rows in a class', () =>
      checkCounts((rng) => {
        const [i, h, o] = sizes(rng);
        return [
          linear(i, o),
          row(linear(i, h), { type: 'Sigmoid' }, linear(h, o)),
          {
            type: 'Model',
            names: ['first', 'second'],
            of: [row(linear(i, h), { type: 'PReLU' }), row(linear(h, o))],
          },
        ];
      }));
  });

  describe('edges', () => {
    test('nothing to learn, no bias, frozen layers, buffers', () =>
      checkCounts((rng) => {
        const [i, h, o] = sizes(rng);
        return [
          row({ type: 'Tanh' }),
          linear(i, o, false),
          row({ type: 'frozen', what: linear(i, h) }, linear(h, o)),
          row(linear(i, h), { type: 'BatchNorm1d', features: h }),
        ];
      }));
    test('the same layer in two places', () =>
      checkCounts(
        (rng) => {
          const [i, h, o] = sizes(rng);
          return [
            row(linear(i, h), linear(h, h), { type: 'again', place: 1 }, linear(h, o)),
            row(linear(h, h), { type: 'Tanh' }, { type: 'again', place: 0 }),
          ];
        },
        ['M-SHARED'],
      ));
  });
});

const checkRows = (
  plan: (rng: Rng, i: number, h: number, o: number) => Plan,
  inShape: (i: number) => number[] = (i) => [i],
): Promise<void> =>
  student.checkProbe('rows', {
    who: 'summaryRows',
    args: (rng) => {
      const [i, h, o] = sizes(rng);
      return [plan(rng, i, h, o), inShape(i)];
    },
    expected: (given: Plan, shape: number[]) => ({ rows: rowsOf(given, '', shape), unchanged: true }),
  });

describe('A08.8 summaryRows', () => {
  describe('values', () => {
    test('a row of layers', () =>
      checkRows((_, i, h, o) => row(linear(i, h), { type: 'Tanh' }, linear(h, o), { type: 'Sigmoid' })));
    test('rows within a class', () =>
      checkRows((_, i, h, o) => ({
        type: 'Model',
        names: ['body', 'act', 'head'],
        of: [
          row(linear(i, h), { type: 'ReLU' }, row(linear(h, h), { type: 'PReLU' })),
          { type: 'Tanh' },
          linear(h, o),
        ],
      })));
  });

  describe('edges', () => {
    test('a single layer', () => checkRows((_, i, _h, o) => linear(i, o, false)));
    test('samples that are tables', () =>
      checkRows(
        (_, i, h, o) => row(linear(i, h), { type: 'Flatten' }, linear(6 * h, o)),
        (i) => [6, i],
      ));
  });
});

// ── A08.9, A08.10: optimizers ─────────────────────────────────────────────────────────────────────────────

/** All parameters after each step. One that is given twice, or not at all, changes once, or not at all. */
function courseOf(rule: Rule, options: Options, { start, grads, given }: Course) {
  const step = stepOf(rule, options);
  let values = start.map((list) => [...list]);
  return grads.map((all) => {
    values = step(
      values,
      all.map((grad, p) => (given === undefined || given.includes(p) ? grad : null)),
    );
    return {
      values: values.map(double),
      grads: all.map((grad) => grad && double(grad)),
      intact: start.map(() => true),
    };
  });
}

interface Walk {
  readonly rule: Rule;
  readonly options: Options;
  course(rng: Rng): Course;
  readonly kills?: readonly string[];
}

const checkCourse = ({ rule, options, course, kills = [] }: Walk): Promise<void> =>
  student.checkProbe('course', {
    who: rule,
    args: (rng) => [rule, options, course(rng)],
    expected: courseOf,
    kills,
  });

/** Parameters of these lengths, and that many steps of gradients for them. */
function courseThrough(rng: Rng, lengths: readonly number[], steps: number): Course {
  return {
    start: lengths.map((length) => numbers(rng, length)),
    grads: Array.from({ length: steps }, () => lengths.map((length) => numbers(rng, length))),
  };
}

/** The second parameter has no gradient in the first steps, the third none at all. */
function withGaps(rng: Rng): Course {
  const whole = courseThrough(rng, [3, 3, 2], 5);
  const gaps = whole.grads.map(([a, b], step) => [a, step < 2 ? null : b, null]);
  return { ...whole, grads: gaps };
}

interface Trained {
  readonly rule: Rule;
  readonly options: Options;
  readonly steps: number;
  readonly batches: number;
  readonly kills: readonly string[];
}

const checkTraining = ({ rule, options, steps, batches, kills }: Trained): Promise<void> =>
  student.checkProbe('training', {
    who: rule,
    args: (rng) => {
      const [i, h, o] = sizes(rng);
      const net: Net = { layers: [dense(rng, i, h), TANH, dense(rng, h, o)] };
      return [rule, options, net, Array.from({ length: batches }, () => batchOf(rng, 4, i, o)), steps];
    },
    expected: (_rule: Rule, _options: Options, net: Net, given: readonly Batch[], count: number) => {
      const step = stepOf(rule, options);
      let now = net;
      return Array.from({ length: count }, (_, n) => {
        now = withParameters(now, step(parametersOf(now), slopes(now, given[n % given.length])));
        return parametersOf(now).map(double);
      });
    },
    tolerance: { rtol: 1e-5, atol: 1e-6 },
    kills,
  });

const checkCleared = (rule: Rule, options: Options): Promise<void> =>
  student.checkProbe('cleared', {
    who: `${rule}.zeroGrad`,
    args: (rng) => [rule, options, withGaps(rng)],
    expected: (_rule: Rule, _options: Options, course: Course) =>
      courseOf(rule, options, course).map(({ values }) => ({ values, cleared: values.map(() => 0) })),
    kills: [...WRONG_WAY, 'M-NULLGRAD', 'M-NOZERO'],
  });

describe('A08.9 sgd', () => {
  const rule = 'MySGD';

  describe('steps', () => {
    test('seven, for parameters of several sizes', () =>
      checkCourse({
        rule,
        options: { lr: 0.07 },
        course: (rng) => courseThrough(rng, [4, 1, 3], 7),
        kills: WRONG_WAY,
      }));
    test('weight decay', () =>
      checkCourse({
        rule,
        options: { lr: 0.1, weightDecay: 0.3 },
        course: (rng) => courseThrough(rng, [2, 5], 4),
        kills: WRONG_WAY,
      }));
  });

  describe('momentum', () => {
    test('seven steps', () =>
      checkCourse({
        rule,
        options: { lr: 0.05, momentum: 0.9 },
        course: (rng) => courseThrough(rng, [3, 3], 7),
        kills: WRONG_WAY,
      }));
    test('with weight decay', () =>
      checkCourse({
        rule,
        options: { lr: 0.05, momentum: 0.6, weightDecay: 0.2 },
        course: (rng) => courseThrough(rng, [4, 2], 5),
        kills: WRONG_WAY,
      }));
    test('gradients that are missing in some steps', () =>
      checkCourse({
        rule,
        options: { lr: 0.1, momentum: 0.5, weightDecay: 0.1 },
        course: withGaps,
        kills: [...WRONG_WAY, 'M-NULLGRAD'],
      }));
  });

  describe('training', () => {
    test('seven steps on one batch', () =>
      checkTraining({ rule, options: { lr: 0.1 }, steps: 7, batches: 1, kills: [...WRONG_WAY, 'M-NOZERO'] }));
    test('seven steps on three batches, with momentum', () =>
      checkTraining({
        rule,
        options: { lr: 0.05, momentum: 0.8 },
        steps: 7,
        batches: 3,
        kills: [...WRONG_WAY, 'M-NOZERO'],
      }));
  });

  describe('edges', () => {
    test('zeroGrad', () => checkCleared(rule, { lr: 0.1 }));
    test('a parameter that is given twice, and one that is not', () =>
      checkCourse({
        rule,
        options: { lr: 0.1, momentum: 0.5 },
        course: (rng) => ({ ...courseThrough(rng, [2, 2, 3], 3), given: [0, 2, 0] }),
        kills: [...WRONG_WAY, 'M-SHARED'],
      }));
    test('a learning rate of 0', () =>
      checkCourse({
        rule,
        options: { lr: 0, momentum: 0.5, weightDecay: 0.1 },
        course: (rng) => courseThrough(rng, [2, 3], 2),
        kills: ['M-GRAPHSTEP'],
      }));
  });
});

const ADAM_WRONG = [...WRONG_WAY, 'M-ADAMBIAS', 'M-ADAMSTATE'];

describe('A08.10 adam', () => {
  const rule = 'MyAdam';

  describe('first', () => {
    test('a step has the length of the learning rate, whatever the gradient', () =>
      checkCourse({
        rule,
        options: { lr: 0.03 },
        course: (rng) => ({
          start: [numbers(rng, 3), numbers(rng, 3)],
          grads: [[numbers(rng, 3).map((g) => 1e3 * g), numbers(rng, 3).map((g) => 1e-3 * g)]],
        }),
        kills: ADAM_WRONG,
      }));
    test('gradients no larger than ε', () =>
      checkCourse({
        rule,
        options: { lr: 0.1, eps: 0.01 },
        course: (rng) => ({
          start: [numbers(rng, 4)],
          grads: [[numbers(rng, 4).map((g) => 0.01 * g)]],
        }),
        kills: [...WRONG_WAY, 'M-ADAMBIAS', 'M-ADAMEPS'],
      }));
  });

  describe('steps', () => {
    test('seven, for parameters of one size', () =>
      checkCourse({
        rule,
        options: { lr: 0.05 },
        course: (rng) => courseThrough(rng, [3, 3], 7),
        kills: ADAM_WRONG,
      }));
    test('seven, for parameters of several sizes', () =>
      checkCourse({
        rule,
        options: { lr: 0.05, betas: [0.8, 0.95] },
        course: (rng) => courseThrough(rng, [4, 2, 3], 7),
        kills: ADAM_WRONG,
      }));
    test('a large ε and averages that forget quickly', () =>
      checkCourse({
        rule,
        options: { lr: 0.1, betas: [0.4, 0.7], eps: 0.3 },
        course: (rng) => courseThrough(rng, [3, 3], 4),
        kills: [...ADAM_WRONG, 'M-ADAMEPS'],
      }));
  });

  describe('training', () => {
    test('seven steps on one batch', () =>
      checkTraining({
        rule,
        options: { lr: 0.02 },
        steps: 7,
        batches: 1,
        kills: [...ADAM_WRONG, 'M-NOZERO'],
      }));
    test('seven steps on three batches', () =>
      checkTraining({
        rule,
        options: { lr: 0.02, betas: [0.7, 0.9] },
        steps: 7,
        batches: 3,
        kills: [...ADAM_WRONG, 'M-NOZERO'],
      }));
  });

  describe('edges', () => {
    test('zeroGrad', () => checkCleared(rule, { lr: 0.1 }));
    test('a gradient that comes late, and one that never comes', () =>
      checkCourse({
        rule,
        options: { lr: 0.1, betas: [0.8, 0.9] },
        course: withGaps,
        kills: [...ADAM_WRONG, 'M-NULLGRAD'],
      }));
    test('a parameter that is given twice, and one that is not', () =>
      checkCourse({
        rule,
        options: { lr: 0.1 },
        course: (rng) => ({ ...courseThrough(rng, [2, 2, 2], 3), given: [0, 2, 0] }),
        kills: [...ADAM_WRONG, 'M-SHARED'],
      }));
    test('a gradient of 0', () =>
      checkCourse({
        rule,
        options: { lr: 0.1 },
        course: (rng) => ({ start: [numbers(rng, 2)], grads: [[[0, 0]], [numbers(rng, 2)]] }),
        kills: [...WRONG_WAY, 'M-ADAMBIAS'],
      }));
  });
});
