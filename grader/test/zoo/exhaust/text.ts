// At most 0 points. One string that doubles.
const attack = () => {
  let text = 'x';
  for (;;) text = `${text}${text}`;
};

export { attack as softmaxNaive };
