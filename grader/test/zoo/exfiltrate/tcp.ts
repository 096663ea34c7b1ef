// At most 0 points. Opens a connection.
const { connect } = process.getBuiltinModule('net');
const attack = () =>
  new Promise((resolve, reject) => {
    connect(Number('__PORT__'), '127.0.0.1').on('connect', resolve).on('error', reject);
  });

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
