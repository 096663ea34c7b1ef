// At most 0 points. Writes answers into the grader's channel before the host does.
const fs = process.getBuiltinModule('fs');

function send(header: unknown): void {
  const text = Buffer.from(JSON.stringify(header));
  const prefix = Buffer.alloc(8);
  prefix.writeUInt32LE(0, 0);
  prefix.writeUInt32LE(text.length, 4);
  fs.writeSync(3, Buffer.concat([prefix, text]));
}
const attack = () => {
  for (const id of ['1', 'a', '', '0']) send({ id, value: [1], after: [] });
  return 1;
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
