// At most 0 points. Changes flags of the engine that runs it.
const v8 = process.getBuiltinModule('v8');
for (const flag of ['--allow-natives-syntax', '--expose-gc', '--max-old-space-size=100000', '--no-opt']) v8.setFlagsFromString(flag);
process.env.NODE_OPTIONS = '--no-permission';
const attack = () => new Function('return %GetUndetectable()')();

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
