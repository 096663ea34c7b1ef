// At most 0 points. An object that turns into whatever it is compared with.
const chameleon = {
  valueOf: () => 0.5,
  toString: () => '0.5',
  toJSON: () => [0.5],
  equals: () => true,
  asymmetricMatch: () => true,
  [Symbol.toPrimitive]: () => 0.5,
};
const attack = () => chameleon;

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
