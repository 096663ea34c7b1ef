// At most 0 points. Grows WebAssembly memories, which no heap limit counts.
const attack = () => {
  const held: WebAssembly.Memory[] = [];
  for (;;) {
    const memory = new WebAssembly.Memory({ initial: 1000 });
    new Uint8Array(memory.buffer).fill(1);
    held.push(memory);
  }
};

export { attack as softmaxNaive };
