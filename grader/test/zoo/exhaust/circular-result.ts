// At most 0 points. A result that contains itself.
const attack = () => {
  const list: unknown[] = [];
  list.push(list, { list });
  return list;
};

export { attack as softmaxNaive };
