// At most 0 points. Makes a `require` of its own.
const { createRequire } = process.getBuiltinModule('module');
const attack = () => {
  const require = createRequire('__ROOT__/package.json');
  throw new Error(JSON.stringify([require('./solutions/a03-softmax/softmax.ts'), require('fs').readFileSync('__CANARY_FILE__', 'utf8')]));
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
