import { describe, test } from '@jest/globals';
import { submission } from '#grader/authoring';
import { type Tensor, torch } from '#torch';

// The cases you can see. Each says what goes in and what must come out; the figures are those of the handout.
// The hidden cases ask the same of other numbers, sizes and dtypes.

const student = submission('a01-tensors');

const floats = (numbers: number | number[] | number[][]): Tensor =>
  torch.tensor(numbers, { dtype: torch.float32 });

const wholes = (numbers: number[] | number[][]): Tensor => torch.tensor(numbers, { dtype: torch.int64 });

describe('A01.1 dotLoop', () => {
  describe('values', () => {
    test('two features', () =>
      student.check('dotLoop', {
        args: () => [floats([2, -1]), floats([1.5, -3])],
        expected: () => 6,
        kills: ['M-INTDTYPE'],
      }));
  });

  describe('edges', () => {
    test('no weight on the only feature, then some', async () => {
      for (const [weight, expected] of [
        [0, 0],
        [2, 1000],
      ] as const) {
        await student.check('dotLoop', {
          args: () => [floats([weight]), floats([500])],
          expected: () => expected,
          kills: ['M-INTDTYPE'],
        });
      }
    });
    test('two whole numbers', () =>
      student.check('dotLoop', {
        args: () => [wholes([-1, 1]), wholes([-1, 1])],
        expected: () => 2,
      }));
  });
});

describe('A01.2 dotOps', () => {
  describe('shape', () => {
    test('two features', () =>
      student.check('dotOps', {
        args: () => [floats([2, -1]), floats([1.5, -3])],
        expected: () => floats(6),
        kills: ['M-KEEPDIM'],
      }));
  });

  describe('values', () => {
    test('a weight that picks one feature', () =>
      student.check('dotOps', {
        args: () => [floats([1, 0]), floats([50, 0.5])],
        expected: () => floats(50),
        kills: ['M-KEEPDIM'],
      }));
  });

  describe('edges', () => {
    test('two whole numbers', () =>
      student.check('dotOps', {
        args: () => [wholes([-1, 1]), wholes([-1, 1])],
        expected: () => torch.tensor(2, { dtype: torch.int64 }),
        kills: ['M-KEEPDIM'],
      }));
  });
});

describe('A01.3 linearVector', () => {
  describe('shape', () => {
    test('two features and a bias', () =>
      student.check('linearVector', {
        args: () => [floats([2, -1]), floats(-4), floats([1.5, -3])],
        expected: () => floats(2),
        kills: ['M-KEEPDIM'],
      }));
  });

  describe('values', () => {
    test('a bias of zero', () =>
      student.check('linearVector', {
        args: () => [floats([2, -1]), floats(0), floats([1.5, -3])],
        expected: () => floats(6),
        kills: ['M-KEEPDIM'],
      }));
    test('a bias of one', () =>
      student.check('linearVector', {
        args: () => [floats([2, -1]), floats(1), floats([1.5, -3])],
        expected: () => floats(7),
        kills: ['M-KEEPDIM'],
      }));
  });
});

describe('A01.4 outerSum', () => {
  describe('shape', () => {
    test('three beside two', () =>
      student.check('outerSum', {
        args: () => [floats([[1, 2, 3]]), floats([[10], [20]])],
        expected: () =>
          floats([
            [11, 12, 13],
            [21, 22, 23],
          ]),
        kills: ['M-TRANSPOSE', 'M-KEEPDIM'],
      }));
  });

  describe('values', () => {
    test('the row and the column of the chapter [S3-08]', () =>
      student.check('outerSum', {
        args: () => [floats([[0.4521, 0.5781, 0.2513]]), floats([[0.9252], [0.4975], [0.9118]])],
        expected: () =>
          floats([
            [1.3773, 1.5033, 1.1765],
            [0.9496, 1.0756, 0.7488],
            [1.3639, 1.4899, 1.1631],
          ]),
        kills: ['M-TRANSPOSE', 'M-KEEPDIM'],
      }));
  });

  describe('edges', () => {
    test('whole numbers and halves', () =>
      student.check('outerSum', {
        args: () => [wholes([[1, 2]]), floats([[0.5]])],
        expected: () => floats([[1.5, 2.5]]),
        kills: ['M-TRANSPOSE', 'M-KEEPDIM'],
      }));
  });
});

/** Five samples of two features, from the chapter. */
const TABLE = [
  [0.2803, 0.1461],
  [0.174, 0.946],
  [0.1257, 0.3427],
  [0.7001, 0.381],
  [0.6504, 0.658],
];

/** Two samples of three features. */
const COUNTS = [
  [1, 2, 3],
  [4, 5, 6],
];

describe('A01.5 rowSums', () => {
  describe('shape', () => {
    test('five samples', () =>
      student.check('rowSums', {
        args: () => [floats(TABLE)],
        expected: () => floats([0.4264, 1.12, 0.4684, 1.0811, 1.3084]),
        kills: ['M-AXIS', 'M-KEEPDIM'],
      }));
  });

  describe('values', () => {
    test('two samples and two features', () =>
      student.check('rowSums', {
        args: () => [
          floats([
            [1, 2],
            [3, 4],
          ]),
        ],
        expected: () => floats([3, 7]),
        kills: ['M-AXIS', 'M-KEEPDIM'],
      }));
  });

  describe('edges', () => {
    test('counts stay counts', () =>
      student.check('rowSums', {
        args: () => [wholes(COUNTS)],
        expected: () => wholes([6, 15]),
        kills: ['M-AXIS', 'M-KEEPDIM'],
      }));
    test('one sample', () =>
      student.check('rowSums', {
        args: () => [floats([[1, 2, 3]])],
        expected: () => floats([6]),
        kills: ['M-AXIS', 'M-KEEPDIM'],
      }));
  });
});

describe('A01.6 columnMeans', () => {
  describe('shape', () => {
    test('five samples', () =>
      student.check('columnMeans', {
        args: () => [floats(TABLE)],
        expected: () => floats([0.3861, 0.49476]),
        kills: ['M-AXIS', 'M-KEEPDIM'],
      }));
  });

  describe('values', () => {
    test('two samples and two features', () =>
      student.check('columnMeans', {
        args: () => [
          floats([
            [1, 2],
            [3, 4],
          ]),
        ],
        expected: () => floats([2, 3]),
        kills: ['M-AXIS', 'M-KEEPDIM'],
      }));
  });

  describe('edges', () => {
    test('the mean of counts', () =>
      student.check('columnMeans', {
        args: () => [wholes(COUNTS)],
        expected: () => floats([2.5, 3.5, 4.5]),
        kills: ['M-AXIS', 'M-KEEPDIM', 'M-INTDTYPE'],
      }));
    test('one sample', () =>
      student.check('columnMeans', {
        args: () => [floats([[1, 2, 3]])],
        expected: () => floats([1, 2, 3]),
        kills: ['M-AXIS', 'M-KEEPDIM'],
      }));
  });
});

describe('A01.7 standardize', () => {
  describe('shape', () => {
    test('two samples of one feature', () =>
      student.check('standardize', {
        args: () => [floats([[1], [3]])],
        expected: () => ({ Z: floats([[-1], [1]]), mean: floats([2]), std: floats([1]) }),
        kills: ['M-AXIS', 'M-KEEPDIM', 'M-DDOF'],
      }));
  });

  describe('values', () => {
    test('five samples', () =>
      student.check('standardize', {
        args: () => [floats(TABLE)],
        expected: () => ({
          Z: floats([
            [-0.437475, -1.25179],
            [-0.8770175, 1.620082],
            [-1.076734, -0.5459394],
            [1.298366, -0.4084313],
            [1.092861, 0.5860789],
          ]),
          mean: floats([0.3861, 0.49476]),
          std: floats([0.2418424, 0.2785291]),
        }),
        tolerance: { rtol: 1e-4, atol: 1e-5 },
        kills: ['M-AXIS', 'M-KEEPDIM', 'M-DDOF'],
      }));
    test('two samples of two features', () =>
      student.check('standardize', {
        args: () => [
          floats([
            [0, 10],
            [4, 30],
          ]),
        ],
        expected: () => ({
          Z: floats([
            [-1, -1],
            [1, 1],
          ]),
          mean: floats([2, 20]),
          std: floats([2, 10]),
        }),
        kills: ['M-AXIS', 'M-KEEPDIM', 'M-DDOF'],
      }));
  });

  describe('edges', () => {
    test('a column of fives', () =>
      student.check('standardize', {
        args: () => [
          floats([
            [1, 5],
            [3, 5],
          ]),
        ],
        expected: () => ({
          Z: floats([
            [-1, 0],
            [1, 0],
          ]),
          mean: floats([2, 5]),
          std: floats([1, 0]),
        }),
        kills: ['M-AXIS', 'M-KEEPDIM', 'M-DDOF', 'M-DIVZERO'],
      }));
    test('counts', () =>
      student.check('standardize', {
        args: () => [wholes([[0], [1], [2], [3]])],
        expected: () => ({
          Z: floats([[-1.341641], [-0.4472136], [0.4472136], [1.341641]]),
          mean: floats([1.5]),
          std: floats([1.118034]),
        }),
        kills: ['M-AXIS', 'M-KEEPDIM', 'M-DDOF', 'M-INTDTYPE'],
      }));
  });

  describe('stability', () => {
    test('a column far from zero', () =>
      student.check('standardize', {
        args: () => [floats([[1000], [1001], [1002]])],
        expected: () => ({
          Z: floats([[-1.224745], [0], [1.224745]]),
          mean: floats([1001]),
          std: floats([0.8164966]),
        }),
        // float32 numbers near a thousand lie 6e-5 apart.
        tolerance: { rtol: 1e-3, atol: 1e-3 },
        kills: ['M-AXIS', 'M-KEEPDIM', 'M-DDOF'],
      }));
  });
});

describe('A01.8 corners', () => {
  describe('values', () => {
    test('five samples [S3-09]', () =>
      student.check('corners', {
        args: () => [floats(TABLE)],
        expected: () => [0.2803, 0.1461, 0.6504, 0.658],
        // A float32 keeps about seven digits of these.
        tolerance: { rtol: 1e-6, atol: 0 },
        kills: ['M-TRANSPOSE'],
      }));
  });

  describe('edges', () => {
    test('counts', () =>
      student.check('corners', {
        args: () => [wholes(COUNTS)],
        expected: () => [1, 3, 4, 6],
        kills: ['M-TRANSPOSE'],
      }));
    test('a row of three', () =>
      student.check('corners', {
        args: () => [floats([[1, 2, 3]])],
        expected: () => [1, 3, 1, 3],
        kills: ['M-TRANSPOSE'],
      }));
  });
});

/** Weights of the weather classes for ten measurements of a day, from the notebook: rain, snow, hail and sun. */
const WEATHER_WEIGHTS = [
  [0.8005, -0.2246, -1.7709, 0.9279, 0.8335, -1.9097, -0.0217, 0.2062, 0.2626, -0.1394],
  [-0.7112, 0.0871, -0.6663, 0.3715, 0.7649, -1.591, -0.567, 0.2699, 0.4071, 0.3503],
  [1.8832, -0.2612, -0.3553, 0.373, -1.8256, -0.2604, 1.2536, -0.2062, 0.3728, -2.1392],
  [0.5999, -0.1561, -0.578, -1.9524, 0.4827, 0.1182, -0.9592, -1.4935, -1.2073, 0.9927],
];
const WEATHER_BIASES = [-0.4068, 0.1228, 1.4636, 0.3712];

/** A linear layer with one output, and an input, as the notebook prints them; its output is −0.5873. */
const LAYER = [[-0.1317, 0.0311, 0.2894, -0.0874, 0.0068, -0.2635, -0.289, -0.2572, -0.2682, -0.2943]];
const LAYER_BIAS = [-0.0242];
const INPUT = [1.0906, 0.391, 0.0868, 0.098, 0.0124, 0.386, -0.662, 0.4804, 0.068, 1.3457];

describe('A01.9 stackClasses', () => {
  describe('shape', () => {
    test('rain snow hail and sun [S0-18] [S0-19]', () =>
      student.check('stackClasses', {
        args: () => [WEATHER_WEIGHTS.map(floats), WEATHER_BIASES.map((bias) => floats([bias]))],
        expected: () => ({ W: floats(WEATHER_WEIGHTS), b: floats(WEATHER_BIASES) }),
        kills: ['M-TRANSPOSE', 'M-BIAS2D'],
      }));
  });

  describe('values', () => {
    test('two classes of three features', () =>
      student.check('stackClasses', {
        args: () => [COUNTS.map(floats), [floats([7]), floats([8])]],
        expected: () => ({ W: floats(COUNTS), b: floats([7, 8]) }),
        kills: ['M-TRANSPOSE', 'M-BIAS2D'],
      }));
  });

  describe('edges', () => {
    test('one class', () =>
      student.check('stackClasses', {
        args: () => [[floats([1, 2, 3])], [floats([4])]],
        expected: () => ({ W: floats([[1, 2, 3]]), b: floats([4]) }),
        kills: ['M-TRANSPOSE', 'M-BIAS2D'],
      }));
    test('two classes of two features', () =>
      student.check('stackClasses', {
        args: () => [
          [floats([1, 2]), floats([3, 4])],
          [floats([5]), floats([6])],
        ],
        expected: () => ({
          W: floats([
            [1, 2],
            [3, 4],
          ]),
          b: floats([5, 6]),
        }),
        kills: ['M-TRANSPOSE', 'M-BIAS2D'],
      }));
  });
});

describe('A01.10 scores', () => {
  describe('shape', () => {
    test('a layer with one output [S0-04]', () =>
      student.check('scores', {
        args: () => [floats(LAYER), floats(LAYER_BIAS), floats(INPUT)],
        expected: () => floats([-0.5872619]),
        kills: ['M-TRANSPOSE', 'M-BIAS2D', 'M-AXIS', 'M-KEEPDIM'],
      }));
  });

  describe('values', () => {
    test('the weather of a day [S0-20] [S0-21]', () =>
      student.check('scores', {
        args: () => [floats(WEATHER_WEIGHTS), floats(WEATHER_BIASES), floats(INPUT)],
        expected: () => floats([-0.4674919, -0.2407522, -0.4844619, 1.945814]),
        tolerance: { rtol: 1e-4, atol: 1e-5 },
        kills: ['M-TRANSPOSE', 'M-BIAS2D', 'M-AXIS', 'M-KEEPDIM'],
      }));
  });

  describe('edges', () => {
    test('two classes of two features', () =>
      student.check('scores', {
        args: () => [
          wholes([
            [1, 2],
            [3, 4],
          ]),
          wholes([10, 20]),
          wholes([1, 0]),
        ],
        expected: () => wholes([11, 23]),
        kills: ['M-TRANSPOSE', 'M-BIAS2D', 'M-AXIS', 'M-KEEPDIM'],
      }));
  });
});
