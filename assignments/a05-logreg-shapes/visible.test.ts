import { describe, test } from '@jest/globals';
import { submission } from '#grader/authoring';
import { type Tensor, torch } from '#torch';

// The cases you can see. Each says what goes in and what must come out; the figures are those of the handout.
// The hidden cases ask the same of other numbers and sizes.

const student = submission('a05-logreg-shapes');

const floats = (numbers: number[] | number[][] | number): Tensor =>
  torch.tensor(numbers, { dtype: torch.float32 });

describe('A05.1 shapesFor', () => {
  describe('tables', () => {
    test('a hundred houses in three price bands [S1-09] [S1-15] [S4-11]', () =>
      student.check('shapesFor', {
        args: () => [100, 2, 3],
        expected: () => ({ X: [100, 2], W: [2, 3], b: [3], logits: [100, 3], torchWeight: [3, 2] }),
        kills: ['M-TRANSPOSE', 'M-BIAS2D'],
      }));
  });
  describe('edges', () => {
    test('one day of weather [S0-18] [S0-20]', () =>
      student.check('shapesFor', {
        args: () => [1, 10, 4],
        expected: () => ({ X: [1, 10], W: [10, 4], b: [4], logits: [1, 4], torchWeight: [4, 10] }),
        kills: ['M-TRANSPOSE', 'M-BIAS2D'],
      }));
  });
});

describe('A05.2 initLogReg', () => {
  describe('values', () => {
    // PyTorch draws the same numbers from the seed 0.
    test('two features and three classes from the seed 0', () =>
      student.checkProbe('initialWeights', {
        who: 'initLogReg',
        args: () => [[[2, 3]], 0],
        expected: () => [
          {
            W: floats([
              [-0.0053, 0.3793, -0.582],
              [-0.5204, -0.2723, 0.1896],
            ]),
            b: floats([-0.014, 0.5607, -0.0628]),
          },
        ],
        tolerance: { rtol: 0, atol: 1e-4 },
        kills: ['M-TRANSPOSE', 'M-BIAS2D', 'M-INITSCALE'],
      }));
  });
});

/** Three houses, two coordinates, three price bands: three scores for each house. */
const HOUSES = [
  [1, 2],
  [0, -1],
  [2, 0],
];
const WEIGHTS = [
  [1, 0, -1],
  [0.5, 1, 0],
];
const BIASES = [0, 1, 2];

describe('A05.3 logits', () => {
  describe('values', () => {
    test('three houses [S1-09] [S4-05]', () =>
      student.check('logits', {
        args: () => [floats(HOUSES), floats(WEIGHTS), floats(BIASES)],
        expected: () =>
          floats([
            [2, 3, 1],
            [-0.5, 0, 2],
            [2, 1, 0],
          ]),
        kills: ['M-TRANSPOSE', 'M-BIAS2D'],
      }));
    test('the last layer of a small network', () =>
      student.check('logits', {
        args: () => [floats([[0, 1]]), floats([[3], [1]]), floats([-10])],
        expected: () => floats([[-9]]),
        kills: ['M-TRANSPOSE'],
      }));
  });
  describe('edges', () => {
    test('one sample', () =>
      student.check('logits', {
        args: () => [
          floats([[1, 2]]),
          floats([
            [1, 0],
            [0, 3],
          ]),
          floats([10, 20]),
        ],
        expected: () => floats([[11, 26]]),
        kills: ['M-BIAS2D'],
      }));
  });
});

describe('A05.4 logregPredictProba', () => {
  describe('values', () => {
    test('three houses [S1-08] [S4-04]', () =>
      student.check('logregPredictProba', {
        args: () => [floats(HOUSES), floats(WEIGHTS), floats(BIASES)],
        expected: () =>
          floats([
            [0.2447285, 0.665241, 0.09003057],
            [0.0674254, 0.1111656, 0.821409],
            [0.665241, 0.2447285, 0.09003057],
          ]),
        kills: ['M-TRANSPOSE', 'M-BIAS2D', 'M-AXIS', 'M-SIGEACH', 'M-SCALAR'],
      }));
    test('scores of one and two and minus one [S1-16] [S4-06]', () =>
      student.check('logregPredictProba', {
        args: () => [floats([[1]]), floats([[1, 2, -1]]), floats([0, 0, 0])],
        expected: () => floats([[0.2594965, 0.7053845, 0.03511903]]),
        kills: ['M-TRANSPOSE', 'M-BIAS2D', 'M-AXIS', 'M-SIGEACH', 'M-SCALAR'],
      }));
  });
  describe('edges', () => {
    test('four kinds of weather on one day [S0-21] [S0-24] [S0-25]', () =>
      student.check('logregPredictProba', {
        args: () => [floats([[1]]), floats([[0.6637, -0.546, 4.4479, -2.3486]]), floats([0, 0, 0, 0])],
        expected: () => floats([[0.022052, 0.006578, 0.970286, 0.001084]]),
        tolerance: { rtol: 0, atol: 1e-5 },
        kills: ['M-AXIS', 'M-SIGEACH', 'M-SCALAR'],
      }));
  });
});

describe('A05.5 fromTorchLayout', () => {
  describe('values', () => {
    test('a layer of three inputs and two outputs [S0-19] [S0-20]', () =>
      student.check('fromTorchLayout', {
        args: () => [
          floats([
            [-2, 2, -1],
            [-1, -2, 0],
          ]),
          floats([2, 0]),
        ],
        expected: () => ({ W: floats([-2, -1, 2, -2, -1, 0]).reshape([3, 2]), b: floats([2, 0]) }),
        kills: ['M-TRANSPOSE', 'M-RESHAPE', 'M-BIAS2D'],
      }));
  });
  describe('edges', () => {
    test('two rows of two', () =>
      student.check('fromTorchLayout', {
        args: () => [
          floats([
            [1, 2],
            [3, 4],
          ]),
          floats([5, 6]),
        ],
        expected: () => ({
          W: floats([
            [1, 3],
            [2, 4],
          ]),
          b: floats([5, 6]),
        }),
        kills: ['M-TRANSPOSE', 'M-BIAS2D'],
      }));
  });
});

describe('A05.6 binaryForward', () => {
  describe('values', () => {
    test('three samples [S0-06] [S0-09]', () =>
      student.check('binaryForward', {
        args: () => [floats([1, 2, 0, 0, -1, 1]).reshape([3, 2]), floats([1, 0.5]), floats(-1)],
        expected: () => floats([0.7310586, 0.2689414, 0.1824255]),
        kills: ['M-NX1', 'M-SCALAR', 'M-AXIS'],
      }));
  });
  describe('edges', () => {
    test('a score of zero [S0-07]', () =>
      student.check('binaryForward', {
        args: () => [floats([[1, 1]]), floats([2, -2]), floats(0)],
        expected: () => floats([0.5]),
        kills: ['M-NX1', 'M-SCALAR', 'M-AXIS'],
      }));
  });
  describe('stability', () => {
    test('far to the left and far to the right [S0-07]', () =>
      student.check('binaryForward', {
        args: () => [floats([[-1000], [1000]]), floats([1]), floats(0)],
        expected: () => floats([0, 1]),
        kills: ['M-SIGOVER', 'M-NX1', 'M-SCALAR'],
      }));
  });
});

describe('A05.7 multiLabel', () => {
  describe('values', () => {
    test('snow and hail on one day [S0-26] [S0-27]', () =>
      student.check('multiLabel', {
        args: () => [floats([[0.2, 0.6, 0.7, 0.1]]), 0.5],
        expected: () => [[1, 2]],
        kills: ['M-SOFTMULTI', 'M-AXIS', 'M-WRONGSIDE', 'M-SCALAR'],
      }));
    test('two samples', () =>
      student.check('multiLabel', {
        args: () => [
          floats([
            [0.9, 0.3],
            [0.1, 0.2],
          ]),
          0.25,
        ],
        expected: () => [[0, 1], []],
        kills: ['M-WRONGSIDE', 'M-SCALAR'],
      }));
  });
  describe('edges', () => {
    test('a half against one half', () =>
      student.check('multiLabel', {
        args: () => [floats([[0.5, 0.75, 0.25]]), 0.5],
        expected: () => [[1]],
        kills: ['M-THRESH', 'M-WRONGSIDE', 'M-AXIS', 'M-SOFTMULTI'],
      }));
  });
});

describe('A05.8 regressionAsClassifier', () => {
  describe('values', () => {
    test('five houses', () =>
      student.check('regressionAsClassifier', {
        args: () => [floats([0.2, 0.9, 1.7, -0.4, 2.6]), 3],
        expected: () => torch.tensor([0, 1, 2, 0, 2], { dtype: torch.int64 }),
        kills: ['M-FLOATLABEL', 'M-TRUNCATE', 'M-LABELRANGE', 'M-MUTATE'],
      }));
  });
  describe('edges', () => {
    test('halfway and outside', () =>
      student.check('regressionAsClassifier', {
        args: () => [floats([-0.7, 0.5, 1.5, 7]), 3],
        expected: () => torch.tensor([0, 0, 2, 2], { dtype: torch.int64 }),
        kills: ['M-FLOATLABEL', 'M-TRUNCATE', 'M-LABELRANGE', 'M-HALFUP', 'M-MUTATE'],
      }));
  });
});

type Kind = 'regression' | 'binary' | 'multiclass';

/** Five samples of six numbers. */
const FIVE_SAMPLES = [
  [-0.4421, 1.5207, 2.0607, -0.3647, 0.4691, 0.0946],
  [0.4838, 0.4001, 0.9786, 0.7858, 0.9876, 0.5987],
  [0.1902, 0.8507, 0.8175, 0.0994, 0.3862, 0.0132],
  [0.1973, 0.6625, 0.8123, 0.4483, 0.0345, 0.4165],
  [0.6948, 0.3557, 0.7689, 0.2793, 0.6816, 0.9152],
];
const EIGHT_NUMBERS = [[3, 4, 6, 2, 3, 6, 8, 9]];
const ELEVEN_NUMBERS = [[3, 4, 6, 7, 10, 12, 2, 3, 6, 8, 9]];

describe('A05.9 buildHead', () => {
  /** Every weight and bias is set to 0.1: then each layer gives a tenth of (the sum of its inputs, and 1), over and over. */
  const check = (kind: Kind, sizes: number[], x: number[][]): Promise<void> =>
    student.checkProbe('headOutputs', {
      who: 'buildHead',
      args: () => {
        const learned = sizes.slice(1).reduce((sum, size, i) => sum + ((sizes[i] as number) + 1) * size, 0);
        return [kind, sizes, torch.full([learned], 0.1), floats(x)];
      },
      expected: () => {
        let level = floats(x).sum(1, { keepdim: true });
        const shapes: number[][] = [];
        for (const [i, size] of sizes.slice(1).entries()) {
          level = level.add(1).mul(0.1).mul(size);
          shapes.push([size, sizes[i] as number], [size]);
        }
        const last = sizes.at(-1) as number;
        return { shapes, outputs: level.div(last).expand([x.length, last]) };
      },
      kills: ['M-TRANSPOSE', ...(kind === 'regression' ? [] : ['M-ACTLAST'])],
    });

  describe('layers', () => {
    test('yes or no for five samples [S2-01] [S2-02]', () => check('binary', [6, 4, 1], FIVE_SAMPLES));
    test('three classes for five samples [S2-04]', () => check('multiclass', [6, 4, 3], FIVE_SAMPLES));
    test('a number for five samples [S2-05] [S2-20]', () => check('regression', [6, 4, 1], FIVE_SAMPLES));
    test('four linear layers [S2-07]', () => check('regression', [11, 8, 4, 2, 1], ELEVEN_NUMBERS));
    test('four classes from eleven numbers [S2-08]', () =>
      check('multiclass', [11, 20, 12, 6, 4], ELEVEN_NUMBERS));
  });
  describe('edges', () => {
    test('one layer for yes or no [S2-06]', () => check('binary', [8, 1], EIGHT_NUMBERS));
    test('three inputs and no activation', () =>
      student.checkProbe('headOutputs', {
        who: 'buildHead',
        args: () => [
          'regression' as Kind,
          [3, 2, 1],
          floats([-2, 2, -1, -1, -2, 0, 2, 0, 3, 1, -10]),
          floats([[3, -2, 2]]),
        ],
        expected: () => ({ shapes: [[2, 3], [2], [1, 2], [1]], outputs: floats([[-39]]) }),
        kills: ['M-TRANSPOSE'],
      }));
  });
  describe('refusals', () => {
    test('yes or no with three outputs', () =>
      student.checkProbe('refusals', {
        who: 'buildHead',
        args: () => [
          [
            ['binary', [6, 3]],
            ['multiclass', [6, 3]],
          ] as [Kind, number[]][],
        ],
        expected: () => [true, false],
        kills: ['M-HEADSIZE'],
      }));
  });
});

describe('A05.10 mlpParameterCount', () => {
  describe('values', () => {
    test('a classifier of handwritten digits', () =>
      student.check('mlpParameterCount', {
        args: () => [[784, 256, 128, 64, 10]],
        expected: () => 242_762,
        kills: ['M-BIASFORGOT'],
      }));
  });
  describe('edges', () => {
    test('one layer [S1-13] [S4-09]', () =>
      student.check('mlpParameterCount', {
        args: () => [[2, 3]],
        expected: () => 9,
        kills: ['M-BIASFORGOT'],
      }));
  });
});
