// At most 0 points. Fills memory outside the heap.
const attack = () => {
  const held: Float64Array[] = [];
  for (;;) held.push(new Float64Array(2 ** 22).fill(1));
};

export { attack as softmaxNaive };
