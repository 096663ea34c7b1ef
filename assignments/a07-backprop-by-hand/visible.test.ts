import { describe, test } from '@jest/globals';
import { submission } from '#grader/authoring';
import { type Tensor, torch } from '#torch';

// The cases you can see. Each says what goes in and what must come out; the figures are those of the handout.
// The hidden cases ask the same of other numbers, sizes and dtypes.

const student = submission('a07-backprop-by-hand');

type Numbers = number | number[] | number[][];

const floats = (numbers: Numbers): Tensor => torch.tensor(numbers, { dtype: torch.float32 });

const doubles = (numbers: Numbers): Tensor => torch.tensor(numbers, { dtype: torch.float64 });

const labels = (numbers: number[]): Tensor => torch.tensor(numbers, { dtype: torch.int64 });

/** 0, 1, 2, … in this shape. */
const counting = (...shape: number[]): Tensor =>
  torch
    .arange(shape.reduce((product, size) => product * size))
    .to(torch.float32)
    .reshape(shape);

describe('A07.1 linearForward', () => {
  const kills = ['M-TRANSPOSE', 'M-BIAS2D'];
  const check = (title: string, X: number[][], W: number[][], b: number[], out: number[][]): void =>
    test(title, () =>
      student.check('linearForward', {
        args: () => [floats(X), floats(W), floats(b)],
        expected: (X, W) => ({ out: floats(out), cache: { X, W } }),
        kills,
      }),
    );

  describe('shape', () => {
    check(
      'one sample of three features and two outputs',
      [[3, -2, 2]],
      [
        [-2, 2, -1],
        [-1, -2, 0],
      ],
      [2, 0],
      [[-10, 1]],
    );
  });

  describe('values', () => {
    check(
      'two samples and as many of everything',
      [
        [1, 2],
        [2, 0],
      ],
      [
        [1, -1],
        [2, 1],
      ],
      [0, -1],
      [
        [-1, 3],
        [2, 3],
      ],
    );
  });

  describe('edges', () => {
    check('a single feature', [[1]], [[1], [-1]], [1, 2], [[2, 1]]);
  });
});

describe('A07.2 linearBackward', () => {
  const kills = ['M-TRANSPOSE', 'M-BIAS2D', 'M-DBNOSUM'];

  describe('shape', () => {
    test('one sample and one output', () =>
      student.check('linearBackward', {
        args: () => [floats([[2]]), { X: floats([[1, 2]]), W: floats([[3, 4]]) }],
        expected: () => ({ dX: floats([[6, 8]]), dW: floats([[2, 4]]), db: floats([2]) }),
        kills,
      }));
  });

  describe('values', () => {
    test('two samples and as many of everything', () =>
      student.check('linearBackward', {
        args: () => [
          floats([
            [1, 2],
            [3, 4],
          ]),
          {
            X: floats([
              [1, 0],
              [2, 1],
            ]),
            W: floats([
              [1, -1],
              [0, 2],
            ]),
          },
        ],
        expected: () => ({
          dX: floats([
            [1, 3],
            [3, 5],
          ]),
          dW: floats([
            [7, 3],
            [10, 4],
          ]),
          db: floats([4, 6]),
        }),
        kills,
      }));
    test('the last layer of the worked network', () =>
      student.check('linearBackward', {
        args: () => [floats([[-3.3141715]]), { X: floats([[0.8807971, 0.7310586]]), W: floats([[1, 2]]) }],
        expected: () => ({
          dX: floats([[-3.3141715, -6.6283431]]),
          dW: floats([[-2.9191126, -2.4228535]]),
          db: floats([-3.3141715]),
        }),
        kills,
      }));
  });

  describe('edges', () => {
    test('the first layer of the worked network', () =>
      student.check('linearBackward', {
        args: () => [floats([[-0.3479668, -1.3032113]]), { X: floats([[1]]), W: floats([[1], [-1]]) }],
        expected: () => ({
          dX: floats([[0.9552446]]),
          dW: floats([[-0.3479668], [-1.3032113]]),
          db: floats([-0.3479668, -1.3032113]),
        }),
        kills,
      }));
  });

  describe('layers', () => {
    // The way forward is calculated beside your code, in `probes.ts`; the way back is your `linearBackward`, twice.
    test('two layers', () =>
      student.checkProbe('stackGradients', {
        who: 'linearBackward',
        args: () => [
          [
            [floats([[1], [-1]]), floats([1, 2])],
            [floats([[1, 2]]), floats([-1])],
          ],
          floats([[1]]),
          floats([[1]]),
        ],
        expected: () => [
          [floats([[1], [2]]), floats([1, 2])],
          [floats([[2, 1]]), floats([1])],
        ],
        kills,
      }));
  });
});

describe('A07.3 sigmoidBackward', () => {
  const kills = ['M-SIGPRIME', 'M-NOCHAIN', 'M-MUTATE'];

  describe('values', () => {
    test('the hidden layer of the worked network', () =>
      student.check('sigmoidBackward', {
        args: () => [floats([[-3.3141715, -6.6283431]]), floats([[0.8807971, 0.7310586]])],
        expected: () => floats([[-0.3479668, -1.3032113]]),
        kills,
      }));
  });

  describe('edges', () => {
    test('flat at both ends', () =>
      student.check('sigmoidBackward', {
        args: () => [floats([8, 8, 8]), floats([0, 0.5, 1])],
        expected: () => floats([0, 2, 0]),
        kills,
      }));
  });
});

describe('A07.4 reluBackward', () => {
  describe('values', () => {
    test('every combination of signs', () =>
      student.check('reluBackward', {
        args: () => [floats([5, 6, -7, -8]), floats([-1, 2, -3, 4])],
        expected: () => floats([0, 6, 0, -8]),
        kills: ['M-RELUGATE', 'M-NOCHAIN'],
      }));
  });

  describe('edges', () => {
    test('at zero and beside it', () =>
      student.check('reluBackward', {
        args: () => [floats([3, 3]), floats([0, 1])],
        expected: () => floats([0, 3]),
        kills: ['M-RELU0', 'M-RELUGATE', 'M-NOCHAIN'],
      }));
  });
});

describe('A07.5 mseBackward', () => {
  const kills = ['M-FACTOR', 'M-SIGN', 'M-MUTATE'];

  describe('shape', () => {
    test('two predictions', () =>
      student.check('mseBackward', {
        args: () => [floats([1, 4]), floats([2, 1])],
        expected: () => floats([-1, 3]),
        kills: [...kills, 'M-NODIVN'],
      }));
  });

  describe('values', () => {
    test('three predictions of the warm-up', () =>
      student.check('mseBackward', {
        args: () => [floats([2.71, 8.28, 1.83]), floats([3.14, 1.59, 2.65])],
        expected: () => floats([-0.2866667, 4.46, -0.5466667]),
        kills: [...kills, 'M-NODIVN'],
      }));
    test('the only prediction of the worked network', () =>
      student.check('mseBackward', {
        args: () => [floats([[1.3429142]]), floats([[3]])],
        expected: () => floats([[-3.3141715]]),
        kills,
      }));
  });

  describe('edges', () => {
    test('one prediction is right', () =>
      student.check('mseBackward', {
        args: () => [floats([2, 5]), floats([2, 1])],
        expected: () => floats([0, 4]),
        kills: [...kills, 'M-NODIVN'],
      }));
  });
});

describe('A07.6 softmaxJacobian', () => {
  const kills = ['M-JACDIAG'];

  describe('shape', () => {
    test('two equal chances', () =>
      student.check('softmaxJacobian', {
        args: () => [floats([0.5, 0.5])],
        expected: () =>
          floats([
            [0.25, -0.25],
            [-0.25, 0.25],
          ]),
        kills,
      }));
  });

  describe('values', () => {
    test('three chances', () =>
      student.check('softmaxJacobian', {
        args: () => [floats([0.2, 0.3, 0.5])],
        expected: () =>
          floats([
            [0.16, -0.06, -0.1],
            [-0.06, 0.21, -0.15],
            [-0.1, -0.15, 0.25],
          ]),
        kills,
      }));
  });
});

describe('A07.7 crossEntropyBackward', () => {
  const kills = ['M-ONEHOTFORGOT', 'M-SIGN', 'M-AXIS', 'M-MUTATE'];

  describe('shape', () => {
    test('one sample and two equal scores', () =>
      student.check('crossEntropyBackward', {
        args: () => [floats([[0, 0]]), labels([1])],
        expected: () => floats([[0.5, -0.5]]),
        kills: ['M-ONEHOTFORGOT', 'M-SIGN', 'M-AXIS'],
      }));
  });

  describe('values', () => {
    test('the middle class is right', () =>
      student.check('crossEntropyBackward', {
        // Logarithms of probabilities are scores that have these probabilities.
        args: () => [floats([[0.2, 0.3, 0.5].map(Math.log)]), labels([1])],
        expected: () => floats([[0.2, -0.7, 0.5]]),
        kills,
      }));
    test('two samples', () =>
      student.check('crossEntropyBackward', {
        args: () => [
          floats([
            [1, 2, -1],
            [1, 2, 3],
          ]),
          labels([1, 2]),
        ],
        expected: () =>
          floats([
            [0.1297482, -0.1473077, 0.0175595],
            [0.0450153, 0.1223642, -0.1673795],
          ]),
        kills: [...kills, 'M-NODIVN'],
      }));
    test('the last biases of the course notes [S2-17]', () =>
      student.check('crossEntropyBackward', {
        args: () => [floats([[0.4556, 0.5444].map(Math.log)]), labels([1])],
        expected: () => floats([[0.4556, -0.4556]]),
        kills,
      }));
  });

  describe('edges', () => {
    test('every sample has the same class', () =>
      student.check('crossEntropyBackward', {
        args: () => [
          floats([
            [0, 0],
            [0, Math.log(3)],
            [Math.log(3), 0],
          ]),
          labels([0, 0, 0]),
        ],
        expected: () =>
          floats([
            [-1 / 6, 1 / 6],
            [-1 / 4, 1 / 4],
            [-1 / 12, 1 / 12],
          ]),
        kills: [...kills, 'M-NODIVN'],
      }));
  });

  describe('stability', () => {
    test('a thousand and nothing', () =>
      student.check('crossEntropyBackward', {
        args: () => [
          floats([
            [1000, 0],
            [0, 0],
          ]),
          labels([1, 0]),
        ],
        expected: () =>
          floats([
            [0.5, -0.5],
            [-0.25, 0.25],
          ]),
        kills: ['M-OVERFLOW', 'M-ONEHOTFORGOT', 'M-SIGN', 'M-NODIVN', 'M-MUTATE'],
      }));
  });
});

describe('A07.8 unbroadcast', () => {
  const check = (title: string, grad: Tensor, shape: number[], expected: Tensor, ...kills: string[]): void =>
    test(title, () =>
      student.check('unbroadcast', { args: () => [grad, shape], expected: () => expected, kills }),
    );

  describe('leading', () => {
    check('a vector of two in a table', counting(2, 2), [2], floats([2, 4]), 'M-AXIS');
    check('a vector in a stack of tables', counting(2, 3, 4), [4], floats([60, 66, 72, 78]), 'M-AXIS');
  });

  describe('stretched', () => {
    const kills = ['M-UNBCAST', 'M-KEEPDIM'];
    check('a column of three', counting(3, 4), [3, 1], floats([[6], [22], [38]]), ...kills);
    check('a row of four', counting(3, 4), [1, 4], floats([[12, 15, 18, 21]]), ...kills);
  });

  describe('both', () => {
    check(
      'a row in two tables',
      counting(2, 2, 3),
      [1, 3],
      floats([[18, 22, 26]]),
      'M-UNBCAST',
      'M-KEEPDIM',
      'M-AXIS',
    );
  });

  describe('edges', () => {
    check('a number in a table', counting(2, 3), [], floats(15));
  });
});

/** Three features, two hidden units (one of them is given −10, the other 1), two classes. */
const SMALL = {
  params: () => [
    floats([
      [-2, 2, -1],
      [-1, -2, 0],
    ]),
    floats([2, 0]),
    floats([
      [3, 1],
      [0, 0],
    ]),
    floats([0, 0]),
  ],
  X: () => floats([[3, -2, 2]]),
  y: () => labels([0]),
};

describe('A07.9 mlpGradients', () => {
  describe('loss', () => {
    test('one sample', () =>
      student.check('mlpGradients', {
        args: () => [SMALL.params(), SMALL.X(), SMALL.y()],
        expected: () => 0.3132617,
        compare: (received) => (received as { loss?: unknown } | null | undefined)?.loss,
        tolerance: { rtol: 1e-4, atol: 1e-6 },
      }));
  });

  describe('values', () => {
    test('one sample', () =>
      student.check('mlpGradients', {
        args: () => [SMALL.params(), SMALL.X(), SMALL.y()],
        expected: () => ({
          loss: 0.3132617,
          grads: [
            floats([
              [0, 0, 0],
              [-0.8068243, 0.5378829, -0.5378829],
            ]),
            floats([0, -0.2689414]),
            floats([
              [0, -0.2689414],
              [0, 0.2689414],
            ]),
            floats([-0.2689414, 0.2689414]),
          ],
        }),
        tolerance: { rtol: 1e-4, atol: 1e-6 },
        kills: ['M-TRANSPOSE', 'M-BIAS2D', 'M-DBNOSUM', 'M-ONEHOTFORGOT', 'M-RELUGATE'],
      }));
  });
});

// The function to differentiate is a sum of cubes, each times a number: that of `t` is c[0]·t[0]³ + c[1]·t[1]³ + …
describe('A07.10 numericalGradient', () => {
  const check = (title: string, coefficients: Numbers, t: Numbers, h: number, slopes: Numbers): void =>
    test(title, () =>
      student.checkProbe('slopes', {
        who: 'numericalGradient',
        args: () => [doubles(coefficients), doubles(t), h],
        expected: () => doubles(slopes),
        kills: ['M-ONESIDED', 'M-MUTATE'],
      }),
    );

  describe('values', () => {
    // ((3 + 1)³ − (3 − 1)³) / 2 = 28
    check('two cubes by steps of one', [1, 2], [3, -1], 1, [28, 8]);
  });

  describe('edges', () => {
    check('a cube of a number', 2, 2, 1, 26);
  });
});
