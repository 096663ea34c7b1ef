// At most 0 points. A loop without an end.
const attack = () => {
  for (;;);
};

export { attack as softmaxNaive };
