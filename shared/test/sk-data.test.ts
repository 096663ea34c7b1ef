import { describe, expect, test } from '@jest/globals';
import { np, sk } from '#torch';

/*
 * Numbers without a comment were recorded from scikit-learn 1.2.1. The recorded cases fix the streams for the
 * default options; here stand the forms of arguments, the edges and what must be refused.
 */

describe('makeRegression', () => {
  test('the data of the course', () => {
    const [X, y] = sk.makeRegression({ nSamples: 500, nFeatures: 1, noise: 10, randomState: 0 });
    expect(X.item(0, 0)).toBeCloseTo(0.6203583, 7);
    expect(y.item(0)).toBeCloseTo(31.0760415, 7);
    expect(y.item(499)).toBeCloseTo(13.3737435, 7);
  });

  test('without noise y is X·coef + bias', () => {
    const [X, y, coef] = sk.makeRegression(20, 12, { nInformative: 4, coef: true, bias: 3, randomState: 1 });
    expect(np.allclose(X.matmul(coef).add(3), y)).toBe(true);
    expect(coef.eq(0).sum()).toBe(8);
  });

  test('several targets make y a matrix', () => {
    const [, y] = sk.makeRegression({ nSamples: 5, nFeatures: 2, nTargets: 3, randomState: 0 });
    expect(y.shape).toEqual([5, 3]);
  });
});

describe('circles and moons', () => {
  test('the odd point goes to the second class; two counts set both', () => {
    expect(sk.makeCircles(7, { shuffle: false })[1].tolist()).toEqual([0, 0, 0, 1, 1, 1, 1]);
    expect(sk.makeMoons({ nSamples: [1, 3], shuffle: false })[1].tolist()).toEqual([0, 1, 1, 1]);
    expect(sk.makeCircles(0)[0].shape).toEqual([0, 2]);
  });

  test('radii are 1 and factor', () => {
    const [X, y] = sk.makeCircles({ nSamples: 40, factor: 0.25, randomState: 3 });
    const radii = np.sqrt(np.square(X).sum(1));
    expect(np.allclose(radii, np.where(y, 0.25, 1))).toBe(true);
  });

  test('noise 0 draws all the same', () => {
    const rng = new np.random.RandomState(0);
    sk.makeMoons(4, { shuffle: false, noise: 0, randomState: rng });
    expect(rng.randn()).toBe(new np.random.RandomState(0).randn(9).item(8));
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a factor of 1', () => sk.makeCircles({ factor: 1 }), /factor is 1/],
    ['three counts', () => sk.makeMoons({ nSamples: [1, 2, 3] as never }), /3 entries/],
    ['a seed that is none', () => sk.makeMoons({ randomState: 'x' as never }), /randomState is 'x'/],
    ['snake case', () => sk.makeMoons({ n_samples: 3 } as object), /did you mean nSamples/],
  ])('refuses %s', (_, run, message) => {
    expect(run).toThrow(message);
  });
});

describe('makeBlobs', () => {
  test('counts and centres in their forms', () => {
    const [X, y, centers] = sk.makeBlobs([5, 3], {
      centers: [
        [0, 0],
        [9, 9],
      ],
      clusterStd: 0,
      returnCenters: true,
      shuffle: false,
    });
    expect(np.unique(y, { returnCounts: true })[1]?.tolist()).toEqual([5, 3]);
    expect(X.at(5).tolist()).toEqual([9, 9]);
    expect(centers.tolist()).toEqual([
      [0, 0],
      [9, 9],
    ]);
    expect(sk.makeBlobs(10, 3)[0].shape).toEqual([10, 3]);
  });

  test('centres lie in their box', () => {
    const [, , centers] = sk.makeBlobs({ centers: 50, centerBox: [2, 3], returnCenters: true });
    expect(centers.min() >= 2 && centers.max() <= 3).toBe(true);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['deviations that are too few', () => sk.makeBlobs({ centers: 3, clusterStd: [1, 2] }), /2 and 3/],
    ['counts and centres that disagree', () => sk.makeBlobs([1, 2], { centers: [[0, 0]] }), /2 blobs.*for 1/],
    ['centres that are no matrix', () => sk.makeBlobs({ centers: [1, 2] }), /1 dimensions/],
  ])('refuses %s', (_, run, message) => {
    expect(run).toThrow(message);
  });
});

describe('makeClassification', () => {
  test('features of every kind, and the shares of the classes', () => {
    const [X, y] = sk.makeClassification({
      nSamples: 100,
      nFeatures: 6,
      nRepeated: 1,
      weights: [0.9],
      flipY: 0,
      randomState: 3,
    });
    expect(X.shape).toEqual([100, 6]);
    // 0.1 of 100 in two clusters is 4.99… and 4.99…: cut to 4 and 4, and one of the two points left over.
    expect(y.sum()).toBe(9);
  });

  test('a repeated feature equals another', () => {
    const [X] = sk.makeClassification({
      nSamples: 30,
      nFeatures: 5,
      nRepeated: 1,
      shuffle: false,
      randomState: 0,
    });
    const last = X.at(':', 4);
    expect([0, 1, 2, 3].some((column) => np.arrayEqual(X.at(':', column), last))).toBe(true);
  });

  test('many dimensions, a moved cube, drawn shifts and scales', () => {
    for (const options of [
      { nInformative: 12 },
      { nInformative: 35, nFeatures: 40 },
      { hypercube: false },
      { shift: null, scale: null },
    ]) {
      const [X, y] = sk.makeClassification({ nSamples: 40, randomState: 5, ...options });
      expect(X.shape[0]).toBe(40);
      expect(np.isfinite(X).all()).toBe(true);
      expect(np.unique(y).tolist()).toEqual([0, 1]);
    }
  });

  test.each<[string, () => unknown, RegExp]>([
    [
      'more features than there are',
      () => sk.makeClassification({ nFeatures: 3 }),
      /2 informative, 2 redundant/,
    ],
    ['more clusters than corners', () => sk.makeClassification({ nClasses: 4 }), /nClasses\(4\).*=4/],
    ['weights that do not fit', () => sk.makeClassification({ weights: [0.2, 0.3, 0.5] }), /3 weights for 2/],
  ])('refuses %s', (_, run, message) => {
    expect(run).toThrow(message);
  });
});

describe('trainTestSplit', () => {
  test('rows stay together; lists give lists', () => {
    const X = np.arange(10).reshape(5, 2);
    const names = ['a', 'b', 'c', 'd', 'e'];
    const [XTrain, XTest, nameTrain, nameTest] = sk.trainTestSplit(X, names, { testSize: 2, randomState: 0 });
    expect([XTrain.shape, XTest.shape]).toEqual([
      [3, 2],
      [2, 2],
    ]);
    expect([...nameTrain, ...nameTest].sort()).toEqual(names);
    expect(Array.from(XTest, (row) => names[row.item(0) / 2])).toEqual(nameTest);
  });

  test('sizes: a share of the test set is rounded up, one of the training set down', () => {
    const counts = (options: object) => sk.trainTestSplit(np.arange(10), options).map((part) => part.size);
    expect(counts({})).toEqual([7, 3]);
    expect(counts({ trainSize: 0.55 })).toEqual([5, 5]);
    expect(counts({ testSize: 0.15, trainSize: 3 })).toEqual([3, 2]);
    expect(counts({ testSize: 1 })).toEqual([9, 1]);
  });

  test('without shuffling the end is cut off', () => {
    const [train, test] = sk.trainTestSplit(np.arange(5), { testSize: 0.4, shuffle: false });
    expect([train.tolist(), test.tolist()]).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
  });

  test('stratified sets have the shares of the classes', () => {
    const y = np.array([...new Array(60).fill(0), ...new Array(30).fill(1), ...new Array(10).fill(2)]);
    const [train, test] = sk.trainTestSplit(y, { testSize: 0.3, stratify: y, randomState: 4 });
    expect(np.unique(train, { returnCounts: true })[1]?.tolist()).toEqual([42, 21, 7]);
    expect(np.unique(test, { returnCounts: true })[1]?.tolist()).toEqual([18, 9, 3]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['lengths that differ', () => sk.trainTestSplit([1, 2], [1]), /samples: \[2, 1\]/],
    ['an empty training set', () => sk.trainTestSplit([1]), /nSamples=1, testSize=0.25.*empty/],
    ['a share above 1', () => sk.trainTestSplit([1, 2, 3], { testSize: 1.5 }), /testSize=1.5/],
    ['shares above 1 together', () => sk.trainTestSplit([1, 2, 3], { testSize: 0.7, trainSize: 0.5 }), /1.2/],
    ['more rows than there are', () => sk.trainTestSplit([1, 2, 3], { testSize: 2, trainSize: 2 }), /= 4/],
    ['a class of one', () => sk.trainTestSplit([1, 2, 3], { stratify: [0, 0, 1] }), /only 1 member/],
    [
      'fewer test rows than classes',
      () => sk.trainTestSplit([1, 2, 3, 4], { testSize: 1, stratify: [0, 0, 1, 1] }),
      /test size = 1/,
    ],
    [
      'stratify without shuffling',
      () => sk.trainTestSplit([1, 2], { shuffle: false, stratify: [0, 1] }),
      /not implemented/,
    ],
    ['nothing', () => Reflect.apply(sk.trainTestSplit, null, [{ testSize: 1 }]), /no array/],
  ])('refuses %s', (_, run, message) => {
    expect(run).toThrow(message);
  });
});

test('without randomState the stream of np.random is used', () => {
  np.random.seed(11);
  const [a] = sk.makeBlobs(6);
  np.random.seed(11);
  const [b] = sk.makeBlobs(6);
  const [c] = sk.makeBlobs(6);
  expect(a.tolist()).toEqual(b.tolist());
  expect(b.tolist()).not.toEqual(c.tolist());
});
