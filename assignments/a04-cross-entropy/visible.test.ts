import { describe, test } from '@jest/globals';
import { submission } from '#grader/authoring';
import { type Tensor, torch } from '#torch';

// The cases you can see. Each says what goes in and what must come out; the figures are those of the handout.
// The hidden cases ask the same of other numbers, sizes and targets.

const student = submission('a04-cross-entropy');

const floats = (numbers: number[] | number[][] | number): Tensor =>
  torch.tensor(numbers, { dtype: torch.float32 });

const doubles = (numbers: number[][] | number): Tensor => torch.tensor(numbers, { dtype: torch.float64 });

const whole = (numbers: number[] | number[][] | number): Tensor =>
  torch.tensor(numbers, { dtype: torch.int64 });

/** Two samples, five classes; the right ones are 1 and 4. */
const NOTEBOOK_SCORES = [
  [1.541, -0.2934, -2.1788, 0.5684, -1.0845],
  [-1.3986, 0.4033, 0.838, -0.7193, -0.4033],
];
const NOTEBOOK_LOG_PROBS = [
  [-0.49130658, -2.32570658, -4.21110658, -1.46390658, -3.11680658],
  [-3.04930305, -1.24740305, -0.81270305, -2.37000305, -2.05400305],
];
const NOTEBOOK_LOSSES = [2.32570658, 2.05400305];

/** One house and its three price bands; it belongs to the middle one, class 1. */
const HOUSE = [[1, 2, -1]];

describe('A04.1 oneHot', () => {
  describe('shape', () => {
    test('one label of three classes [S2-12]', () =>
      student.check('oneHot', {
        args: () => [whole(1), 3],
        expected: () => whole([0, 1, 0]),
        kills: ['M-ONEHOTWIDTH', 'M-ONEHOTBASE1'],
      }));
  });

  describe('values', () => {
    test('the first of three classes [S2-09]', () =>
      student.check('oneHot', {
        args: () => [whole([0]), 3],
        expected: () => whole([[1, 0, 0]]),
        kills: ['M-ONEHOTWIDTH', 'M-ONEHOTBASE1', 'M-AXIS'],
      }));
    test('each of three classes [S2-10]', () =>
      student.check('oneHot', {
        args: () => [whole([0, 1, 2]), 3],
        expected: () =>
          whole([
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
          ]),
        kills: ['M-ONEHOTBASE1'],
      }));
    test('class two of four [S2-13]', () =>
      student.check('oneHot', {
        args: () => [whole([2]), 4],
        expected: () => whole([[0, 0, 1, 0]]),
        kills: ['M-ONEHOTWIDTH', 'M-ONEHOTBASE1', 'M-AXIS'],
      }));
  });

  describe('edges', () => {
    test('class two does not occur', () =>
      student.check('oneHot', {
        args: () => [whole([0, 1, 1]), 3],
        expected: () =>
          whole([
            [1, 0, 0],
            [0, 1, 0],
            [0, 1, 0],
          ]),
        kills: ['M-ONEHOTWIDTH', 'M-ONEHOTBASE1', 'M-AXIS'],
      }));
  });
});

describe('A04.2 nll', () => {
  describe('shape', () => {
    test('the losses of two samples', () =>
      student.check('nll', {
        args: () => [floats(NOTEBOOK_LOG_PROBS), whole([1, 4]), 'none'],
        expected: () => floats(NOTEBOOK_LOSSES),
        kills: ['M-NEG', 'M-MEANALL', 'M-NLLPROB', 'M-PROBDIFF', 'M-PREDNOTTRUE', 'M-AXIS'],
      }));
  });

  describe('values', () => {
    test('the mean of two samples [S4-15]', () =>
      student.check('nll', {
        args: () => [floats(NOTEBOOK_LOG_PROBS), whole([1, 4])],
        expected: () => floats(2.18985482),
        kills: ['M-NEG', 'M-SUM', 'M-MEANALL', 'M-NLLPROB', 'M-PROBDIFF', 'M-PREDNOTTRUE', 'M-AXIS'],
      }));
    test('the sum of two samples', () =>
      student.check('nll', {
        args: () => [floats(NOTEBOOK_LOG_PROBS), whole([1, 4]), 'sum'],
        expected: () => floats(4.37970963),
        kills: ['M-NEG', 'M-MEANALL', 'M-NLLPROB', 'M-PROBDIFF', 'M-PREDNOTTRUE', 'M-AXIS'],
      }));
  });

  describe('edges', () => {
    test('a fair coin', () =>
      student.check('nll', {
        args: () => [floats([[-Math.LN2, -Math.LN2]]), whole([1])],
        expected: () => floats(Math.LN2),
        kills: ['M-NEG', 'M-MEANALL', 'M-NLLPROB', 'M-PROBDIFF'],
      }));
  });

  describe('stability', () => {
    test('an impossible class', () =>
      student.check('nll', {
        args: () => [
          floats([
            [-Math.LN2, -Math.LN2, -Infinity],
            [0, -Infinity, -Infinity],
          ]),
          whole([1, 0]),
          'none',
        ],
        expected: () => floats([Math.LN2, 0]),
        kills: ['M-LOGZERO'],
      }));
  });
});

describe('A04.3 crossEntropyFromProbs', () => {
  describe('values', () => {
    test('a house of the middle band [S1-11]', () =>
      student.check('crossEntropyFromProbs', {
        args: () => [floats([[0.2595, 0.7054, 0.0351]]), floats([[0, 1, 0]])],
        expected: () => floats(0.34899026),
        kills: ['M-PROBDIFF', 'M-NEG', 'M-MEANALL', 'M-LOGBASE', 'M-DOUBLESOFT', 'M-NLLPROB', 'M-AXIS'],
      }));
    test('two days of weather [S0-23] [S0-24] [S0-25]', () =>
      student.check('crossEntropyFromProbs', {
        args: () => [
          floats([
            [0.0221, 0.0066, 0.9703, 0.0011],
            [0.4456, 0.184, 0.2596, 0.1108],
          ]),
          whole([
            [0, 0, 1, 0],
            [0, 1, 0, 0],
          ]),
        ],
        expected: () => floats((0.03014998 + 1.69281952) / 2),
        kills: ['M-NEG', 'M-SUM', 'M-MEANALL', 'M-LOGBASE', 'M-DOUBLESOFT', 'M-NLLPROB', 'M-PREDNOTTRUE'],
      }));
  });

  describe('edges', () => {
    test('a fair coin', () =>
      student.check('crossEntropyFromProbs', {
        args: () => [floats([[0.5, 0.5]]), whole([[0, 1]])],
        expected: () => floats(Math.LN2),
        kills: ['M-PROBDIFF', 'M-NEG', 'M-MEANALL', 'M-LOGBASE', 'M-NLLPROB', 'M-AXIS'],
      }));
    test('one right class in two thousand', () =>
      student.check('crossEntropyFromProbs', {
        args: () => [floats([[0.0005, 0.9995]]), floats([[1, 0]])],
        expected: () => floats(7.6009025),
        kills: ['M-PROBDIFF', 'M-NEG', 'M-MEANALL', 'M-LOGBASE', 'M-DOUBLESOFT', 'M-PREDNOTTRUE', 'M-AXIS'],
      }));
  });

  describe('zeros', () => {
    test('a probability of zero', () =>
      student.check('crossEntropyFromProbs', {
        args: () => [floats([[0.2, 0.8, 0]]), floats([[0, 1, 0]])],
        expected: () => floats(0.22314355),
        kills: ['M-LOGZERO', 'M-PROBDIFF', 'M-NEG', 'M-MEANALL', 'M-LOGBASE', 'M-DOUBLESOFT', 'M-NLLPROB'],
      }));
  });
});

const ALWAYS = ['M-NEG', 'M-MEANALL', 'M-LOGBASE', 'M-DOUBLESOFT', 'M-NLLPROB', 'M-PROBDIFF', 'M-AXIS'];

describe('A04.4 crossEntropy', () => {
  describe('shape', () => {
    test('the losses of two samples', () =>
      student.check('crossEntropy', {
        args: () => [floats(NOTEBOOK_SCORES), whole([1, 4]), 'none'],
        expected: () => floats(NOTEBOOK_LOSSES),
        kills: [...ALWAYS, 'M-PREDNOTTRUE'],
      }));
  });

  describe('values', () => {
    test('the mean of two samples [S4-15]', () =>
      student.check('crossEntropy', {
        args: () => [floats(NOTEBOOK_SCORES), whole([1, 4])],
        expected: () => floats(2.18985482),
        kills: [...ALWAYS, 'M-PREDNOTTRUE', 'M-SUM'],
      }));
    test('the sum of two samples', () =>
      student.check('crossEntropy', {
        args: () => [floats(NOTEBOOK_SCORES), whole([1, 4]), 'sum'],
        expected: () => floats(4.37970963),
        kills: [...ALWAYS, 'M-PREDNOTTRUE'],
      }));
    test('a house of the middle band [S1-17]', () =>
      student.check('crossEntropy', {
        args: () => [floats(HOUSE), whole([1])],
        expected: () => floats(0.34901222),
        kills: ALWAYS,
      }));
  });

  describe('targets', () => {
    test('a one-hot row of two classes [S2-11]', () =>
      student.check('crossEntropy', {
        args: () => [doubles([[-0.1211, 0.1059]]), doubles([[1, 0]])],
        expected: () => doubles(0.8130745235187279),
        kills: [...ALWAYS, 'M-PREDNOTTRUE'],
      }));
    test('a one-hot row of four classes [S2-13] [S2-14]', () =>
      student.check('crossEntropy', {
        args: () => [doubles([[0.1, 6, -2, 3.2]]), doubles([[0, 0, 1, 0]])],
        expected: () => doubles(8.061927274240364),
        kills: [...ALWAYS, 'M-PREDNOTTRUE'],
      }));
    test('three annotators of four say the middle band', () =>
      student.check('crossEntropy', {
        args: () => [floats(HOUSE), floats([[0.25, 0.75, 0]])],
        // A quarter of the loss for class 0, which is larger by 1, and three quarters of that for class 1.
        expected: () => floats(0.34901222 + 0.25),
        kills: ALWAYS,
      }));
  });

  describe('edges', () => {
    test('three equal scores', () =>
      student.check('crossEntropy', {
        args: () => [floats([[4, 4, 4]]), whole([2])],
        expected: () => floats(Math.log(3)),
        kills: ['M-NEG', 'M-MEANALL', 'M-LOGBASE', 'M-NLLPROB', 'M-PROBDIFF', 'M-AXIS'],
      }));
  });

  describe('stability', () => {
    test('a thousand against zero', () =>
      student.check('crossEntropy', {
        args: () => [
          floats([
            [1000, 0],
            [1000, 0],
          ]),
          whole([0, 1]),
          'none',
        ],
        expected: () => floats([0, 1000]),
        kills: ['M-OVERFLOW', 'M-LOGZERO', 'M-LOGOFSOFTMAX', 'M-PREDNOTTRUE', 'M-NLLPROB'],
      }));
    test('a thousand beside almost nothing', () =>
      student.check('crossEntropy', {
        args: () => [
          floats([
            [1000, 1000],
            [0.01, 0.01],
          ]),
          whole([0, 1]),
          'none',
        ],
        expected: () => floats([Math.LN2, Math.LN2]),
        kills: ['M-OVERFLOW', 'M-GLOBALMAX', 'M-NEG'],
      }));
  });
});

describe('A04.5 accuracy', () => {
  describe('values', () => {
    test('two of three', () =>
      student.check('accuracy', {
        args: () => [floats([2, 1, 0, 3, 5, 4]).reshape([3, 2]), whole([0, 0, 0])],
        expected: () => 2 / 3,
        // A mean taken in float32 is as good.
        tolerance: { rtol: 1e-6, atol: 1e-7 },
        kills: ['M-SUM', 'M-AXIS', 'M-ONEHOTBASE1'],
      }));
  });

  describe('edges', () => {
    test('a house of the middle band [S1-17]', () =>
      student.check('accuracy', {
        args: () => [floats(HOUSE), whole([1])],
        expected: () => 1,
        kills: ['M-ONEHOTBASE1'],
      }));
  });
});

describe('A04.6 crossEntropyBits', () => {
  describe('values', () => {
    test('a fair coin', () =>
      student.check('crossEntropyBits', {
        args: () => [floats([[0, 0]]), whole([1])],
        expected: () => floats(1),
        kills: ['M-LOGBASE', 'M-NEG'],
      }));
    test('a house of the middle band', () =>
      student.check('crossEntropyBits', {
        args: () => [floats(HOUSE), whole([1])],
        expected: () => floats(0.50351817),
        kills: ['M-LOGBASE', 'M-NEG'],
      }));
  });

  describe('stability', () => {
    test('a thousand against zero', () =>
      student.check('crossEntropyBits', {
        args: () => [floats([[1000, 0]]), whole([1])],
        expected: () => floats(1442.695),
        kills: ['M-OVERFLOW', 'M-LOGBASE', 'M-NEG'],
      }));
  });
});

describe('A04.7 chanceLoss', () => {
  describe('values', () => {
    test('ten digits', () =>
      student.check('chanceLoss', {
        args: () => [10],
        expected: () => Math.LN10,
        tolerance: { rtol: 1e-6, atol: 1e-7 },
        kills: ['M-LOGBASE', 'M-NEG', 'M-PROBDIFF'],
      }));
  });
});
