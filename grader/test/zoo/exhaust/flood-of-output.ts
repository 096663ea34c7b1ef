// At most 0 points. Prints without an end.
const attack = () => {
  for (;;) console.log('x'.repeat(10_000));
};

export { attack as softmaxNaive };
