import { describe, test } from '@jest/globals';
import { submission } from '#grader/authoring';
import { sk, type Tensor, torch } from '#torch';

// The cases you can see. Your classes and functions are used beside your code, by the functions in `probes.ts`; only
// plain values come back. The figures are those of the handout; the hidden cases ask the same of other data.

const student = submission('a09-training-loop');

const floats = (numbers: number[] | number[][]): Tensor => torch.tensor(numbers, { dtype: torch.float32 });

/** The samples of the chapter on regression: `(500, F)` and `(500)`. */
function chapter(nFeatures: number): [Tensor, Tensor] {
  const [X, y] = sk.makeRegression({ nSamples: 500, nFeatures, randomState: 0, noise: 10 });
  return [torch.tensor(X, { dtype: torch.float32 }), torch.tensor(y, { dtype: torch.float32 })];
}

/** The same samples in ten batches of 50, in their own order. */
function batches(nFeatures: number): [Tensor, Tensor][] {
  const [X, y] = chapter(nFeatures);
  return Array.from({ length: 10 }, (_, i) => [X.narrow(0, 50 * i, 50), y.narrow(0, 50 * i, 50)]);
}

/** Seven samples of two features, and their targets. */
const X = [
  [0, 1],
  [2, 3],
  [4, 5],
  [6, 7],
  [8, 9],
  [10, 11],
  [12, 13],
];
const Y = [10, 20, 30, 40, 50, 60, 70];

describe('A09.1 dataset', () => {
  describe('values', () => {
    test('three rows', () =>
      student.checkProbe('samples', {
        who: 'MyTensorDataset',
        args: () => [
          [
            floats([
              [1, 2],
              [3, 4],
              [5, 6],
            ]),
            floats([10, 20, 30]),
          ],
          [1, 2],
        ],
        expected: () => ({
          length: 3,
          samples: [
            [floats([3, 4]), torch.tensor(20, { dtype: torch.float32 })],
            [floats([5, 6]), torch.tensor(30, { dtype: torch.float32 })],
          ],
        }),
        kills: ['M-KEEPDIM'],
      }));
  });
});

describe('A09.2 loader', () => {
  describe('order', () => {
    test('ten batches of fifty [S3-21]', () =>
      student.checkProbe('batches', {
        who: 'MyDataLoader',
        args: () => [chapter(1), { batchSize: 50 }, 1],
        expected: () => ({ length: 10, epochs: [batches(1)], drew: false }),
      }));
    test('seven samples in batches of three', () =>
      student.checkProbe('batches', {
        who: 'MyDataLoader',
        args: () => [[floats(X), floats(Y)], { batchSize: 3 }, 1],
        expected: () => ({
          length: 3,
          epochs: [
            [
              [floats(X.slice(0, 3)), floats([10, 20, 30])],
              [floats(X.slice(3, 6)), floats([40, 50, 60])],
              [floats(X.slice(6)), floats([70])],
            ],
          ],
          drew: false,
        }),
        kills: ['M-LASTBATCH'],
      }));
  });

  describe('shuffle', () => {
    test('the samples of the chapter', () =>
      student.checkProbe('shuffled', {
        who: 'MyDataLoader',
        args: () => [chapter(1), { batchSize: 50, shuffle: true, seed: 0 }, 2],
        expected: ([features]: [Tensor, Tensor]) => {
          const sizes = Array.from({ length: 10 }, () => 50);
          const samples = (features.flatten().tolist() as number[]).sort((a, b) => a - b);
          return {
            length: 10,
            sizes: [sizes, sizes],
            samples: [samples, samples],
            paired: true,
            orders: 2,
            moved: true,
            sameSeedSameOrders: true,
            otherSeedOtherOrders: true,
          };
        },
        kills: ['M-PAIRING', 'M-SHUFFLEONCE'],
      }));
  });
});

/** A model that predicts 2x + 1, and how it is trained. */
const LINE = {
  net: [{ weight: [[2]], bias: [1] }],
  criterion: 'MSELoss',
  rule: 'SGD',
  lr: 0.1,
} as const;

const doubles = (numbers: number[] | number[][]): Tensor => torch.tensor(numbers, { dtype: torch.float64 });

describe('A09.3 trainStep', () => {
  describe('order', () => {
    test('one step in order with old gradients at the start [S3-20] [S3-22]', () =>
      student.checkProbe('stepEvents', {
        who: 'trainStep',
        args: () => [[[floats([[1], [2], [4]]), floats([1, 3, 2])]]],
        expected: () => ['forward', 'loss of 3 and 3', 'backward', 'step'],
        kills: ['M-NOZERO', 'M-ORDER', 'M-NX1'],
      }));
  });

  describe('steps', () => {
    test('two steps that a pencil can check [S1-14]', () =>
      student.checkProbe('steps', {
        who: 'trainStep',
        args: () => [LINE, [{ x: [[1], [2]], y: [1, 3] }], 2],
        // Errors 2 and 2: the slopes are 6 and 4. Then the errors are 1 and 0.4: slopes 1.8 and 1.4.
        expected: () => [
          { loss: 4, values: [doubles([[1.4]]), doubles([0.6])] },
          { loss: 0.58, values: [doubles([[1.22]]), doubles([0.46])] },
        ],
        kills: ['M-NOZERO', 'M-ORDER', 'M-NX1', 'M-SUM', 'M-LOSSWHEN', 'M-ITEM'],
      }));
  });
});

describe('A09.4 trainer', () => {
  const kills = ['M-NOZERO', 'M-ORDER', 'M-NX1', 'M-EPOCHAVG'];

  describe('losses', () => {
    // The chapter prints a fifth of these: it divided by the batch size, 50, instead of the number of batches, 10.
    test('one feature from zero in the samples own order [S3-23]', () =>
      student.checkProbe('lossesFromZero', {
        who: 'trainer',
        args: () => [batches(1), { lr: 0.1, epochs: 5 }],
        expected: () => ({
          losses: [663.5036, 101.3469, 94.1851, 94.0172, 94.0066],
          values: [floats([[45.1794]]), floats([-0.58745])],
        }),
        tolerance: { rtol: 1e-3, atol: 1e-3 },
        kills,
      }));
    test('three features from zero in the samples own order [S3-28]', () =>
      student.checkProbe('lossesFromZero', {
        who: 'trainer',
        args: () => [batches(3), { lr: 0.1, epochs: 5 }],
        expected: () => ({
          losses: [995.6, 110.9872, 102.4956, 102.4657, 102.4746],
          values: [floats([[0.10598, 56.056, 11.54253]]), floats([0.95315])],
        }),
        tolerance: { rtol: 1e-3, atol: 1e-3 },
        kills,
      }));
  });

  describe('log', () => {
    test('one epoch of two batches', () =>
      student.checkProbe('trained', {
        who: 'trainer',
        args: () => [
          LINE,
          [
            { x: [[1], [2], [0]], y: [1, 3, -1] },
            { x: [[1]], y: [2.7] },
          ],
          [{ epochs: 1 }],
        ],
        // The losses 4 and 0.25: the second batch counts as much as the first, though it has one sample instead of three.
        expected: () => [
          {
            losses: [2.125],
            lines: ['epoch: 1, loss: 2.1250'],
            values: [doubles([[1.7]]), doubles([0.7])],
          },
        ],
        kills: [...kills, 'M-ITEM'],
      }));
  });
});

describe('A09.5 comparisonTable', () => {
  describe('values', () => {
    test('the chapter and its one feature [S3-25]', () =>
      student.checkProbe('table', {
        who: 'comparisonTable',
        args: () => [{ intercept: -0.76911, coef: [45.4969] }, { bias: -1.2242, weight: [45.426] }, 1],
        expected: () => ['           w0     w1', 'sklearn -0.77  45.50', 'pytorch -1.22  45.43'].join('\n'),
        kills: ['M-BIASPLACE'],
      }));
    test('the chapter and its three features [S3-30]', () =>
      student.checkProbe('table', {
        who: 'comparisonTable',
        args: () => [
          { intercept: 0.42534, coef: [0.61615, 55.99076, 11.14098] },
          { bias: 0.28, weight: [0.53, 55.98, 11.1] },
          1,
        ],
        expected: () =>
          [
            '           w0    w1     w2     w3',
            'sklearn  0.43  0.62  55.99  11.14',
            'pytorch  0.28  0.53  55.98  11.10',
          ].join('\n'),
        kills: ['M-BIASPLACE'],
      }));
  });
});

describe('A09.6 fitLinear', () => {
  const kills = ['M-NOZERO', 'M-NX1', 'M-SUM', 'M-REINIT', 'M-OPTOLD'];
  const tolerance = { rtol: 1e-3, atol: 1e-3 };

  describe('chapter', () => {
    test('one feature and the seed one [S3-24]', () =>
      student.checkProbe('fitted', {
        who: 'fitLinear',
        args: () => [...chapter(1), { lr: 0.1, epochs: 5, batchSize: 50, seed: 1 }],
        expected: () => [floats([[45.46315]]), floats([-0.471838])],
        tolerance,
        kills,
      }));
    test('three features and the seed one', () =>
      student.checkProbe('fitted', {
        who: 'fitLinear',
        args: () => [...chapter(3), { lr: 0.1, epochs: 5, batchSize: 50, seed: 1 }],
        expected: () => [floats([[0.633803, 55.880726, 11.032979]]), floats([0.571315])],
        tolerance,
        kills,
      }));
  });
});
