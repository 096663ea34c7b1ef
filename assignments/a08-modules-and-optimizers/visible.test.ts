import { describe, test } from '@jest/globals';
import { submission } from '#grader/authoring';
import { torch } from '#torch';

// The cases you can see. Models, losses and optimizers are built beside your code, from the plain data below, by the
// functions in `probes.ts`; only numbers come back.

const student = submission('a08-modules-and-optimizers');

/** The small network of the handout: one input, two hidden units, one output. */
const SMALL = [
  { type: 'Linear', weight: [[1], [-1]], bias: [1, 2] },
  { type: 'Sigmoid' },
  { type: 'Linear', weight: [[1, 2]], bias: [-1] },
] as const;
const SAMPLE = { x: [[1]], y: [[3]] };

/** The figures have four digits. */
const DIGITS = { rtol: 0, atol: 5.1e-5 };

const double = (values: number[] | number[][]) => torch.tensor(values, { dtype: torch.float64 });

/** A weight of that shape: its numbers do not matter. */
const table = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => Math.sin(7 * i + 3 * j + 1) / 4),
  );
const row = (length: number) => table(1, length)[0];

/** Of each gradient of each layer its shape. */
const shapes = (received: unknown) =>
  Array.isArray(received)
    ? received.map(({ weight, bias }: { weight?: Shaped; bias?: Shaped }) => [
        weight?.shape ?? null,
        bias?.shape ?? null,
      ])
    : received;

interface Shaped {
  readonly shape?: readonly number[];
}

describe('A08.1 layerGradients', () => {
  describe('values', () => {
    test('the small network', () =>
      student.checkProbe('layerGradients', {
        who: 'layerGradients',
        args: () => [SMALL, SAMPLE],
        expected: () => [
          { weight: double([[-0.348], [-1.3032]]), bias: double([-0.348, -1.3032]) },
          { weight: double([[-2.9191, -2.4229]]), bias: double([-3.3142]) },
        ],
        tolerance: DIGITS,
        kills: ['M-INDEX1'],
      }));
    test('sixteen, eight, four and two units [S2-16]', () =>
      student.checkProbe('layerGradients', {
        who: 'layerGradients',
        args: () => [
          [
            { type: 'Linear', weight: table(8, 16), bias: row(8) },
            { type: 'Linear', weight: table(4, 8), bias: row(4) },
            { type: 'Linear', weight: table(2, 4), bias: row(2) },
          ],
          { x: table(1, 16), y: table(1, 2) },
        ],
        // Of each gradient its shape.
        expected: () => [
          [[8, 16], [8]],
          [[4, 8], [4]],
          [[2, 4], [2]],
        ],
        compare: shapes,
      }));
  });

  describe('edges', () => {
    test('before any backward', () =>
      student.checkProbe('layerGradients', {
        who: 'layerGradients',
        args: () => [SMALL],
        expected: () => [
          { weight: null, bias: null },
          { weight: null, bias: null },
        ],
        kills: ['M-NULLGRAD', 'M-INDEX1'],
      }));
  });
});

describe('A08.2 secondLinearBias', () => {
  describe('values', () => {
    test('sixteen, eight and two units [S2-19]', () =>
      student.checkProbe('secondLinearBias', {
        who: 'secondLinearBias',
        args: () => [
          [
            { type: 'Linear', weight: table(8, 16), bias: row(8) },
            { type: 'Sigmoid' },
            { type: 'Linear', weight: table(2, 8), bias: [0.25, -0.5] },
          ],
        ],
        expected: () => double([0.25, -0.5]),
        kills: ['M-INDEX1'],
      }));
  });
});

describe('A08.3 manualUpdate', () => {
  describe('values', () => {
    test('the small network, one step of 0.1 [S2-18]', () =>
      student.checkProbe('manualUpdates', {
        who: 'manualUpdate',
        args: () => [{ layers: SMALL }, SAMPLE, 0.1, 1],
        expected: () => [
          {
            values: [[1.0348, -0.8697], [1.0348, 2.1303], [1.2919, 2.2423], [-0.6686]].map(double),
            grads: [[-0.348, -1.3032], [-0.348, -1.3032], [-2.9191, -2.4229], [-3.3142]].map(double),
            intact: [true, true, true, true],
          },
        ],
        tolerance: DIGITS,
        kills: ['M-REBIND', 'M-ASCENT', 'M-STEPW', 'M-GRAPHSTEP'],
      }));
  });
});

describe('A08.4 accumulateDemo', () => {
  describe('values', () => {
    test('the hidden biases of the small network after its first step', () =>
      student.checkProbe('accumulated', {
        who: 'accumulateDemo',
        args: () => [
          {
            layers: [
              { type: 'Linear', weight: [[1.0348], [-0.8697]], bias: [1.0348, 2.1303] },
              { type: 'Sigmoid' },
              { type: 'Linear', weight: [[1.2919, 2.2423]], bias: [-0.6686] },
            ],
          },
          [SAMPLE],
          1,
          3,
        ],
        expected: () => ({
          grads: [1, 2, 3].map((k) => double([k * -0.1991, k * -0.5976])),
          values: [[1.0348, -0.8697], [1.0348, 2.1303], [1.2919, 2.2423], [-0.6686]].map(double),
          calls: 3,
        }),
        tolerance: { rtol: 0, atol: 3e-4 },
        kills: ['M-OVERWRITE', 'M-ALIAS'],
      }));
  });
});

describe('A08.5 linear', () => {
  describe('values', () => {
    test('two inputs and one output', () =>
      student.checkProbe('linearOutput', {
        who: 'MyLinear',
        args: () => [[[2, -1]], [1], [[1.5, -3]]],
        expected: () => torch.tensor([[7]], { dtype: torch.float32 }),
      }));
    test('a single vector [S0-04]', () =>
      student.checkProbe('linearOutput', {
        who: 'MyLinear',
        args: () => [[[2, -1]], [1], [1.5, -3]],
        expected: () => torch.tensor([7], { dtype: torch.float32 }),
      }));
  });

  describe('registration', () => {
    test('ten inputs and one output [S0-03]', () =>
      student.checkProbe('linearFacts', {
        who: 'MyLinear',
        args: () => [10, 1, [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]],
        expected: () => ({
          parameters: [
            { name: 'weight', shape: [1, 10], requiresGrad: true },
            { name: 'bias', shape: [1], requiresGrad: true },
          ],
          grads: [torch.arange(10).float().reshape(1, 10), torch.ones(1)],
          saved: ['weight', 'bias'],
        }),
        kills: ['M-UNREGISTERED'],
      }));
  });
});

/** The chapter's network: one input, three sigmoids, one output. */
const ONE_THREE_ONE = [
  { type: 'Linear', weight: [[1], [-2], [0.5]], bias: [0, 1, -1] },
  { type: 'Sigmoid' },
  { type: 'Linear', weight: [[2, -1, 3]], bias: [0.5] },
] as const;
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const oneThreeOne = (x: number) => 2 * sigmoid(x) - sigmoid(1 - 2 * x) + 3 * sigmoid(x / 2 - 1) + 0.5;

describe('A08.6 sequential', () => {
  describe('values', () => {
    test('one, three and one unit, written in two ways [S3-33]', () =>
      student.checkProbe('twoWays', {
        who: 'MySequential',
        args: () => [ONE_THREE_ONE, [[-1], [0], [2]]],
        expected: () => {
          const y = double([-1, 0, 2].map((x) => [oneThreeOne(x)]));
          return { classOutput: y, rowOutput: y };
        },
      }));
  });

  describe('children', () => {
    test('one, three and one unit', () =>
      student.checkProbe('sequentialFacts', {
        who: 'MySequential',
        args: () => [ONE_THREE_ONE, [0, 1, 2, -1], [[0]]],
        expected: () => ({
          children: ['0', '1', '2'].map((name, is) => ({ name, is })),
          parameters: ['0.weight', '0.bias', '2.weight', '2.bias'],
          at: [0, 1, 2, 2],
          calls: [1, 1, 1],
          output: double([[oneThreeOne(0)]]),
        }),
        kills: ['M-UNREGISTERED'],
      }));
  });
});

/** The chapter's model: a class that has its one layer as a property. */
const LINEAR_REGRESSION = {
  type: 'Model',
  names: ['linear'],
  of: [{ type: 'Linear', sizes: [1, 1] }],
} as const;
const NONLINEAR_REGRESSION = {
  type: 'Model',
  names: ['main'],
  of: [
    {
      type: 'Sequential',
      of: [{ type: 'Linear', sizes: [1, 3] }, { type: 'Sigmoid' }, { type: 'Linear', sizes: [3, 1] }],
    },
  ],
} as const;

describe('A08.7 countParams', () => {
  describe('values', () => {
    test('two, four and ten [S3-17] [S3-34]', () =>
      student.checkProbe('counts', {
        who: 'countParams',
        args: () => [
          [
            LINEAR_REGRESSION,
            { type: 'Model', names: ['linear'], of: [{ type: 'Linear', sizes: [3, 1] }] },
            NONLINEAR_REGRESSION,
          ],
        ],
        expected: () => [2, 4, 10],
      }));
  });
});

describe('A08.8 summaryRows', () => {
  describe('values', () => {
    test('a single layer in a class [S3-17]', () =>
      student.checkProbe('rows', {
        who: 'summaryRows',
        args: () => [LINEAR_REGRESSION, [1]],
        expected: () => ({
          rows: [
            { name: '', type: 'Model', outputShape: [-1, 1], parameters: 2 },
            { name: 'linear', type: 'Linear', outputShape: [-1, 1], parameters: 2 },
          ],
          unchanged: true,
        }),
      }));
    test('one, three and one unit [S3-34]', () =>
      student.checkProbe('rows', {
        who: 'summaryRows',
        args: () => [NONLINEAR_REGRESSION, [1]],
        expected: () => ({
          rows: [
            { name: '', type: 'Model', outputShape: [-1, 1], parameters: 10 },
            { name: 'main', type: 'Sequential', outputShape: [-1, 1], parameters: 10 },
            { name: 'main.0', type: 'Linear', outputShape: [-1, 3], parameters: 6 },
            { name: 'main.1', type: 'Sigmoid', outputShape: [-1, 3], parameters: 0 },
            { name: 'main.2', type: 'Linear', outputShape: [-1, 1], parameters: 4 },
          ],
          unchanged: true,
        }),
      }));
  });
});

describe('A08.9 sgd', () => {
  describe('steps', () => {
    test('from 1.5 with the gradient 2', () =>
      student.checkProbe('course', {
        who: 'MySGD',
        args: () => ['MySGD', { lr: 0.1 }, { start: [[1.5]], grads: [[[2]]] }],
        expected: () => [{ values: [double([1.3])], grads: [double([2])], intact: [true] }],
        kills: ['M-REBIND', 'M-ASCENT', 'M-GRAPHSTEP'],
      }));
  });

  describe('momentum', () => {
    test('three steps with a momentum of a half', () =>
      student.checkProbe('course', {
        who: 'MySGD',
        args: () => ['MySGD', { lr: 0.1, momentum: 0.5 }, { start: [[1]], grads: [[[2]], [[2]], [[0]]] }],
        // v is 2, then 1 + 2, then 1.5 + 0.
        expected: () =>
          [0.8, 0.5, 0.35].map((value, step) => ({
            values: [double([value])],
            grads: [double([step < 2 ? 2 : 0])],
            intact: [true],
          })),
        kills: ['M-REBIND', 'M-ASCENT', 'M-GRAPHSTEP'],
      }));
  });

  describe('training', () => {
    test('the small network, one step of 0.1', () =>
      student.checkProbe('training', {
        who: 'MySGD',
        args: () => ['MySGD', { lr: 0.1 }, { layers: SMALL }, [SAMPLE], 1],
        expected: () => [[[1.0348, -0.8697], [1.0348, 2.1303], [1.2919, 2.2423], [-0.6686]].map(double)],
        tolerance: DIGITS,
        kills: ['M-REBIND', 'M-ASCENT', 'M-GRAPHSTEP'],
      }));
  });
});

describe('A08.10 adam', () => {
  describe('first', () => {
    test('from 1.5 and 4 with the gradients 2 and −0.001', () =>
      student.checkProbe('course', {
        who: 'MyAdam',
        args: () => ['MyAdam', { lr: 0.1 }, { start: [[1.5], [4]], grads: [[[2], [-0.001]]] }],
        expected: () => [
          {
            values: [double([1.4]), double([4.1])],
            grads: [double([2]), double([-0.001])],
            intact: [true, true],
          },
        ],
        // ε takes a little off.
        tolerance: { rtol: 0, atol: 2e-6 },
        kills: ['M-REBIND', 'M-ASCENT', 'M-GRAPHSTEP', 'M-ADAMBIAS', 'M-ADAMSTATE'],
      }));
  });

  describe('steps', () => {
    test('two steps with averages of a half', () =>
      student.checkProbe('course', {
        who: 'MyAdam',
        args: () => [
          'MyAdam',
          { lr: 0.1, betas: [0.5, 0.5], eps: 0.5 },
          { start: [[1]], grads: [[[2]], [[-1]]] },
        ],
        // First m̂ = 2 and v̂ = 4; then m̂ = (0.5 − 0.5) / 0.75 = 0.
        expected: () =>
          [2, -1].map((grad) => ({
            values: [double([1 - (0.1 * 2) / 2.5])],
            grads: [double([grad])],
            intact: [true],
          })),
        kills: ['M-REBIND', 'M-ASCENT', 'M-GRAPHSTEP', 'M-ADAMBIAS', 'M-ADAMEPS'],
      }));
  });
});
