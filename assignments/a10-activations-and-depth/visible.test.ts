import { describe, test } from '@jest/globals';
import { submission } from '#grader/authoring';
import { type Tensor, torch } from '#torch';

// The cases you can see. Each says what goes in and what must come out; the figures are those of the handout.
// Activations and models are driven by the functions in `probes.ts`, which run beside your code: activations while
// nothing is recorded and `nn.Sigmoid` refuses to work. The hidden cases ask the same of other numbers and sizes.

const student = submission('a10-activations-and-depth');

const floats = (numbers: number[] | number[][]): Tensor => torch.tensor(numbers, { dtype: torch.float32 });
const double = (numbers: number[] | number[][]): Tensor => torch.tensor(numbers, { dtype: torch.float64 });

/** The figures have six decimals. */
const DIGITS = { rtol: 0, atol: 2e-6 };

/** What the function of that name gives for some numbers, one by one. */
const check = (
  name: string,
  numbers: number[],
  expected: number[],
  kills: readonly string[],
): Promise<void> =>
  student.checkProbe('pointwise', {
    who: name,
    args: () => [floats(numbers), name],
    expected: () => floats(expected),
    tolerance: DIGITS,
    kills,
  });

const FIVE = [-6, -1, 0, 1, 6];
const FAR = [-1000, 0, 1000];

describe('A10.1 sigmoid', () => {
  describe('values', () => {
    test('five numbers [S3-39]', () =>
      check('sigmoid', FIVE, [0.002473, 0.268941, 0.5, 0.731059, 0.997527], ['M-EXPSIGN', 'M-MUTATE']));
  });
  describe('shape', () => {
    test('a table', () =>
      student.checkProbe('pointwise', {
        who: 'sigmoid',
        args: () => [floats([FIVE, FIVE]), 'sigmoid'],
        expected: () => {
          const row = [0.002473, 0.268941, 0.5, 0.731059, 0.997527];
          return floats([row, row]);
        },
        tolerance: DIGITS,
        kills: ['M-EXPSIGN', 'M-MUTATE'],
      }));
  });
  describe('large', () => {
    test('a thousand to either side', () =>
      check('sigmoid', FAR, [0, 0.5, 1], ['M-SIGOVER', 'M-EXPSIGN', 'M-MUTATE']));
  });
});

describe('A10.2 tanh', () => {
  describe('values', () => {
    test('five numbers [S3-39]', () =>
      check('tanh', FIVE, [-0.999988, -0.761594, 0, 0.761594, 0.999988], ['M-TANHSCALE']));
  });
  describe('large', () => {
    test('a thousand to either side', () => check('tanh', FAR, [-1, 0, 1], ['M-SIGOVER']));
  });
});

describe('A10.3 softplus', () => {
  describe('values', () => {
    test('five numbers [S3-39]', () =>
      check('softplus', FIVE, [0.002476, 0.313262, Math.LN2, 1.313262, 6.002476], ['M-EXPSIGN']));
  });
  describe('large', () => {
    test('a thousand to either side', () =>
      check('softplus', FAR, [0, Math.LN2, 1000], ['M-SOFTPLUSOVER', 'M-EXPSIGN']));
  });
});

describe('A10.4 relu', () => {
  describe('values', () => {
    test('what is negative is clipped [S1-01] [S3-39]', () =>
      check('relu', FIVE, [0, 0, 0, 1, 6], ['M-MUTATE']));
  });
  describe('large', () => {
    test('a thousand to either side', () => check('relu', FAR, [0, 0, 1000], ['M-MUTATE']));
  });
});

describe('A10.5 leakyRelu', () => {
  describe('values', () => {
    test('five numbers [S3-39]', () => check('leakyRelu', FIVE, [-0.06, -0.01, 0, 1, 6], ['M-LEAKYSIGN']));
  });
  describe('large', () => {
    test('a thousand to either side', () => check('leakyRelu', FAR, [-10, 0, 1000], ['M-LEAKYSIGN']));
  });
});

describe('A10.6 selu', () => {
  describe('values', () => {
    test('five numbers [S3-39]', () =>
      check('selu', FIVE, [-1.753741, -1.111331, 0, 1.050701, 6.304206], ['M-SELUCONST', 'M-MUTATE']));
  });
  describe('large', () => {
    // −λα, and 1000 λ.
    test('a thousand to either side', () =>
      student.checkProbe('pointwise', {
        who: 'selu',
        args: () => [floats(FAR), 'selu'],
        expected: () => floats([-1.758099, 0, 1050.701]),
        tolerance: { rtol: 1e-6, atol: 1e-6 },
        kills: ['M-SELUCONST', 'M-MUTATE', 'M-MASKNAN'],
      }));
  });
});

describe('A10.7 sigmoidGrad', () => {
  describe('values', () => {
    test('five numbers', () =>
      check(
        'sigmoidGrad',
        FIVE,
        [0.002467, 0.196612, 0.25, 0.196612, 0.002467],
        ['M-SIGPRIME', 'M-SLOPEINPUT'],
      ));
  });
  describe('edges', () => {
    test('zero, and a thousand to either side', () =>
      check('sigmoidGrad', FAR, [0, 0.25, 0], ['M-SIGPRIME', 'M-SLOPEINPUT', 'M-SIGOVER']));
  });
});

describe('A10.8 tanhGrad', () => {
  describe('values', () => {
    test('five numbers', () =>
      check('tanhGrad', FIVE, [0.000025, 0.419974, 1, 0.419974, 0.000025], ['M-TANHPRIME', 'M-SLOPEINPUT']));
  });
  describe('edges', () => {
    test('zero, and a thousand to either side', () =>
      check('tanhGrad', FAR, [0, 1, 0], ['M-TANHPRIME', 'M-SLOPEINPUT', 'M-SIGOVER']));
  });
});

describe('A10.9 softplusGrad', () => {
  describe('values', () => {
    test('five numbers', () =>
      check('softplusGrad', FIVE, [0.002473, 0.268941, 0.5, 0.731059, 0.997527], ['M-EXPSIGN']));
  });
  describe('edges', () => {
    test('zero, and a thousand to either side', () =>
      check('softplusGrad', FAR, [0, 0.5, 1], ['M-EXPSIGN', 'M-SIGOVER']));
  });
});

describe('A10.10 reluGrad', () => {
  describe('values', () => {
    test('five numbers', () => check('reluGrad', FIVE, [0, 0, 0, 1, 1], ['M-RELU0']));
  });
  describe('edges', () => {
    test('zero, and a thousand to either side', () => check('reluGrad', FAR, [0, 0, 1], ['M-RELU0']));
  });
});

describe('A10.11 leakyReluGrad', () => {
  describe('values', () => {
    test('five numbers', () =>
      check('leakyReluGrad', FIVE, [0.01, 0.01, 0.01, 1, 1], ['M-LEAKYSIGN', 'M-CORNER']));
  });
  describe('edges', () => {
    test('zero, and a thousand to either side', () =>
      check('leakyReluGrad', FAR, [0.01, 0.01, 1], ['M-LEAKYSIGN', 'M-CORNER']));
  });
});

describe('A10.12 seluGrad', () => {
  describe('values', () => {
    test('five numbers', () =>
      check(
        'seluGrad',
        FIVE,
        [0.004358, 0.646769, 1.758099, 1.050701, 1.050701],
        ['M-SELUCONST', 'M-CORNER'],
      ));
  });
  describe('edges', () => {
    test('zero, and a thousand to either side', () =>
      check('seluGrad', FAR, [0, 1.758099, 1.050701], ['M-SELUCONST', 'M-CORNER', 'M-MASKNAN']));
  });
});

describe('A10.13 collapseLinear', () => {
  describe('shape', () => {
    test('six, four, one: weights of ones [E-15]', () =>
      student.check('collapseLinear', {
        args: () => [
          [
            { W: torch.ones(4, 6), b: torch.ones(4) },
            { W: torch.ones(1, 4), b: torch.ones(1) },
          ],
        ],
        expected: () => ({ W: floats([[4, 4, 4, 4, 4, 4]]), b: floats([5]) }),
        kills: ['M-COLLAPSEORDER', 'M-COLLAPSEBIAS', 'M-TRANSPOSE'],
      }));
  });
  describe('values', () => {
    test('the two layers of the handout [E-15]', () =>
      student.check('collapseLinear', {
        args: () => [
          [
            {
              W: floats([
                [1, 2],
                [0, 1],
              ]),
              b: floats([1, -1]),
            },
            {
              W: floats([
                [1, 0],
                [3, 1],
              ]),
              b: floats([0, 10]),
            },
          ],
        ],
        expected: () => ({
          W: floats([
            [1, 2],
            [3, 7],
          ]),
          b: floats([1, 12]),
        }),
        kills: ['M-COLLAPSEORDER', 'M-COLLAPSEBIAS', 'M-TRANSPOSE'],
      }));
  });
  describe('edges', () => {
    test('a single layer is itself', () =>
      student.check('collapseLinear', {
        args: () => [[{ W: floats([[1, 2, 3]]), b: floats([4]) }]],
        expected: () => ({ W: floats([[1, 2, 3]]), b: floats([4]) }),
        kills: ['M-TRANSPOSE'],
      }));
  });
});

describe('A10.14 nonlinRegression', () => {
  describe('layers', () => {
    test('one, three and one unit learn ten numbers', () =>
      student.checkProbe('layers', {
        who: 'nonlinRegression',
        args: () => [[1, 3, 1]],
        expected: () => ({
          parameters: [
            { name: '0.weight', shape: [3, 1], requiresGrad: true },
            { name: '0.bias', shape: [3], requiresGrad: true },
            { name: '2.weight', shape: [1, 3], requiresGrad: true },
            { name: '2.bias', shape: [1], requiresGrad: true },
          ],
          learned: 10,
        }),
        kills: ['M-LINSTACK'],
      }));
  });
  describe('outputs', () => {
    // Two sigmoids of 0 and one of a large number: 2 · 0.5 − 4 · 0.5 + 3 · 1, and 0.25.
    test('a network whose answer you can calculate', () =>
      student.checkProbe('outputs', {
        who: 'nonlinRegression',
        args: () => [
          [1, 3, 1],
          [double([1, -2, 50]), double([0, 0, 50]), double([2, -4, 3]), double([0.25])],
          double([[0]]),
        ],
        expected: () => ({ model: double([[2.25]]), main: double([[2.25]]) }),
        kills: ['M-LINSTACK', 'M-ACTLAST'],
      }));
  });
  describe('training', () => {
    // The network of A07 and A08: the sample 1, whose answer is 3.
    test('one step of 0.1', () =>
      student.checkProbe('trained', {
        who: 'nonlinRegression',
        args: () => [
          [1, 2, 1],
          [double([1, -1]), double([1, 2]), double([1, 2]), double([-1])],
          { X: double([[1]]), y: double([3]), order: torch.tensor([[0]]), lr: 0.1 },
        ],
        expected: () => ({
          losses: [2.7459],
          values: [[1.0348, -0.8697], [1.0348, 2.1303], [1.2919, 2.2423], [-0.6686]].map((list) =>
            double(list),
          ),
        }),
        tolerance: { rtol: 0, atol: 6e-5 },
        kills: ['M-LINSTACK', 'M-ACTLAST'],
      }));
  });
});

describe('A10.15 deepRegression', () => {
  describe('layers', () => {
    test('one, five, three and one unit learn 32 numbers', () =>
      student.checkProbe('layers', {
        who: 'deepRegression',
        args: () => [[1, 5, 3, 1]],
        expected: () => ({
          parameters: [
            { name: '0.weight', shape: [5, 1], requiresGrad: true },
            { name: '0.bias', shape: [5], requiresGrad: true },
            { name: '2.weight', shape: [3, 5], requiresGrad: true },
            { name: '2.bias', shape: [3], requiresGrad: true },
            { name: '4.weight', shape: [1, 3], requiresGrad: true },
            { name: '4.bias', shape: [1], requiresGrad: true },
          ],
          learned: 32,
        }),
        kills: ['M-LINSTACK', 'M-ACTGAP'],
      }));
  });
});

/** One input, three sigmoids, one output. The second unit does not look at x. */
const SMALL = [
  { weight: [[1], [0], [-2]], bias: [0, 0, 1] },
  { act: 'sigmoid' },
  { weight: [[4, -2, 3]], bias: [-1] },
] as const;

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

describe('A10.16 nodeContributions', () => {
  const expected = (samples: readonly number[]) => {
    const nodes = samples.map((x) => [4 * sigmoid(x), -2 * 0.5, 3 * sigmoid(1 - 2 * x)]);
    return {
      nodes: double(nodes),
      bias: -1,
      prediction: double(nodes.map(([a, b, c]) => a + b + c - 1)),
    };
  };
  describe('values', () => {
    test('four samples and three nodes [S3-37]', () =>
      student.checkProbe('contributions', {
        who: 'nodeContributions',
        args: () => [double([-2, 0, 0.5, 3]), SMALL],
        expected: () => expected([-2, 0, 0.5, 3]),
        kills: ['M-NODEBIAS', 'M-NODEWEIGHT', 'M-TRANSPOSE', 'M-KEEPDIM', 'M-MUTATE'],
      }));
  });
  describe('edges', () => {
    test('two samples in a column', () =>
      student.checkProbe('contributions', {
        who: 'nodeContributions',
        args: () => [double([[1], [-1]]), SMALL],
        expected: () => expected([1, -1]),
        kills: ['M-NODEBIAS', 'M-NODEWEIGHT', 'M-TRANSPOSE'],
      }));
  });
});

describe('A10.17 hingeFeatures', () => {
  describe('values', () => {
    test('two samples and three hinges', () =>
      student.check('hingeFeatures', {
        args: () => [floats([0, 2]), [0, 1, 1.5]],
        expected: () =>
          floats([
            [0, 0, 0],
            [2, 1, 0.5],
          ]),
        kills: ['M-HINGESIDE', 'M-HINGESIGN', 'M-TRANSPOSE'],
      }));
  });
  describe('edges', () => {
    test('a sample at the only hinge', () =>
      student.check('hingeFeatures', {
        args: () => [floats([-2, -1, 0.5]), [-1]],
        expected: () => floats([[0], [0], [1.5]]),
        kills: ['M-HINGESIDE', 'M-HINGESIGN', 'M-TRANSPOSE'],
      }));
  });
});

describe('A10.18 traceShapes', () => {
  describe('values', () => {
    test('a batch of 32 pictures in a network for digits', () =>
      student.check('traceShapes', {
        args: () => [[784, 256, 128, 64, 10], 32],
        expected: () => [
          [32, 256],
          [32, 128],
          [32, 64],
          [32, 10],
        ],
        kills: ['M-TRANSPOSE', 'M-WITHINPUT', 'M-WEIGHTSHAPE'],
      }));
  });
  describe('edges', () => {
    test('one unit after another', () =>
      student.check('traceShapes', {
        args: () => [[1, 1], 500],
        expected: () => [[500, 1]],
        kills: ['M-TRANSPOSE', 'M-WITHINPUT', 'M-WEIGHTSHAPE'],
      }));
  });
});
