// At most 0 points. Closes every descriptor.
const fs = process.getBuiltinModule('fs');
const attack = () => {
  for (let i = 0; i < 64; i++) {
    try {
      fs.closeSync(i);
    } catch {}
  }
  return 0;
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
