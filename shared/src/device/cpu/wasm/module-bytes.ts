import { moduleText, sharedAt } from './module-text.ts';

/** Below it a value is a byte; from it on, what the value after it is added to. See wasm-kernels.mjs, which writes the text. */
const SINGLE = 88;
const BACKSLASH = 92;

/** The kernels as a WebAssembly module that imports a memory, which several threads share or not. */
export function moduleBytes({ shared }: { shared: boolean }): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < moduleText.length; i++) {
    let value = valueAt(i);
    if (value >= SINGLE) value += (value - SINGLE) * 90 + valueAt(++i);
    bytes.push(value - 3);
  }
  if (!shared) bytes[sharedAt] = 1;
  return Uint8Array.from(bytes);
}

/** 0 to 90: the characters from # on, without the backslash. */
function valueAt(place: number): number {
  const code = moduleText.charCodeAt(place);
  return code - 35 - Number(code > BACKSLASH);
}
