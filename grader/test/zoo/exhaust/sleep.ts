// At most 0 points. Waits without using the processor.
const attack = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);

export { attack as softmaxNaive };
