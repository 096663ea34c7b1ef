// At most 0 points. A loop that starts when the result is read.
const attack = () => ({
  get shape() {
    for (;;);
  },
});

export { attack as softmaxNaive };
