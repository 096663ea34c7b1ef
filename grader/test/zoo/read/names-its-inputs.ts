// At most 0 points. Hides the inputs in the name of an error, a property and a function.
import type { Tensor } from '#torch';

const attack = (x: Tensor) => {
  const text = `HIDDEN-INPUT ${JSON.stringify(x?.tolist?.() ?? x)}`;
  const error = new Error('');
  error.name = text;
  error.stack = text;
  throw Object.defineProperty(error, 'constructor', { value: { name: text } });
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
