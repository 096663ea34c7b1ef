// At most 0 points. Takes the next requests out of the channel, to learn ids and inputs.
const fs = process.getBuiltinModule('fs');
const attack = () => {
  const bytes = Buffer.alloc(4096);
  const count = fs.readSync(3, bytes, 0, 4096, null);
  return bytes.subarray(0, count).toString('latin1');
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
