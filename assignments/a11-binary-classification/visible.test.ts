import { describe, test } from '@jest/globals';
import { submission } from '#grader/authoring';
import { sk, type Tensor, torch } from '#torch';

// The cases you can see. What takes or makes models is used beside your code, by the functions in `probes.ts`; only plain
// values come back. The figures are those of the handout; the hidden cases ask the same of other numbers.

const student = submission('a11-binary-classification');

const floats = (numbers: number | number[] | number[][]): Tensor =>
  torch.tensor(numbers, { dtype: torch.float32 });
const labels = (numbers: number[]): Tensor => torch.tensor(numbers, { dtype: torch.int64 });

describe('A11.1 bce', () => {
  describe('values', () => {
    test('three quarters for the right answer [S3-42]', () =>
      student.checkProbe('loss', {
        who: 'bce',
        args: () => ['bce' as const, floats([0.25, 0.75]), floats([0, 1])],
        expected: () => floats(0.28768207),
        kills: ['M-SUM', 'M-NEG', 'M-MSEFORBCE', 'M-ONETERM'],
      }));
    test('the sum that the chapter writes down', () =>
      student.checkProbe('loss', {
        who: 'bce',
        args: () => ['bce' as const, floats([0.5, 0.75]), floats([1, 0]), 'sum' as const],
        expected: () => floats(2.0794415),
        kills: ['M-NEG', 'M-MSEFORBCE', 'M-ONETERM'],
      }));
  });
  describe('stability', () => {
    test('sure and wrong costs a hundred', () =>
      student.checkProbe('loss', {
        who: 'bce',
        args: () => ['bce' as const, floats([0, 1, 1]), floats([1, 0, 1]), 'none' as const],
        expected: () => floats([100, 100, 0]),
        kills: ['M-BCENAN', 'M-CLIP', 'M-MSEFORBCE', 'M-ONETERM', 'M-NEG'],
      }));
  });
});

describe('A11.2 log1pExp', () => {
  describe('values', () => {
    test('minus one, zero and one', () =>
      student.check('log1pExp', {
        args: () => [floats([-1, 0, 1])],
        expected: () => floats([0.31326169, Math.LN2, 1.31326169]),
      }));
  });
  describe('stability', () => {
    test('a thousand, and twenty to the left', () =>
      student.check('log1pExp', {
        args: () => [floats([1000, -20])],
        expected: () => floats([1000, 2.0611536e-9]),
        tolerance: { rtol: 1e-4, atol: 0 },
        kills: ['M-SOFTPLUSOVER', 'M-LOG1P'],
      }));
  });
});

describe('A11.3 bceWithLogits', () => {
  const kills = ['M-SIG2', 'M-NEG', 'M-MSEFORBCE'];
  describe('values', () => {
    test('two points of the circles [S3-43]', () =>
      student.checkProbe('loss', {
        who: 'bceWithLogits',
        args: () => ['bceWithLogits' as const, floats([5.7085, -12.6671]), floats([1, 0]), 'none' as const],
        expected: () => floats([0.0033121, 3.1532e-6]),
        kills,
      }));
  });
  describe('edges', () => {
    test('a logit of zero costs the logarithm of two', () =>
      student.checkProbe('loss', {
        who: 'bceWithLogits',
        args: () => ['bceWithLogits' as const, floats([0, 0, 0]), floats([1, 0, 1])],
        expected: () => floats(Math.LN2),
        kills: [...kills, 'M-SUM'],
      }));
  });
  describe('stability', () => {
    test('a thousand on the right side and on the wrong one', () =>
      student.checkProbe('loss', {
        who: 'bceWithLogits',
        args: () => [
          'bceWithLogits' as const,
          floats([1000, 1000, -1000, -1000]),
          floats([1, 0, 1, 0]),
          'none' as const,
        ],
        expected: () => floats([0, 1000, 1000, 0]),
        kills: [...kills, 'M-BCENAN', 'M-CLIP', 'M-SOFTPLUSOVER'],
      }));
  });
});

describe('A11.4 bceWithLogitsGrad', () => {
  describe('values', () => {
    test('two logits of zero', () =>
      student.checkProbe('gradient', {
        who: 'bceWithLogitsGrad',
        args: () => [floats([0, 0]), floats([1, 0])],
        expected: () => floats([-0.25, 0.25]),
        kills: ['M-SIGN', 'M-SIG2', 'M-NODIVN', 'M-MSEFORBCE'],
      }));
  });
});

/** The plane through the chapter's two logits: 5.7085 at (0, 0) and −12.6671 at (−1, −1). */
const PLANE = [{ weight: [[9.1878, 9.1878]], bias: [5.7085] }];

describe('A11.5 predictProba', () => {
  const kills = ['M-DETACH', 'M-NX1', 'M-SIG2', 'M-NOSIG'];
  describe('values', () => {
    test('the middle of the circles and a corner [S3-46] [S0-06]', () =>
      student.checkProbe('proba', {
        who: 'predictProba',
        args: () => [
          PLANE,
          floats([
            [0, 0],
            [-1, -1],
          ]),
        ],
        expected: () => ({ p: floats([0.9966933, 3.1533e-6]), recorded: false }),
        tolerance: { rtol: 1e-3, atol: 1e-8 },
        kills,
      }));
    test('one layer on eight numbers [S2-06] [S0-09]', () =>
      student.checkProbe('proba', {
        who: 'predictProba',
        args: () => [
          [{ weight: [[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]], bias: [-6.1] }],
          floats([[3, 4, 6, 2, 3, 6, 8, 9]]),
        ],
        expected: () => ({ p: floats([0.1192029]), recorded: false }),
        kills,
      }));
  });
  describe('edges', () => {
    test('far to the left and in the middle and far to the right [S0-07]', () =>
      student.checkProbe('proba', {
        who: 'predictProba',
        args: () => [[{ weight: [[1]], bias: [0] }], floats([[-1000], [0], [1000]])],
        expected: () => ({ p: floats([0, 0.5, 1]), recorded: false }),
        kills,
      }));
  });
});

describe('A11.6 predictLabels', () => {
  const kills = ['M-FLOATLABEL', 'M-WRONGSIDE'];
  describe('values', () => {
    test('the middle of the circles and a corner [S3-46]', () =>
      student.check('predictLabels', {
        args: () => [floats([0.99669, 3.1533e-6])],
        expected: () => labels([1, 0]),
        kills,
      }));
    test('a low threshold', () =>
      student.check('predictLabels', {
        args: () => [floats([0.2, 0.5, 0.9]), 0.1],
        expected: () => labels([1, 1, 1]),
        kills: [...kills, 'M-THRESHFIXED'],
      }));
  });
  describe('edges', () => {
    test('a half against one half', () =>
      student.check('predictLabels', {
        args: () => [floats([0.2, 0.5, 0.9])],
        expected: () => labels([0, 0, 1]),
        kills: [...kills, 'M-THRESH'],
      }));
  });
});

describe('A11.7 binaryClassifier', () => {
  describe('outputs', () => {
    test('two features and five hidden units [S3-44] [S0-11]', () =>
      student.checkProbe('classifier', {
        who: 'binaryClassifier',
        // Hidden unit k sees x and y with the weights k and −1; the last layer adds up what passes, and 0.5.
        args: () => [
          2,
          5,
          floats([...[0, -1, 1, -1, 2, -1, 3, -1, 4, -1], ...[0, 0, 0, 0, 0], ...[1, 1, 1, 1, 1], 0.5]),
          floats([
            [1, 2],
            [0, 0],
            [-1, -2],
          ]),
        ],
        expected: () => ({
          shapes: [[5, 2], [5], [1, 5], [1]],
          output: floats([[3.5], [0.5], [3.5]]),
        }),
        kills: ['M-SIG2', 'M-LINSTACK'],
      }));
  });
});

/** The points of the chapter: an outer circle, label 0, and an inner one, label 1. */
function circles(): [X: Tensor, y: Tensor] {
  const [X, y] = sk.makeCircles({ nSamples: 300, factor: 0.5, noise: 0.1, randomState: 2020 });
  return [torch.tensor(X, { dtype: torch.float32 }), torch.tensor(y, { dtype: torch.float32 })];
}

/** The losses of a few epochs, and the accuracy. */
function milestones(received: unknown) {
  const { losses, accuracy } = received as { losses: readonly number[]; accuracy: number };
  return { losses: [0, 4, 9, 19].map((epoch) => losses[epoch] ?? null), accuracy };
}

describe('A11.8 trainBinary', () => {
  describe('circles', () => {
    // The chapter prints 0.0766 to 0.0061: it divided by the batch size, 50, instead of the number of batches, 6.
    test('twenty epochs on the chapter and its circles [S3-41] [S3-44]', () =>
      student.checkProbe('trained', {
        who: 'trainBinary',
        args: () => [
          ...circles(),
          { hidden: 5, lr: 0.1, epochs: 20, batchSize: 50, seed: 1 },
          floats([
            [0, 0],
            [-1, -1],
          ]),
        ],
        compare: milestones,
        expected: () => ({ losses: [0.687886, 0.388906, 0.144907, 0.063247], accuracy: 296 / 300 }),
        tolerance: { rtol: 1e-3, atol: 1e-4 },
        kills: ['M-SIG2', 'M-NX1', 'M-MSEFORBCE', 'M-NOZERO', 'M-SUM', 'M-EPOCHAVG', 'M-ITEM'],
      }));
  });
});

describe('A11.9 decisionGrid', () => {
  describe('orientation', () => {
    test('three times x and once y [S3-45]', () =>
      student.checkProbe('grid', {
        who: 'decisionGrid',
        args: () => [[{ weight: [[3, 1]], bias: [0] }], -1, 1, 3],
        // The logits are −4, −1, 2 in the lowest row, then −3, 0, 3 and −2, 1, 4.
        expected: () => ({
          xs: [-1, 0, 1],
          ys: [-1, 0, 1],
          p: [
            [0.0179862, 0.2689414, 0.8807971],
            [0.0474259, 0.5, 0.9525741],
            [0.1192029, 0.7310586, 0.9820138],
          ],
        }),
        tolerance: { rtol: 1e-4, atol: 1e-6 },
        kills: ['M-GRIDT', 'M-GRIDEND', 'M-SIG2', 'M-NOSIG'],
      }));
  });
});

describe('A11.10 logisticRegression', () => {
  describe('values', () => {
    test('one step that a pencil can check', () =>
      student.checkProbe('fitted', {
        who: 'MyLogisticRegression',
        args: () => [
          floats([[0], [2], [4], [-2]]),
          floats([0, 1, 1, 1]),
          [{ lr: 1, steps: 1 }],
          floats([[0], [2]]),
          0.6,
        ],
        // All probabilities begin at 0.5, so w becomes 0.5 and b 0.25: the new logits are 0.25 and 1.25.
        expected: () => ({
          chained: [true],
          p: floats([0.5621765, 0.7772999]),
          recorded: false,
          labels: labels([1, 1]),
          strict: labels([0, 1]),
          score: 0.5,
        }),
        kills: ['M-BIASFORGOT', 'M-SUM', 'M-ASCENT', 'M-THRESH'],
      }));
  });
});
