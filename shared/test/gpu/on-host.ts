/**
 * What the GPU device has the CPU compute in float32, on copies, by the reason: names of formulas, reductions, lane maps
 * and kernels. One that it computes itself, and one that is not here, fails the test. Integers are computed on the CPU
 * always, but for truths, and so is float64.
 */
export const onHost: Readonly<Record<string, readonly string[]>> = {
  'a special function of which no training consists': ['digamma', 'lgamma', 'polygamma'],
  'the result is a place or a count, which is int64': ['countNonzero', 'searchsorted'],
  'the value comes with its place': ['cummax', 'cummin', 'mode'],
  'elements in order: a sort is no work for threads that know nothing of one another': [
    'argsort',
    'kthvalue',
    'median',
    'placesOfRanks',
    'sort',
    'topk',
  ],
  'decompositions of matrices go step by step': [
    'cholesky',
    'determinants',
    'matrixRank',
    'pinv',
    'solve',
    'svd',
    'triangle',
  ],
  'compared with tolerances in double precision': ['isclose'],
  'no kernel in WGSL: a course measures distances and counts of small tensors': ['cdist', 'histc'],
  'no kernel in WGSL: elements that meet at a place': ['scatterReduce'],
};
