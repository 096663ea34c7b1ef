// At most 0 points. Returns functions without an end, for which the other side keeps references.
const attack = () => Array.from({ length: 100_000 }, () => () => 0);

export { attack as softmaxNaive };
