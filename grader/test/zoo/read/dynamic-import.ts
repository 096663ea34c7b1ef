// At most 0 points. Imports by paths that are put together when it runs.
const attack = async () => {
  const found = [];
  for (const path of ['__ROOT__/solutions/a03-softmax/softmax.ts', 'data:text/javascript,export default process.env', 'node:fs']) {
    try {
      found.push(Object.keys(await import(path)));
    } catch (error) {
      found.push(String(error));
    }
  }
  throw new Error(JSON.stringify(found));
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
