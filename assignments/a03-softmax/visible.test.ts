import { describe, test } from '@jest/globals';
import { returns, submission } from '#grader/authoring';
import { type Tensor, torch } from '#torch';

// The cases you can see. Each says what goes in and what must come out; the figures are those of the handout.
// The hidden cases ask the same of other numbers, sizes and axes.

const student = submission('a03-softmax');

const floats = (numbers: number[] | number[][] | number): Tensor =>
  torch.tensor(numbers, { dtype: torch.float32 });

describe('A03.1 softmaxNaive', () => {
  describe('shape', () => {
    test('four equal scores', () =>
      student.check('softmaxNaive', {
        args: () => [floats([0, 0, 0, 0])],
        expected: () => floats([0.25, 0.25, 0.25, 0.25]),
        kills: ['M-NOEXP', 'M-SIGEACH', 'M-SCALAR'],
      }));
  });

  describe('values', () => {
    test('one two three', () =>
      student.check('softmaxNaive', {
        args: () => [floats([1, 2, 3])],
        expected: () => floats([0.09003057, 0.2447285, 0.665241]),
        kills: ['M-NOEXP', 'M-SIGEACH', 'M-SCALAR', 'M-MUTATE'],
      }));
    test('three price bands', () =>
      student.check('softmaxNaive', {
        args: () => [floats([1, 2, -1])],
        expected: () => floats([0.2594965, 0.7053845, 0.03511903]),
        kills: ['M-NOEXP', 'M-SIGEACH', 'M-SCALAR', 'M-MUTATE'],
      }));
  });

  describe('edges', () => {
    test('five whole scores', () =>
      student.check('softmaxNaive', {
        args: () => [torch.tensor([1, -3, 5, -6, 10], { dtype: torch.int64 })],
        expected: () => floats([1.225685e-4, 2.244921e-6, 6.692015e-3, 1.11768e-7, 0.9931831]),
        kills: ['M-NOEXP', 'M-SIGEACH', 'M-SCALAR'],
      }));
  });
});

describe('A03.2 softmaxStable', () => {
  describe('shape', () => {
    test('three equal scores', () =>
      student.check('softmaxStable', {
        args: () => [floats([7, 7, 7])],
        expected: () => floats([1 / 3, 1 / 3, 1 / 3]),
        kills: ['M-SIGEACH', 'M-SCALAR', 'M-MUTATE'],
      }));
  });

  describe('values', () => {
    test('one two three', () =>
      student.check('softmaxStable', {
        args: () => [floats([1, 2, 3])],
        expected: () => floats([0.09003057, 0.2447285, 0.665241]),
        kills: ['M-NOEXP', 'M-DIVMAX', 'M-SIGEACH', 'M-SCALAR', 'M-MUTATE'],
      }));
    test('three price bands', () =>
      student.check('softmaxStable', {
        args: () => [floats([1, 2, -1])],
        expected: () => floats([0.2594965, 0.7053845, 0.03511903]),
        kills: ['M-NOEXP', 'M-DIVMAX', 'M-SIGEACH', 'M-SCALAR', 'M-MUTATE'],
      }));
  });

  describe('edges', () => {
    test('five whole scores', () =>
      student.check('softmaxStable', {
        args: () => [torch.tensor([1, -3, 5, -6, 10], { dtype: torch.int64 })],
        expected: () => floats([1.225685e-4, 2.244921e-6, 6.692015e-3, 1.11768e-7, 0.9931831]),
        kills: ['M-NOEXP', 'M-DIVMAX', 'M-SIGEACH', 'M-SCALAR'],
      }));
  });

  describe('stability', () => {
    test('fifty times one two three', () =>
      student.check('softmaxStable', {
        args: () => [floats([50, 100, 150])],
        expected: () => floats([0, 0, 1]),
        kills: ['M-OVERFLOW', 'M-NOEXP', 'M-DIVMAX', 'M-SIGEACH'],
      }));
    test('two close scores above a thousand', () =>
      student.check('softmaxStable', {
        args: () => [floats([1000, 1001])],
        expected: () => floats([0.2689414, 0.7310586]),
        // A right formula may round a score: float32 numbers near a thousand lie 6e-5 apart.
        tolerance: { rtol: 1e-3, atol: 1e-6 },
        kills: ['M-OVERFLOW', 'M-NOEXP', 'M-DIVMAX', 'M-SIGEACH'],
      }));
  });
});

/** Two samples, three classes. */
const TABLE = [
  [1, 2, 3],
  [1, 2, -1],
];

const COLUMNS_OF_TABLE = [
  [0.5, 0.5, 0.9820138],
  [0.5, 0.5, 0.01798621],
];

describe('A03.3 softmaxDim', () => {
  describe('shape', () => {
    test('one two three', () =>
      student.check('softmaxDim', {
        args: () => [floats([1, 2, 3]), 0],
        expected: () => floats([0.09003057, 0.2447285, 0.665241]),
        kills: ['M-NOEXP', 'M-DIVMAX', 'M-SIGEACH', 'M-MUTATE'],
      }));
    test('three rows of two', () =>
      student.check('softmaxDim', {
        args: () => [floats([0, Math.log(3), Math.log(4), 0, 1, 1]).reshape([3, 2]), 1],
        expected: () => floats([0.25, 0.75, 0.8, 0.2, 0.5, 0.5]).reshape([3, 2]),
        kills: ['M-AXIS', 'M-KEEPDIM', 'M-NOEXP', 'M-DIVMAX', 'M-SIGEACH', 'M-MUTATE'],
      }));
  });

  describe('values', () => {
    test('rows of a small table', () =>
      student.check('softmaxDim', {
        args: () => [floats(TABLE), 1],
        expected: () =>
          floats([
            [0.09003057, 0.2447285, 0.665241],
            [0.2594965, 0.7053845, 0.03511903],
          ]),
        kills: ['M-AXIS', 'M-KEEPDIM', 'M-NOEXP', 'M-DIVMAX', 'M-SIGEACH', 'M-MUTATE'],
      }));
    test('columns of a small table', () =>
      student.check('softmaxDim', {
        args: () => [floats(TABLE), 0],
        expected: () => floats(COLUMNS_OF_TABLE),
        kills: ['M-FIXEDDIM', 'M-NOEXP', 'M-DIVMAX', 'M-SIGEACH', 'M-MUTATE'],
      }));
    test('the last axis of two small tables', () =>
      student.check('softmaxDim', {
        args: () => [floats([0, Math.log(3), Math.log(4), 0]).reshape([2, 1, 2]), -1],
        expected: () => floats([0.25, 0.75, 0.8, 0.2]).reshape([2, 1, 2]),
        kills: ['M-AXIS', 'M-NOEXP', 'M-DIVMAX', 'M-SIGEACH'],
      }));
  });

  describe('edges', () => {
    test('one sample', () =>
      student.check('softmaxDim', {
        args: () => [floats([[1, 2, -1]]), -1],
        expected: () => floats([[0.2594965, 0.7053845, 0.03511903]]),
        kills: ['M-AXIS', 'M-NOEXP', 'M-DIVMAX', 'M-SIGEACH'],
      }));
    test('whole scores', () =>
      student.check('softmaxDim', {
        args: () => [torch.tensor(TABLE, { dtype: torch.int64 }), 0],
        expected: () => floats(COLUMNS_OF_TABLE),
        kills: ['M-FIXEDDIM', 'M-NOEXP', 'M-DIVMAX', 'M-SIGEACH'],
      }));
  });

  describe('stability', () => {
    test('a thousand beside ordinary scores', () =>
      student.check('softmaxDim', {
        args: () => [
          floats([
            [1000, 1001],
            [0, 1],
          ]),
          1,
        ],
        expected: () =>
          floats([
            [0.2689414, 0.7310586],
            [0.2689414, 0.7310586],
          ]),
        tolerance: { rtol: 1e-3, atol: 1e-6 },
        kills: ['M-OVERFLOW', 'M-GLOBALMAX'],
      }));
    test('fifty times one two three', () =>
      student.check('softmaxDim', {
        args: () => [floats([[50], [100], [150]]), 0],
        expected: () => floats([[0], [0], [1]]),
        kills: ['M-OVERFLOW', 'M-FIXEDDIM', 'M-NOEXP', 'M-DIVMAX', 'M-SIGEACH'],
      }));
  });
});

/** Scores of two samples for five classes, from the notebook on cross-entropy. */
const NOTEBOOK_SCORES = [
  [1.541, -0.2934, -2.1788, 0.5684, -1.0845],
  [-1.3986, 0.4033, 0.838, -0.7193, -0.4033],
];

describe('A03.4 logsumexp', () => {
  describe('shape', () => {
    test('the axis stays with keepdim', () =>
      student.check('logsumexp', {
        args: () => [floats(NOTEBOOK_SCORES), 1, true],
        expected: () => floats([[2.0323066], [1.6507031]]),
        kills: ['M-AXIS', 'M-KEEPDIM'],
      }));
    test('the axis goes without keepdim', () =>
      student.check('logsumexp', {
        args: () => [floats([0, 0, 1, 1, 2, 2]).reshape([3, 2]), -1],
        expected: () => floats([Math.LN2, 1 + Math.LN2, 2 + Math.LN2]),
        kills: ['M-AXIS', 'M-KEEPDIM'],
      }));
  });

  describe('values', () => {
    test('two samples', () =>
      student.check('logsumexp', {
        args: () => [floats(NOTEBOOK_SCORES), 1],
        expected: () => floats([2.0323066, 1.6507031]),
        kills: ['M-AXIS', 'M-KEEPDIM', 'M-DIVMAX', 'M-MUTATE'],
      }));
    test('one two three', () =>
      student.check('logsumexp', {
        args: () => [floats([1, 2, 3]), 0],
        expected: () => floats(3.407606),
        kills: ['M-DIVMAX', 'M-MUTATE'],
      }));
    test('columns', () =>
      student.check('logsumexp', {
        args: () => [
          floats([
            [0, 1, 2],
            [0, 1, 2],
          ]),
          0,
        ],
        expected: () => floats([Math.LN2, 1 + Math.LN2, 2 + Math.LN2]),
        kills: ['M-FIXEDDIM'],
      }));
  });

  describe('edges', () => {
    test('equal whole scores', () =>
      student.check('logsumexp', {
        args: () => [torch.tensor([3, 3], { dtype: torch.int64 }), -1],
        expected: () => floats(3 + Math.LN2),
        kills: ['M-DIVMAX'],
      }));
  });

  describe('stability', () => {
    test('two scores of a thousand', () =>
      student.check('logsumexp', {
        args: () => [
          floats([
            [1000, 1000],
            [0, 0],
          ]),
          1,
        ],
        expected: () => floats([1000.6931, Math.LN2]),
        kills: ['M-OVERFLOW', 'M-GLOBALMAX'],
      }));
    test('a thousand against zero', () =>
      student.check('logsumexp', {
        args: () => [floats([1000, 0]), 0],
        expected: () => floats(1000),
        kills: ['M-OVERFLOW', 'M-DIVMAX'],
      }));
  });
});

describe('A03.5 logSoftmax', () => {
  describe('shape', () => {
    test('two samples', () =>
      student.check('logSoftmax', {
        args: () => [floats(NOTEBOOK_SCORES), 1],
        expected: () =>
          floats([
            [-0.4913066, -2.3257066, -4.2111066, -1.4639066, -3.1168066],
            [-3.0493031, -1.2474031, -0.8127031, -2.3700031, -2.0540031],
          ]),
        kills: ['M-AXIS', 'M-KEEPDIM', 'M-DIVMAX', 'M-MUTATE'],
      }));
  });

  describe('values', () => {
    test('one two three', () =>
      student.check('logSoftmax', {
        args: () => [floats([1, 2, 3]), 0],
        expected: () => floats([-2.407606, -1.407606, -0.407606]),
        kills: ['M-DIVMAX', 'M-MUTATE'],
      }));
    test('columns of equal scores', () =>
      student.check('logSoftmax', {
        args: () => [
          floats([
            [5, 9, 7],
            [5, 9, 7],
          ]),
          0,
        ],
        expected: () => floats([new Array(3).fill(-Math.LN2), new Array(3).fill(-Math.LN2)]),
        kills: ['M-FIXEDDIM'],
      }));
    test('rows of a small table', () =>
      student.check('logSoftmax', {
        args: () => [floats(TABLE), -1],
        expected: () =>
          floats([
            [-2.407606, -1.407606, -0.407606],
            [-1.349012, -0.3490122, -3.349012],
          ]),
        tolerance: { rtol: 1e-4, atol: 1e-5 },
        kills: ['M-AXIS', 'M-KEEPDIM', 'M-DIVMAX', 'M-MUTATE'],
      }));
  });

  describe('edges', () => {
    test('equal whole scores', () =>
      student.check('logSoftmax', {
        args: () => [torch.tensor([3, 3], { dtype: torch.int64 }), -1],
        expected: () => floats([-Math.LN2, -Math.LN2]),
      }));
  });

  describe('stability', () => {
    test('a thousand against zero', () =>
      student.check('logSoftmax', {
        args: () => [floats([1000, 0]), 0],
        expected: () => floats([0, -1000]),
        kills: ['M-OVERFLOW', 'M-LOGOFSOFTMAX'],
      }));
    test('two close scores above a thousand', () =>
      student.check('logSoftmax', {
        args: () => [floats([1000, 1001]), -1],
        expected: () => floats([-1.3132617, -0.3132617]),
        tolerance: { rtol: 1e-4, atol: 1e-3 },
        kills: ['M-OVERFLOW', 'M-DIVMAX'],
      }));
  });
});

describe('A03.6 sigmoidFromSoftmax', () => {
  describe('shape', () => {
    test('one tenth', () =>
      student.check('sigmoidFromSoftmax', {
        args: () => [floats(0.1)],
        expected: () => floats(0.5249792),
      }));
  });

  describe('values', () => {
    test('zero between two opposites', () =>
      student.check('sigmoidFromSoftmax', {
        args: () => [floats([-2, 0, 2])],
        expected: () => floats([0.1192029, 0.5, 0.8807971]),
        kills: ['M-AXIS'],
      }));
  });

  describe('stability', () => {
    test('a thousand either way', () =>
      student.check('sigmoidFromSoftmax', {
        args: () => [floats([1000, -1000])],
        expected: () => floats([1, 0]),
        kills: ['M-OVERFLOW'],
      }));
  });
});

describe('A03.7 predictClass', () => {
  describe('shape', () => {
    test('two houses', () =>
      student.check('predictClass', {
        args: () => [
          floats([
            [0.09, 0.2447, 0.6652],
            [0.2595, 0.7054, 0.0351],
          ]),
        ],
        expected: () => torch.tensor([2, 1], { dtype: torch.int64 }),
        kills: ['M-AXIS'],
      }));
  });

  describe('values', () => {
    test('three samples and two classes', () =>
      student.check('predictClass', {
        args: () => [floats([0.1, 0.9, 0.8, 0.2, 0.4, 0.6]).reshape([3, 2])],
        expected: () => torch.tensor([1, 0, 1], { dtype: torch.int64 }),
        kills: ['M-AXIS'],
      }));
  });
});

describe('A03.9 logitsFor', () => {
  describe('values', () => {
    test('a quarter a quarter and a half', () =>
      student.check('logitsFor', {
        args: () => [[0.25, 0.25, 0.5]],
        expected: (p: readonly number[]) => floats([...p]),
        returns: returns.list(3, returns.number()),
        // Many answers are right. What counts is what softmax makes of yours.
        compare: (received) => torch.softmax(floats(received as number[]), -1),
        kills: ['M-NOEXP', 'M-MUTATE'],
      }));
  });
});
