// At most 0 points. Loads a shared library.
const attack = () => {
  for (const path of ['/lib/x86_64-linux-gnu/libc.so.6', '/lib64/libc.so.6', '__CANARY_FILE__']) {
    try {
      process.dlopen({ exports: {} }, path);
    } catch {}
  }
  process.dlopen({ exports: {} }, './addon.node');
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
