// At most 0 points. Callbacks that never end, after an answer.
const attack = () => {
  const again = () => {
    setImmediate(again);
  };
  for (let i = 0; i < 1000; i++) again();
  return 0;
};

export { attack as softmaxNaive };
