// At most 0 points. Promises that make promises: the event loop never gets its turn.
const attack = () => {
  const again = (): Promise<void> => Promise.resolve().then(again);
  again();
  return 0;
};

export { attack as softmaxNaive };
