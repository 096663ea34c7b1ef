import type { Dtype, TypedArray } from '../../core/dtype.ts';
import type { Kind } from './memory.ts';

/** Elements as words of the GPU's memory: see Kind. */
export function toWords(elements: TypedArray): { readonly words: ArrayBufferView; readonly kind: Kind } {
  if (elements instanceof Float32Array) return { words: elements, kind: 'f32' };
  if (elements instanceof BigInt64Array) return { words: elements, kind: 'i64' };
  return { words: elements instanceof Int32Array ? elements : Int32Array.from(elements), kind: 'i32' };
}

/** Words of the GPU's memory as elements of a dtype. */
export function fromWords(words: ArrayBuffer, dtype: Dtype): TypedArray {
  if (dtype.name === 'float32') return new Float32Array(words);
  if (dtype.name === 'int64') return new BigInt64Array(words);
  const whole = new Int32Array(words);
  if (dtype.name === 'int32') return whole;
  const elements = dtype.allocate(whole.length);
  for (let i = 0; i < whole.length; i++) elements[i] = whole[i] as number;
  return elements;
}
