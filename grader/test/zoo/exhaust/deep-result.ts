// At most 0 points. A list in a list in a list, a hundred thousand deep.
const attack = () => {
  let list: unknown[] = [];
  for (let i = 0; i < 100_000; i++) list = [list];
  return list;
};

export { attack as softmaxNaive };
