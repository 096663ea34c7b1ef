// At most 0 points. Throws an error whose every property throws.
const attack = () => {
  throw new Proxy(new Error('x'), {
    get() {
      throw new Error('get');
    },
    getPrototypeOf() {
      throw new Error('prototype');
    },
    ownKeys() {
      throw new Error('keys');
    },
  });
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
