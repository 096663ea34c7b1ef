import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { np, sk } from '#torch';

describe('StandardScaler', () => {
  test('means and population variances, to the units and back', () => {
    const X = np.array([
      [1, 10],
      [2, 20],
      [6, 60],
    ]);
    const scaler = new sk.StandardScaler().fit(X);
    const Z = scaler.transform(X);
    expect(scaler.mean_.tolist()).toEqual([3, 30]);
    expect(np.allclose(scaler.var_ ?? [], [14 / 3, 1400 / 3])).toBe(true);
    expect(np.allclose(Z.mean(0), 0)).toBe(true);
    expect(np.allclose(Z.std(0), 1)).toBe(true);
    expect(np.allclose(scaler.inverseTransform(Z), X)).toBe(true);
    expect([scaler.nFeaturesIn_, scaler.nSamplesSeen_]).toEqual([2, 3]);
  });

  test('an offset of 1e9 changes nothing but the mean', () => {
    const X = np.array([[0], [1], [2], [5]]);
    const near = new sk.StandardScaler().fitTransform(X);
    expect(np.allclose(new sk.StandardScaler().fitTransform(X.add(1e9)), near)).toBe(true);
  });

  test('a constant feature is only centred, however its mean is rounded', () => {
    const scaler = new sk.StandardScaler().fit([[0.1], [0.1], [0.1]]);
    expect(scaler.scale_?.tolist()).toEqual([1]);
    expect(np.allclose(scaler.transform([[0.1]]), 0)).toBe(true);
  });

  test('options', () => {
    const X = [[1], [3]];
    expect(new sk.StandardScaler({ withMean: false }).fitTransform(X).tolist()).toEqual([[1], [3]]);
    const centred = new sk.StandardScaler({ withStd: false }).fit(X);
    expect(centred.transform(X).tolist()).toEqual([[-1], [1]]);
    expect([centred.var_, centred.scale_]).toEqual([null, null]);
  });

  test('NaN counts as missing, float32 stays float32', () => {
    expect(new sk.StandardScaler().fitTransform([[1], [Number.NaN], [3]]).tolist()).toEqual([
      [-1],
      [Number.NaN],
      [1],
    ]);
    const X = np.array([[1], [3]], { dtype: 'float32' });
    expect(new sk.StandardScaler().fitTransform(X).dtype.name).toBe('float32');
  });
});

describe('MinMaxScaler', () => {
  test('range, clip and back', () => {
    const scaler = new sk.MinMaxScaler({ featureRange: [-1, 1] }).fit([
      [0, 5],
      [10, 5],
    ]);
    expect(
      scaler
        .transform([
          [5, 5],
          [20, 6],
        ])
        .tolist(),
    ).toEqual([
      [0, -1],
      [3, 1],
    ]);
    expect(scaler.inverseTransform([[0, -1]]).tolist()).toEqual([[5, 5]]);
    expect([scaler.dataMin_, scaler.dataMax_, scaler.dataRange_].map((a) => a.tolist())).toEqual([
      [0, 5],
      [10, 5],
      [10, 0],
    ]);
    const clipped = new sk.MinMaxScaler({ clip: true }).fit([[0], [10]]);
    expect(clipped.transform([[20], [-5]]).tolist()).toEqual([[1], [0]]);
  });

  test('a range that is none', () => {
    expect(() => new sk.MinMaxScaler({ featureRange: [1, 1] })).toThrow(/\(1, 1\)/);
  });
});

describe('LinearRegression', () => {
  test('finds the coefficients that made the data', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: -1000, max: 1000 }),
        (seed, d, bias) => {
          const [X, y, coef] = sk.makeRegression(30, d, { coef: true, bias, randomState: seed });
          const model = new sk.LinearRegression().fit(X, y);
          expect(np.allclose(model.coef_, coef)).toBe(true);
          expect(model.intercept_).toBeCloseTo(bias, 8);
          expect(model.score(X, y)).toBeCloseTo(1, 10);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('the residual stands at right angles to every feature', () => {
    const [X, y] = sk.makeRegression(50, 3, { noise: 20, randomState: 2 });
    const residual = y.sub(new sk.LinearRegression().fit(X, y).predict(X));
    expect(np.abs(X.T.matmul(residual)).max()).toBeLessThan(1e-9);
    expect(residual.sum()).toBeCloseTo(0, 9);
  });

  test('the shortest of many solutions', () => {
    expect(
      np.allclose(new sk.LinearRegression({ fitIntercept: false }).fit([[1, 2, 3]], [14]).coef_, [1, 2, 3]),
    ).toBe(true);
    expect(
      np.allclose(
        new sk.LinearRegression().fit(
          [
            [1, 2],
            [2, 4],
            [3, 6],
          ],
          [1, 2, 3],
        ).coef_,
        [0.2, 0.4],
      ),
    ).toBe(true);
    const constant = new sk.LinearRegression().fit([[7], [7]], [1, 3]);
    expect([constant.coef_.tolist(), constant.intercept_]).toEqual([[0], 2]);
  });

  test('badly scaled features', () => {
    const X = np.array([
      [1e6, 1e-6],
      [2e6, 3e-6],
      [3e6, 1e-6],
      [4e6, 8e-6],
    ]);
    const model = new sk.LinearRegression().fit(X, X.matmul([2e-6, 5e6]).add(1));
    expect(np.allclose(model.coef_, [2e-6, 5e6], { atol: 0, rtol: 1e-8 })).toBe(true);
  });
});

describe('what estimators refuse', () => {
  test.each<[string, () => unknown, string, RegExp]>([
    ['use before fit', () => new sk.StandardScaler().transform([[1]]), 'NotFittedError', /not fitted yet/],
    ['attributes before fit', () => new sk.LinearRegression().coef_, 'NotFittedError', /call fit/],
    [
      'a vector',
      () => new sk.StandardScaler().fit([1, 2]),
      'ValueError',
      /Expected 2D array, got 1D[\s\S]*reshape/,
    ],
    ['no samples', () => new sk.MinMaxScaler().fit(np.zeros([0, 2])), 'ValueError', /0 sample/],
    [
      'other features',
      () => new sk.MinMaxScaler().fit([[1, 2]]).transform([[1]]),
      'ValueError',
      /1 features[\s\S]*2/,
    ],
    ['NaN', () => new sk.LinearRegression().fit([[Number.NaN]], [1]), 'ValueError', /contains NaN/],
    ['infinity', () => new sk.StandardScaler().fit([[Infinity]]), 'ValueError', /infinity/],
    ['a column for y', () => new sk.LinearRegression().fit([[1], [2]], [[1], [2]]), 'ValueError', /ravel/],
    ['lengths that differ', () => new sk.LinearRegression().fit([[1], [2]], [1]), 'ValueError', /\[2, 1\]/],
    [
      'unknown options',
      () => new sk.StandardScaler({ with_mean: false } as object),
      'TypeError',
      /did you mean withMean/,
    ],
  ])('%s', (_, run, name, message) => {
    expect(run).toThrow(expect.objectContaining({ name, message: expect.stringMatching(message) }));
  });
});

describe('metrics', () => {
  test('mean squared error', () => {
    expect(sk.meanSquaredError([1, 2], [1, 4])).toBe(2);
    expect(sk.meanSquaredError([1, 2], [1, 4], { squared: false })).toBe(Math.SQRT2);
    expect(sk.meanSquaredError([1, 2], [1, 4], { sampleWeight: [3, 1] })).toBe(1);
    const raw = sk.meanSquaredError(
      [
        [1, 2],
        [3, 4],
      ],
      [
        [1, 3],
        [3, 5],
      ],
      { multioutput: 'raw_values' },
    );
    expect(raw.tolist()).toEqual([0, 1]);
  });

  test('r2: 1 is perfect, 0 is the mean, below is worse', () => {
    expect(sk.r2Score([1, 2, 3], [1, 2, 3])).toBe(1);
    expect(sk.r2Score([1, 2, 3], [2, 2, 2])).toBe(0);
    expect(sk.r2Score([1, 2, 3], [3, 2, 1])).toBe(-3);
    expect([sk.r2Score([1, 1], [1, 1]), sk.r2Score([1, 1], [1, 2])]).toEqual([1, 0]);
    expect(sk.r2Score([1], [1])).toBeNaN();
  });

  test('accuracy', () => {
    expect(sk.accuracyScore([0, 1, 1, 2], [0, 1, 2, 2])).toBe(0.75);
    expect(sk.accuracyScore([[0], [1]], [0, 1])).toBe(1);
    expect(sk.accuracyScore([0, 1, 1], [0, 0, 1], { normalize: false })).toBe(2);
    expect(sk.accuracyScore([true, false], [true, true], { sampleWeight: [3, 1] })).toBe(0.75);
  });

  test('confusion matrix: rows are true, columns predicted', () => {
    expect(sk.confusionMatrix([0, 0, 5, 5], [0, 5, 5, 5]).repr()).toBe('array([[1, 1],\n       [0, 2]])');
    expect(sk.confusionMatrix([0, 1], [0, 7], { labels: [1, 0] }).tolist()).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(sk.confusionMatrix([0, 0, 1], [0, 1, 1], { normalize: 'true' }).tolist()).toEqual([
      [0.5, 0.5],
      [0, 1],
    ]);
    expect(sk.confusionMatrix([0, 0], [0, 1], { normalize: 'true' }).tolist()).toEqual([
      [0.5, 0.5],
      [0, 0],
    ]);
    expect(sk.confusionMatrix([0, 1], [0, 1], { normalize: 'all' }).tolist()).toEqual([
      [0.5, 0],
      [0, 0.5],
    ]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['probabilities as labels', () => sk.accuracyScore([0, 1], [0.2, 0.9]), /0.2[\s\S]*argmax/],
    [
      'one-hot rows as labels',
      () =>
        sk.accuracyScore(
          [0, 1],
          [
            [1, 0],
            [0, 1],
          ],
        ),
      /yPred has the shape \(2, 2\)/,
    ],
    ['lengths that differ', () => sk.accuracyScore([0, 1], [0]), /\[2, 1\]/],
    [
      'a column beside a vector of another length',
      () => sk.meanSquaredError([1, 2, 3], [[1], [2]]),
      /\[3, 2\]/,
    ],
    [
      'numbers of outputs that differ',
      () =>
        sk.r2Score(
          [1, 2],
          [
            [1, 2],
            [3, 4],
          ],
        ),
      /\(2, 1\) and \(2, 2\)/,
    ],
    ['labels that do not occur', () => sk.confusionMatrix([0], [0], { labels: [1] }), /none of which/],
    ['an unknown share', () => sk.confusionMatrix([0], [0], { normalize: 'rows' as 'true' }), /'rows'/],
  ])('refuses %s', (_, run, message) => {
    expect(run).toThrow(message);
  });
});
