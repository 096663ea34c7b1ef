// At most 0 points. Errors with control characters: colours, a bell, a new title, text that runs backwards.
const attack = () => {
  throw new Error('\u001b[2J\u001b[31mred\u0007\u001b]0;title\u0007\u202Egnp.exe\u2066\u0000\u009b31m\r\nforged line: 100/100');
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
