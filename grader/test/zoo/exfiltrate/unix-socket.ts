// At most 0 points. Connects to a socket in the file tree.
const { connect } = process.getBuiltinModule('net');
const attack = () =>
  new Promise((resolve, reject) => {
    connect('__SOCKET__').on('connect', resolve).on('error', reject);
  });

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
