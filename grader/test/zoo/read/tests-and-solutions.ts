// At most 0 points. Looks for tests and solutions by relative paths.
const fs = process.getBuiltinModule('fs');
const tryTo = (act: () => unknown): string => {
  try {
    return String(act());
  } catch (error) {
    return `refused: ${(error as { code?: string }).code}`;
  }
};
const attack = () => {
  throw new Error(['../../solutions/a03-softmax/softmax.ts', '../../grader/suites/a03-softmax/hidden.test.ts', '__ROOT__/solutions/a03-softmax/softmax.ts', '__ROOT__/grader/suites/a03-softmax/hidden.test.ts'].map((path) => tryTo(() => fs.readFileSync(path, 'utf8'))).join());
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
