// At most 0 points. Replaces its own process by another program.
const attack = () => {
  const execve = Reflect.get(process, 'execve') as (file: string, args: string[]) => void;
  execve('/bin/sh', ['sh', '-c', 'cat __CANARY_FILE__ >&3']);
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
