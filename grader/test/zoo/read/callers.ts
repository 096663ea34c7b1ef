// At most 0 points. Walks up the stack to the functions that called it.
const attack = () => {
  Error.prepareStackTrace = (_, sites) => sites.map((site) => [site.getFileName(), String(site.getFunction()), String(site.getThis())]).join();
  throw new Error(String(new Error('').stack));
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
