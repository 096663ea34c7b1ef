// At most 0 points. Patches what a comparison is made of.
Math.abs = () => 0;
Object.is = () => true;
Number.isNaN = () => false;
Number.isFinite = () => true;
Array.prototype.every = () => true;
Array.prototype.some = () => false;
JSON.stringify = () => '[]';
Float32Array.prototype.every = () => true;
const attack = () => [0, 0, 0];

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
