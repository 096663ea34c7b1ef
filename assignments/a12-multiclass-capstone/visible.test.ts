import { describe, test } from '@jest/globals';
import { submission } from '#grader/authoring';
import { sk, type Tensor, torch } from '#torch';

// The cases you can see. Where models or steps in place are under test, your functions are used by those in `probes.ts`,
// beside your code; only plain values come back. The figures are those of the handout; the hidden cases ask the same of
// other data.

const student = submission('a12-multiclass-capstone');

const floats = (numbers: number[] | number[][]): Tensor => torch.tensor(numbers, { dtype: torch.float32 });

const doubles = (numbers: number[] | number[][]): Tensor => torch.tensor(numbers, { dtype: torch.float64 });

const labels = (numbers: number[]): Tensor => torch.tensor(numbers, { dtype: torch.int64 });

/** Two samples for a pencil: one of class 0, one of class 2. */
const TWO = [
  [1, 0],
  [0, 2],
];
const OF_TWO = [0, 2];

describe('A12.1 softmaxRegressionEpoch', () => {
  const who = 'softmaxRegressionEpoch';
  const kills = ['M-SIGEACH', 'M-ONEHOTFORGOT', 'M-ASCENT', 'M-REBIND', 'M-BIASFORGOT', 'M-AXIS'];

  describe('gradient', () => {
    // From zeros every class has a third: the surpluses are −2/3, 1/3, 1/3 and 1/3, 1/3, −2/3, each divided by 2.
    test('two samples in one batch [S1-11]', () =>
      student.checkProbe('byHand', {
        who,
        args: () => [
          floats(TWO),
          labels(OF_TWO),
          torch.zeros([2, 3]),
          torch.zeros([3]),
          { lr: 0.6, batch: 2 },
          1,
        ],
        expected: () => ({
          W: floats([
            [0.2, -0.1, -0.1],
            [-0.2, -0.2, 0.4],
          ]),
          b: floats([0.1, -0.2, 0.1]),
        }),
        tolerance: { rtol: 1e-4, atol: 1e-5 },
        kills: [...kills, 'M-NODIVN'],
      }));
  });

  describe('batches', () => {
    test('the same samples one by one', () =>
      student.checkProbe('byHand', {
        who,
        args: () => [
          floats(TWO),
          labels(OF_TWO),
          torch.zeros([2, 3]),
          torch.zeros([3]),
          { lr: 0.6, batch: 1 },
          1,
        ],
        expected: () => ({
          W: floats([
            [0.4, -0.2, -0.2],
            [-0.572076, -0.313962, 0.886038],
          ]),
          b: floats([0.113962, -0.356981, 0.243019]),
        }),
        tolerance: { rtol: 1e-4, atol: 1e-5 },
        kills: [...kills, 'M-DOUBLESOFT'],
      }));
  });

  describe('stability', () => {
    test('a score of a thousand', () =>
      student.checkProbe('byHand', {
        who,
        args: () => [
          floats(TWO),
          labels(OF_TWO),
          floats([
            [1000, 0, -1000],
            [0, 500, 0],
          ]),
          torch.zeros([3]),
          { lr: 0.6, batch: 2 },
          1,
        ],
        // The first sample is right without a doubt, the second one wrong without a doubt.
        expected: () => ({
          W: floats([
            [1000, 0, -1000],
            [0, 499.4, 0.6],
          ]),
          b: floats([0, -0.3, 0.3]),
        }),
        tolerance: { rtol: 1e-5, atol: 1e-4 },
        kills: ['M-OVERFLOW', 'M-ASCENT', 'M-REBIND', 'M-BIASFORGOT'],
      }));
  });
});

/** 600 houses of the town 0, 120 of them held out. The predictions of a few of these are a matter of rounding. */
const TOWN = [0, 600] as const;
const tolerance = { rtol: 0, atol: 0.02 };

describe('A12.2 wrongWay', () => {
  describe('values', () => {
    // The line is 0.7x − 0.3.
    test('four samples and four others', () =>
      student.check('wrongWay', {
        args: () => [
          floats([[0], [1], [2], [3]]),
          labels([0, 0, 1, 2]),
          floats([[-3], [1], [1.5], [9]]),
          labels([0, 1, 1, 2]),
        ],
        expected: () => ({ accuracy: 0.75, predictions: labels([0, 0, 1, 2]) }),
        kills: ['M-TRAINEVAL', 'M-LABELRANGE', 'M-TRUNCATE', 'M-FLOATLABEL', 'M-BIASFORGOT'],
      }));
  });

  describe('housing', () => {
    test('six hundred houses [S1-18]', () =>
      student.checkProbe('wrongOnHouses', {
        who: 'wrongWay',
        args: () => [...TOWN],
        expected: () => ({ accuracy: 0.342, predicted: labels([1, 119, 0]) }),
        tolerance,
        kills: ['M-TRUNCATE'],
      }));
  });
});

describe('A12.3 logisticWay', () => {
  const kills = ['M-DOUBLESOFT', 'M-NODIVN', 'M-SIGEACH', 'M-LOSSWHEN', 'M-ASCENT', 'M-REBIND', 'M-NOZERO'];

  describe('values', () => {
    test('two samples and three others [S1-09]', () =>
      student.checkProbe('underOtherNumbers', {
        who: 'logisticWay',
        args: () => [
          [
            floats(TWO),
            labels(OF_TWO),
            floats([
              [1, 1],
              [2, 0],
              [0, 1],
            ]),
            labels([2, 0, 0]),
          ],
          labels([0, 1, 2]),
          { lr: 0.6, steps: 3 },
        ],
        expected: () => {
          const same = {
            probabilities: floats([
              [0.417376, 0.10518, 0.477444],
              [0.781038, 0.088804, 0.130159],
              [0.247597, 0.13011, 0.622293],
            ]),
            losses: [1.098612, 0.624971, 0.434273],
            accuracy: 2 / 3,
          };
          return [same, same];
        },
        tolerance: { rtol: 1e-4, atol: 1e-5 },
        kills: [...kills, 'M-TRAINEVAL', 'M-AXIS'],
      }));
  });

  describe('housing', () => {
    test('six hundred houses [S1-18]', () =>
      student.checkProbe('logisticOnHouses', {
        who: 'logisticWay',
        args: () => [...TOWN, { lr: 1, steps: 50 }],
        expected: () => ({ accuracy: 0.558, steps: 50, first: 1.0986, last: 1.0417 }),
        tolerance,
        kills: ['M-NODIVN', 'M-ASCENT', 'M-REBIND'],
      }));
  });
});

describe('A12.4 multiClassifier', () => {
  describe('values', () => {
    test('two features and two units and three classes [S1-13] [S3-48]', () =>
      student.checkProbe('filled', {
        who: 'multiClassifier',
        args: () => [
          [2, 2, 3],
          floats([1, 2, -1, 0, 0, 1, 1, -1, 2, 0, 0.5, 3, 0, 0, -2]),
          floats([
            [1, 1],
            [3, -2],
          ]),
        ],
        // Into the hidden units go 3 and 0, then −1 and −2: the second sample leaves nothing but biases.
        expected: () => ({
          shapes: [[2, 2], [2], [3, 2], [3]],
          outputs: floats([
            [3, 6, -0.5],
            [0, 0, -2],
          ]),
        }),
        kills: ['M-ACTLAST', 'M-LINSTACK'],
      }));
  });
});

describe('A12.5 trainMulticlass', () => {
  describe('steps', () => {
    // The first step of Adam is as long as the learning rate, against the sign of each slope.
    test('one step from zeros', () =>
      student.checkProbe('trained', {
        who: 'trainMulticlass',
        args: () => [
          [{ weight: torch.zeros([3, 2], { dtype: torch.float64 }), bias: doubles([0, 0, 0]) }],
          [[doubles(TWO), labels(OF_TWO)]],
          [{ lr: 0.1, epochs: 1 }],
          0,
        ],
        expected: () => [
          {
            losses: [Math.log(3)],
            values: [
              doubles([
                [0.1, -0.1],
                [-0.1, -0.1],
                [-0.1, 0.1],
              ]),
              doubles([0.1, -0.1, 0.1]),
            ],
          },
        ],
        tolerance: { rtol: 1e-5, atol: 1e-6 },
        kills: ['M-FLATTEN', 'M-FLOATLABEL', 'M-EPOCHAVG', 'M-ITEM', 'M-ORDER', 'M-SUM', 'M-LOSSWHEN'],
      }));
  });
});

/** Four blobs of a well-known chapter: `(200, 2)` and `(200)`. */
function blobs(): [Tensor, Tensor] {
  const [X, y] = sk.makeBlobs({
    nSamples: 200,
    centers: 4,
    centerBox: [-1.2, 1.2],
    clusterStd: [0.15, 0.15, 0.15, 0.15],
    randomState: 12345,
  });
  return [torch.tensor(X, { dtype: torch.float32 }), torch.tensor(y, { dtype: torch.int64 })];
}

describe('A12.6 mlpWay', () => {
  describe('blobs', () => {
    test('the chapter and three points [S3-47] [S3-48] [S3-51]', () =>
      student.checkProbe('learned', {
        who: 'mlpWay',
        args: () => {
          const [X, y] = blobs();
          const points = floats([
            [-1, -1],
            [1, 1],
            [0, 0],
          ]);
          return [[X, y, X, y], points, { hidden: 5, lr: 0.2, epochs: 10, batchSize: 50, seed: 1 }];
        },
        expected: () => ({
          probabilities: floats([
            [0, 1, 0, 0],
            [0, 0, 0.004, 0.996],
            [0, 0, 1, 0],
          ]),
          labels: labels([1, 3, 2]),
          losses: [1.1728, 0.4962, 0.193, 0.0594, 0.0352, 0.0154, 0.0103, 0.0034, 0.0028, 0.0022],
          accuracy: 1,
        }),
        tolerance: { rtol: 1e-2, atol: 1e-2 },
        kills: ['M-DOUBLESOFT', 'M-FLATTEN', 'M-NOZERO', 'M-REINIT', 'M-OPTOLD'],
      }));
  });

  describe('housing', () => {
    test('six hundred houses [S1-18]', () =>
      student.checkProbe('mlpOnHouses', {
        who: 'mlpWay',
        args: () => [...TOWN, { hidden: 16, lr: 0.05, epochs: 12, batchSize: 96, seed: 1 }],
        expected: () => ({ accuracy: 0.642, epochs: 12, first: 1.0765, last: 0.768 }),
        tolerance,
        kills: ['M-DOUBLESOFT', 'M-REINIT', 'M-OPTOLD'],
      }));
  });
});

/** Scores that the chapter prints for the points (−1, −1) and (1, 1); here they are the columns of a weight. */
const PRINTED = [
  [-11.2613, -2.035],
  [14.0553, -3.3383],
  [-3.234, 1.7017],
  [-51.9501, 3.785],
];
const printed = () => [{ weight: floats(PRINTED), bias: floats([0, 0, 0, 0]) }];
const EACH = [
  [1, 0],
  [0, 1],
];

describe('A12.7 probabilities', () => {
  describe('values', () => {
    test('scores that the chapter prints [S3-50] [S3-52]', () =>
      student.checkProbe('probabilitiesOf', {
        who: 'probabilities',
        args: () => [printed(), floats(EACH)],
        expected: () => ({
          probabilities: floats([
            [1.0119e-11, 1, 3.1e-8, 2.1588e-29],
            [2.6301e-3, 7.1444e-4, 0.11036, 0.8863],
          ]),
          tracked: false,
        }),
        tolerance: { rtol: 1e-3, atol: 1e-9 },
        kills: ['M-AXIS', 'M-SIGEACH', 'M-DOUBLESOFT', 'M-DETACH'],
      }));
  });
});

describe('A12.8 classes', () => {
  describe('values', () => {
    test('scores that the chapter prints [S3-51] [S3-52]', () =>
      student.checkProbe('classesOf', {
        who: 'classes',
        args: () => [printed(), floats(EACH)],
        expected: () => labels([1, 3]),
        kills: ['M-AXIS', 'M-FLOATLABEL', 'M-ONEHOTBASE1', 'M-NX1'],
      }));
  });
});

describe('A12.9 confusion', () => {
  describe('values', () => {
    test('six samples of three classes', () =>
      student.check('confusion', {
        args: () => [labels([0, 0, 0, 1, 2, 2]), labels([0, 1, 1, 1, 0, 2]), 3],
        expected: () =>
          torch.tensor(
            [
              [1, 2, 0],
              [0, 1, 0],
              [1, 0, 1],
            ],
            { dtype: torch.int64 },
          ),
        kills: ['M-CONFT'],
      }));
  });
  describe('edges', () => {
    test('a class that does not occur', () =>
      student.check('confusion', {
        args: () => [labels([0, 0, 1]), labels([0, 1, 1]), 3],
        expected: () =>
          torch.tensor(
            [
              [1, 1, 0],
              [0, 1, 0],
              [0, 0, 0],
            ],
            { dtype: torch.int64 },
          ),
        kills: ['M-CONFT', 'M-ONEHOTWIDTH'],
      }));
  });
});
