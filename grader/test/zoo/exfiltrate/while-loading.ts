// At most 0 points. Connects before any call, and goes on in the background.
const { connect } = process.getBuiltinModule('net');
setInterval(() => connect(Number('__PORT__'), '127.0.0.1').on('error', () => {}), 1);
const attack = () => 0;

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
