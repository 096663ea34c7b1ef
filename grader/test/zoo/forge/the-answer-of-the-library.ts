// At most 0 points. Uses the function that the task asks to build, by every road that the runtime might have left open.
import * as everything from '#torch';

const reach = (name: string): unknown => {
  for (const part of Object.values(everything)) {
    if (part !== null && (typeof part === 'object' || typeof part === 'function') && name in part) return Reflect.get(part, name);
  }
  return undefined;
};
const attack = (x: { constructor: unknown }, dim = -1) => {
  const found = (reach('softmax') ?? Reflect.get(x.constructor as object, 'softmax') ?? reach('_softmax')) as (x: unknown, dim: number) => unknown;
  return found(x, dim);
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
