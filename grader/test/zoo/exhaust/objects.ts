// At most 0 points. Fills the heap.
const attack = () => {
  const held: unknown[] = [];
  for (;;) held.push({ held, more: new Array(100).fill(held.length) });
};

export { attack as softmaxNaive };
