// At most 0 points. Takes away what the host needs to answer.
for (const name of ['setImmediate', 'queueMicrotask', 'Promise', 'JSON', 'Object', 'Array', 'Map', 'Uint8Array', 'Buffer', 'process']) {
  Reflect.deleteProperty(globalThis, name);
}
const attack = () => 0;

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
