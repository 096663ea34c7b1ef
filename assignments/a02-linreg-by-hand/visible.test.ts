import { describe, test } from '@jest/globals';
import { returns, submission } from '#grader/authoring';
import { sk, type Tensor, torch } from '#torch';

// The cases you can see. Each says what goes in and what must come out; the figures are those of the handout.
// The hidden cases ask the same of other numbers, sizes and dtypes.

const student = submission('a02-linreg-by-hand');

const floats = (numbers: number | number[] | number[][]): Tensor =>
  torch.tensor(numbers, { dtype: torch.float32 });

/** Four points that nearly lie on a line. */
const POINTS_X = [[0], [1], [2], [3]];
const POINTS_Y = [-1.01, 0.56, 2.02, 3.51];

/** Two models of the points: one drawn at random, and the best one. */
const RANDOM = { w: [1.764052], b: 0.400157 };
const BEST = { w: [1.502], b: -0.983 };

/** What the two models predict. */
const RANDOM_LINE = [0.400157, 2.164209, 3.928261, 5.692313];
const BEST_LINE = [-0.983, 0.519, 2.021, 3.523];

/** The samples of the chapter on regression: `(500, F)` and `(500)`. */
function chapter(features: number): [Tensor, Tensor] {
  const [X, y] = sk.makeRegression({ nSamples: 500, nFeatures: features, randomState: 0, noise: 10 });
  return [torch.tensor(X, { dtype: torch.float32 }), torch.tensor(y, { dtype: torch.float32 })];
}

describe('A02.1 predict', () => {
  const kills = ['M-NX1', 'M-BIASFORGOT', 'M-MUTATE'];

  describe('shape', () => {
    test('two samples of two features', () =>
      student.check('predict', {
        args: () => [
          floats([
            [1, 2],
            [3, 4],
          ]),
          floats([10, 1]),
          floats(5),
        ],
        expected: () => floats([17, 39]),
        kills,
      }));
  });

  describe('values', () => {
    test('four points and a random line', () =>
      student.check('predict', {
        args: () => [floats(POINTS_X), floats(RANDOM.w), floats(RANDOM.b)],
        expected: () => floats(RANDOM_LINE),
        kills,
      }));
    test('the first sample of the chapter before any training [S3-19]', () =>
      student.check('predict', {
        args: () => [floats([[0.6203583]]), floats([-0.2427]), floats(0.0084)],
        expected: () => floats([-0.142161]),
        kills,
      }));
  });

  describe('edges', () => {
    test('ten features of one sample, as a linear layer printed them [S0-05]', () =>
      student.check('predict', {
        args: () => [
          floats([[1.0906, 0.391, 0.0868, 0.098, 0.0124, 0.386, -0.662, 0.4804, 0.068, 1.3457]]),
          floats([-0.1317, 0.0311, 0.2894, -0.0874, 0.0068, -0.2635, -0.289, -0.2572, -0.2682, -0.2943]),
          floats(-0.0242),
        ],
        expected: () => floats([-0.587262]),
        kills,
      }));
  });
});

describe('A02.2 mse', () => {
  describe('values', () => {
    test('three predictions', () =>
      student.check('mse', {
        args: () => [floats([3.14, 1.59, 2.65]), floats([2.71, 8.28, 1.83])],
        expected: () => floats(15.204467),
        kills: ['M-SUM', 'M-MUTATE'],
      }));
    test('four points and the best line', () =>
      student.check('mse', {
        args: () => [floats(POINTS_Y), floats(BEST_LINE)],
        expected: () => floats(0.000645),
        kills: ['M-SUM', 'M-MUTATE'],
      }));
  });

  describe('edges', () => {
    test('ten instead of one', () =>
      student.check('mse', {
        args: () => [floats([1]), floats([10])],
        expected: () => floats(81),
        kills: ['M-MUTATE'],
      }));
  });

  describe('mismatch', () => {
    test('a column of predictions', () =>
      student.checkProbe('refusals', {
        who: 'mse',
        // The first pair fits; the second one must be refused.
        args: () => [
          'mse',
          [floats(POINTS_Y), floats(RANDOM_LINE)],
          [[floats(POINTS_Y), floats(RANDOM_LINE.map((prediction) => [prediction]))]],
        ],
        expected: () => ({ loss: floats(3.241539), refused: [true] }),
        kills: ['M-NX1', 'M-SUM', 'M-MUTATE'],
      }));
  });
});

describe('A02.3 mae', () => {
  describe('values', () => {
    test('four points and a random line', () =>
      student.check('mae', {
        args: () => [floats(POINTS_Y), floats(RANDOM_LINE)],
        expected: () => floats(1.776235),
        kills: ['M-SUM', 'M-MUTATE'],
      }));
  });

  describe('edges', () => {
    test('one point far off', () =>
      student.check('mae', {
        args: () => [floats([-1.01, 0.56, 2.02, 25]), floats(BEST_LINE)],
        expected: () => floats(5.3865),
        kills: ['M-SUM', 'M-MUTATE'],
      }));
  });

  describe('mismatch', () => {
    test('a column of targets', () =>
      student.checkProbe('refusals', {
        who: 'mae',
        args: () => [
          'mae',
          [floats(POINTS_Y), floats(BEST_LINE)],
          [[floats(POINTS_Y.map((target) => [target])), floats(BEST_LINE)]],
        ],
        expected: () => ({ loss: floats(0.0205), refused: [true] }),
        kills: ['M-NX1', 'M-SUM', 'M-MUTATE'],
      }));
  });
});

describe('A02.4 packParams', () => {
  describe('values', () => {
    test('two weights', () =>
      student.check('packParams', {
        args: () => [floats([10, 1]), floats(5)],
        expected: () => floats([10, 1, 5]),
        kills: ['M-BIASPLACE', 'M-BIASFORGOT'],
      }));
  });
});

describe('A02.5 unpackParams', () => {
  describe('values', () => {
    test('two weights', () =>
      student.check('unpackParams', {
        args: () => [floats([10, 1, 5])],
        expected: () => ({ w: floats([10, 1]), b: floats(5) }),
        kills: ['M-BIASPLACE'],
      }));
  });
});

describe('A02.6 lossGivenParams', () => {
  const kills = ['M-NX1', 'M-SUM', 'M-MUTATE', 'M-BIASFORGOT', 'M-BIASPLACE'];

  describe('values', () => {
    test('four points and the best line', () =>
      student.check('lossGivenParams', {
        args: () => [floats([...BEST.w, BEST.b]), floats(POINTS_X), floats(POINTS_Y)],
        expected: () => floats(0.000645),
        kills,
      }));
    test('the chapter and its untrained layer', () =>
      student.check('lossGivenParams', {
        args: () => [floats([-0.2427, 0.0084]), ...chapter(1)],
        expected: () => floats(2181.2544),
        // The last digits depend on the order in which 500 errors are added up.
        tolerance: { rtol: 1e-4, atol: 0 },
        kills: ['M-SUM', 'M-MUTATE', 'M-BIASPLACE'],
      }));
  });

  describe('mismatch', () => {
    test('a column of targets', () =>
      student.checkProbe('refusals', {
        who: 'lossGivenParams',
        args: () => [
          'lossGivenParams',
          [floats([...RANDOM.w, RANDOM.b]), floats(POINTS_X), floats(POINTS_Y)],
          [[floats([...RANDOM.w, RANDOM.b]), floats(POINTS_X), floats(POINTS_Y.map((target) => [target]))]],
        ],
        expected: () => ({ loss: floats(3.241539), refused: [true] }),
        kills,
      }));
  });
});

describe('A02.7 designMatrix', () => {
  describe('values', () => {
    test('the line of the chapter in matrix form [S3-14]', () =>
      student.check('designMatrix', {
        args: () => [floats([[0.6203583], [-1.5], [2]])],
        expected: () =>
          floats([
            [1, 0.6203583],
            [1, -1.5],
            [1, 2],
          ]),
        kills: ['M-BIASPLACE', 'M-BIASFORGOT'],
      }));
  });

  describe('edges', () => {
    test('two features', () =>
      student.check('designMatrix', {
        args: () => [
          floats([
            [7, 8],
            [9, 4],
          ]),
        ],
        expected: () =>
          floats([
            [1, 7, 8],
            [1, 9, 4],
          ]),
        kills: ['M-BIASPLACE', 'M-BIASFORGOT'],
      }));
  });
});

describe('A02.8 solveNormalEquations', () => {
  const kills = ['M-BIASPLACE', 'M-BIASFORGOT', 'M-NX1', 'M-MUTATE'];
  /** Equal when rounded to two decimals, or nearly. */
  const tolerance = { rtol: 0, atol: 5e-3 };

  describe('shape', () => {
    test('four points', () =>
      student.check('solveNormalEquations', {
        args: () => [floats(POINTS_X), floats(POINTS_Y)],
        expected: () => ({ intercept: BEST.b, coef: floats(BEST.w) }),
        tolerance,
        kills,
      }));
  });

  describe('values', () => {
    test('the chapter with one feature [S3-12] [S3-13]', () =>
      student.check('solveNormalEquations', {
        args: () => chapter(1),
        expected: () => ({ intercept: -0.76911, coef: floats([45.4969]) }),
        tolerance,
        kills,
      }));
    test('the chapter with three features [S3-27] [S3-29]', () =>
      student.check('solveNormalEquations', {
        args: () => chapter(3),
        expected: () => ({ intercept: 0.42534, coef: floats([0.61615, 55.99076, 11.14098]) }),
        tolerance,
        kills,
      }));
  });
});

describe('A02.9 mseGradients', () => {
  const kills = ['M-FACTOR', 'M-SUM', 'M-SIGN', 'M-BIASFORGOT', 'M-MUTATE', 'M-NX1'];

  describe('shape', () => {
    test('two samples of one feature', () =>
      student.check('mseGradients', {
        args: () => [floats([[1], [2]]), floats([0, 0]), floats([1]), floats(0)],
        expected: () => ({ dw: floats([5]), db: floats(3) }),
        kills: ['M-FACTOR', 'M-SUM', 'M-SIGN', 'M-BIASFORGOT', 'M-MUTATE'],
      }));
  });

  describe('values', () => {
    test('four points and a random line', () =>
      student.check('mseGradients', {
        args: () => [floats(POINTS_X), floats(POINTS_Y), floats(RANDOM.w), floats(RANDOM.b)],
        expected: () => ({ dw: floats([5.983835]), db: floats(3.55247) }),
        tolerance: { rtol: 1e-4, atol: 1e-5 },
        kills,
      }));
    test('the chapter and its untrained layer', () =>
      student.check('mseGradients', {
        args: () => [...chapter(1), floats([-0.2427]), floats(0.0084)],
        expected: () => ({ dw: floats([-91.240507]), db: floats(3.874421) }),
        tolerance: { rtol: 1e-4, atol: 1e-3 },
        kills,
      }));
  });
});

describe('A02.10 gradientDescent', () => {
  /** Parameters alone, or losses alone: the other part is graded by cases of its own. */
  const part = (name: 'parameters' | 'losses') => (received: unknown) => {
    const { w, b, losses } = received as { w: unknown; b: unknown; losses: unknown };
    return name === 'losses' ? losses : { w, b };
  };
  const result = (steps: number) =>
    returns.record({
      w: returns.tensor({ shape: [1], dtype: 'float32' }),
      b: returns.tensor({ shape: [], dtype: 'float32' }),
      losses: returns.list(steps, returns.number()),
    });
  const kills = ['M-ASCENT', 'M-BIASFORGOT', 'M-FACTOR', 'M-SUM', 'M-MUTATE', 'M-NX1'];

  describe('parameters', () => {
    test('one step', () =>
      student.check('gradientDescent', {
        args: () => [
          floats([[1], [2]]),
          floats([0, 0]),
          { lr: 0.1, steps: 1, w0: floats([1]), b0: floats(0) },
        ],
        expected: () => ({ w: floats([0.5]), b: floats(-0.3) }),
        returns: result(1),
        compare: part('parameters'),
        kills: ['M-ASCENT', 'M-BIASFORGOT', 'M-FACTOR', 'M-SUM', 'M-MUTATE'],
      }));
    test('fifty steps to the row of the comparison [S3-25]', () =>
      student.check('gradientDescent', {
        args: () => [...chapter(1), { lr: 0.1, steps: 50, w0: floats([-0.2427]), b0: floats(0.0084) }],
        expected: () => ({ w: floats([45.4969]), b: floats(-0.76911) }),
        returns: result(50),
        compare: part('parameters'),
        tolerance: { rtol: 0, atol: 5e-3 },
        kills,
      }));
  });

  describe('losses', () => {
    test('three steps on the chapter', () =>
      student.check('gradientDescent', {
        args: () => [...chapter(1), { lr: 0.1, steps: 3, w0: floats([-0.2427]), b0: floats(0.0084) }],
        expected: () => [2181.2544, 1430.5947, 949.9234],
        returns: result(3),
        compare: part('losses'),
        tolerance: { rtol: 1e-4, atol: 0 },
        kills: ['M-LOSSWHEN', ...kills],
      }));
  });
});
