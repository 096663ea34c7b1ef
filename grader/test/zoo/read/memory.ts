// At most 0 points. Reads the memory of itself and of its parent.
const fs = process.getBuiltinModule('fs');
const tryTo = (act: () => unknown): string => {
  try {
    return String(act());
  } catch (error) {
    return `refused: ${(error as { code?: string }).code}`;
  }
};
const attack = () => {
  throw new Error(['self', '1', `${process.ppid}`].map((pid) => tryTo(() => fs.readFileSync(`/proc/${pid}/mem`)) + tryTo(() => fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8'))).join());
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
