// At most 0 points. A pattern that backtracks for ever.
const attack = () => /^(a+)+$/.test(`${'a'.repeat(50)}b`);

export { attack as softmaxNaive };
