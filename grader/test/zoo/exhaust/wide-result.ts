// At most 0 points. A list with ten million entries.
const attack = () => new Array(10_000_000).fill(0);

export { attack as softmaxNaive };
