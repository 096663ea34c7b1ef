// At most 0 points. Throws what looks like a fault of the grader: such a fault must not cost points, so it must not be forged.
class GraderError extends Error {
  override name = 'GraderError';
  kind = 'grader-error';
  isGraderError = true;
}
const attack = () => {
  throw Object.assign(new GraderError('the submission host did not start'), { code: 'ECONNRESET', reason: 'grader-error' });
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
