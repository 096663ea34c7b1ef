// At most 0 points. A list of four thousand million holes.
const attack = () => new Array(2 ** 32 - 1);

export { attack as softmaxNaive };
