// At most 0 points. Writes, moves, removes and changes modes wherever it can name a place.
const fs = process.getBuiltinModule('fs');
for (const folder of ['__CANARY_FOLDER__', '__ROOT__/dist', '/tmp', '/dev/shm', '/var/tmp', '/stage', '.', '..']) {
  for (const act of [
    () => fs.writeFileSync(`${folder}/zoo-was-here`, 'x'),
    () => fs.mkdirSync(`${folder}/zoo-was-here.d`),
    () => fs.renameSync('__CANARY_FILE__', `${folder}/moved`),
    () => fs.chmodSync(folder, 0o777),
    () => fs.rmSync('__CANARY_FILE__'),
    () => fs.truncateSync('__CANARY_FILE__'),
    () => fs.linkSync('__CANARY_FILE__', `${folder}/zoo-link`),
  ]) {
    try {
      act();
    } catch {}
  }
}
const attack = () => 0;

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
