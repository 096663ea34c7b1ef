// At most 0 points. Takes the attack into a thread with options of its own.
const { Worker } = process.getBuiltinModule('worker_threads');
const code = `
const fs = require('fs');
try { fs.writeFileSync('__CANARY_FOLDER__/from-a-worker', 'x'); } catch {}
try { fs.writeSync(3, fs.readFileSync('__CANARY_FILE__')); } catch {}
try { require('child_process').execSync('touch __CANARY_FOLDER__/from-a-child'); } catch {}`;
const attack = () => {
  new Worker(code, { eval: true, execArgv: ['--no-experimental-permission'], env: { NODE_OPTIONS: '' } });
  return 0;
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
