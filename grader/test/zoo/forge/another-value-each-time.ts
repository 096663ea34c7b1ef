// At most 0 points. A getter that shows one value to the check and another to the comparison.
let looks = 0;
const attack = () => ({
  get kind() {
    looks += 1;
    return looks % 2 === 0 ? 'tensor' : 'list';
  },
  get data() {
    return new Float32Array([looks]);
  },
});

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
