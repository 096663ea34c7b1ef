// At most 0 points. Looks for an unguarded `process` in a new context.
const vm = process.getBuiltinModule('vm');
const attack = () => {
  const outside = vm.runInNewContext("this.constructor.constructor('return process')()", {}) as NodeJS.Process;
  const fs = outside.getBuiltinModule('fs');
  fs.writeFileSync('__CANARY_FOLDER__/from-another-realm', 'x');
  throw new Error(fs.readFileSync('__CANARY_FILE__', 'utf8'));
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
