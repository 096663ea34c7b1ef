import type { Dtype, TypedArray } from '../../core/dtype.ts';
import type { Scalar } from '../../core/python.ts';
import type { DeviceBuffer, Strided, StridedOrScalar } from '../device.ts';
import {
  bool,
  type CpuDevice,
  contiguousStrides,
  isContiguous,
  product,
  scalarNumber,
  toInt64,
} from '../gpu-parts.ts';
import type { Latch } from './latch.ts';
import { GpuArray } from './memory.ts';
import { kindOf, type Operand, type Stored } from './operands.ts';
import { asTarget, conversion, type Gpu, moved } from './pointwise.ts';
import { fromWords, toWords } from './words.ts';

/** Elements of a dtype that the GPU has no room for, held by the host: layers that normalise keep moments in float64. */
class HostArray implements DeviceBuffer {
  readonly elements: TypedArray;

  constructor(elements: TypedArray) {
    this.elements = elements;
  }

  get length(): number {
    return this.elements.length;
  }
}

/** So many floats are remembered by the host, too, which reads weights of classes. */
const FEW = 1024;

/** Elements on their way between the GPU's memory, the host's, and shaders. */
export class Elements {
  readonly #gpu: Gpu;
  readonly #latch: Latch;
  readonly #host: CpuDevice;

  constructor(gpu: Gpu, latch: Latch, host: CpuDevice) {
    this.#gpu = gpu;
    this.#latch = latch;
    this.#host = host;
  }

  /** Room for so many, all 0. */
  allocate(dtype: Dtype, length: number): DeviceBuffer {
    const kind = kindOf(dtype);
    if (kind === null) return new HostArray(dtype.allocate(length));
    const array = this.#gpu.memory.array('allocate', length, kind);
    array.isBlank = true;
    return array;
  }

  /** Elements of any dtype but float64, in the GPU's memory. */
  upload(elements: TypedArray): DeviceBuffer {
    const { words, kind } = toWords(elements);
    const array = this.#gpu.memory.array('upload', elements.length, kind);
    if (words.byteLength > 0) this.#gpu.commands.write('upload', array.block, 0, words);
    if (kind !== 'f32' || elements.length <= FEW) array.onHost = elements;
    return array;
  }

  /** A copy in row-major order, converted, in a buffer of its own. */
  copy(x: Strided, dtype: Dtype): DeviceBuffer {
    const there = this.isKnown(x) && kindOf(dtype) !== 'f32' ? null : this.copied(x, dtype);
    return there ?? this.put(this.#host.copy(this.here(x), dtype), dtype);
  }

  /** An operand in a dtype, as bits; null where its conversion takes the host. */
  inDtype(x: StridedOrScalar, dtype: Dtype): Operand | null {
    const kind = kindOf(dtype);
    if (kind === null) return null;
    if (!isStrided(x)) return { array: null, number: scalarIn(x, dtype), kind };
    if (x.dtype === dtype) return this.operand(x);
    return this.operand(this.dense(this.copy(x, dtype), x.sizes, dtype));
  }

  /** Elements where the GPU can read them; null for those that the host holds. */
  operand(x: Strided): Stored | null {
    const array = x.storage.buffer;
    if (!(array instanceof GpuArray)) return null;
    this.#fill(array);
    return { array, x, kind: array.kind };
  }

  /**
   * Whether they are integers that the host knows. It computes with such itself: then it knows the results, too, and need
   * not wait for labels and indices.
   */
  isKnown({ storage: { buffer } }: Strided): boolean {
    return buffer instanceof GpuArray && buffer.kind !== 'f32' && (buffer.isBlank || buffer.onHost !== null);
  }

  /** An array that is about to be changed; its elements stay, unless all of them are written anew. */
  changing(array: GpuArray, isWritten = false): GpuArray {
    array.onHost = null;
    if (isWritten) array.isBlank = false;
    else this.#fill(array);
    return array;
  }

  /** Writes the zeros of an array that has only been said to have them. */
  #fill(array: GpuArray): void {
    if (!array.isBlank) return;
    array.isBlank = false;
    this.#gpu.commands.clear(array.block, array.block.bytes);
  }

  /** The elements in row-major order, converted, by the GPU; null where that takes the host. */
  copied(x: Strided, dtype: Dtype): GpuArray | null {
    const kind = kindOf(dtype);
    if (kind === null) return null;
    const code = conversion(x.dtype, dtype);
    const source = this.operand(x);
    if (code === null || source === null) return null;
    const y = this.#gpu.memory.array('copy', product(x.sizes), kind);
    if (!moved(this.#gpu, 'copy', code, source, asTarget(y, x.sizes, dtype))) return null;
    this.#latch.check('copy');
    return y;
  }

  /** Writes the elements of `source`, stretched and converted, to the places of `target`. */
  write(source: Strided, target: Strided): void {
    const { buffer } = target.storage;
    const isItself = source.storage.buffer === buffer;
    // What is read and written at once goes through a copy, and so does what the host converts.
    const own =
      isItself || conversion(source.dtype, target.dtype) === null
        ? this.dense(this.copy(source, target.dtype), source.sizes, target.dtype)
        : source;
    const code = conversion(own.dtype, target.dtype);
    const isKnown = this.isKnown(own) && this.isKnown(target);
    const operand = this.operand(own);
    if (buffer instanceof GpuArray && operand !== null && code !== null && !isKnown) {
      const to = { ...layoutOf(target), array: this.changing(buffer), kind: buffer.kind };
      if (moved(this.#gpu, 'write', code, operand, to)) {
        this.#latch.check('write');
        return;
      }
    }
    const whole = this.#whole(target);
    const elements = this.read('write', whole).slice();
    this.#host.write(this.here(own), { ...layoutOf(target), storage: { buffer: elements } });
    this.replace('write', whole, elements);
  }

  /** All that the storage of a tensor has. */
  #whole({ storage, dtype }: Strided): Strided {
    return this.dense(storage.buffer, [storage.buffer.length], dtype);
  }

  /** Puts elements in the place of those of a tensor, which lie in row-major order. */
  replace(who: string, y: Strided, elements: TypedArray): void {
    const { buffer } = y.storage;
    if (buffer instanceof GpuArray) {
      // What is written as a whole need not be 0 before.
      const isWhole = elements.length === buffer.length;
      this.changing(buffer, isWhole);
      if (isWhole && buffer.kind !== 'f32') buffer.onHost = elements;
      const word = buffer.kind === 'i64' ? 8 : 4;
      if (elements.length > 0) {
        this.#gpu.commands.write(who, buffer.block, y.offset * word, toWords(elements).words);
      }
    } else {
      this.#host.write(this.dense(elements, y.sizes, y.dtype), onHost(y, buffer));
    }
  }

  dense(buffer: DeviceBuffer, sizes: readonly number[], dtype: Dtype): Strided {
    return { storage: { buffer }, dtype, sizes, strides: contiguousStrides(sizes), offset: 0 };
  }

  /** The elements in row-major order, on the host. */
  read(who: string, x: Strided): TypedArray {
    const { buffer: array } = x.storage;
    if (!(array instanceof GpuArray)) return this.#host.read(onHost(x, array));
    const count = product(x.sizes);
    if (count === 0 || array.isBlank) return x.dtype.allocate(count);
    if (array.onHost !== null) {
      this.#latch.checkPresence(who);
      return this.#host.read({ ...layoutOf(x), storage: { buffer: array.onHost } });
    }
    // Elements side by side are read where they are.
    if (isContiguous(x.sizes, x.strides)) return this.#words(who, array, x.offset, count, x.dtype);
    const y = this.copied(x, x.dtype);
    if (y !== null) return this.#words(who, y, 0, count, x.dtype);
    return this.#host.read({
      ...layoutOf(x),
      storage: { buffer: this.#words(who, array, 0, array.length, x.dtype) },
    });
  }

  #words(who: string, { block, kind }: GpuArray, start: number, count: number, dtype: Dtype): TypedArray {
    const word = kind === 'i64' ? 8 : 4;
    return fromWords(this.#gpu.commands.read(who, block, start * word, count * word), dtype);
  }

  /** The operand as the CPU device takes it. */
  here(x: Strided): Strided;
  here(x: StridedOrScalar): StridedOrScalar;
  here(x: StridedOrScalar): StridedOrScalar {
    return isStrided(x) ? this.dense(this.read('read', x), x.sizes, x.dtype) : x;
  }

  /** A result of the CPU device, in the GPU's memory if it can be there. */
  put(elements: DeviceBuffer, dtype: Dtype): DeviceBuffer {
    const array = elements as TypedArray;
    return kindOf(dtype) === null ? new HostArray(array) : this.upload(array);
  }
}

export function isStrided(x: StridedOrScalar): x is Strided {
  return typeof x === 'object' && 'storage' in x;
}

/** A number as an element of a dtype. */
function scalarIn(x: Scalar, dtype: Dtype): number | bigint {
  const one = dtype.allocate(1);
  if (one instanceof BigInt64Array) return typeof x === 'bigint' ? x : toInt64(scalarNumber(x));
  one[0] = dtype === bool ? Number(scalarNumber(x) !== 0) : scalarNumber(x);
  return one[0] as number;
}

/** A tensor with elements that the host holds, as the CPU device takes it. */
function onHost(x: Strided, buffer: DeviceBuffer): Strided {
  return { ...layoutOf(x), storage: { buffer: (buffer as HostArray).elements } };
}

export function layoutOf({ storage, dtype, sizes, strides, offset }: Strided): Strided {
  return { storage, dtype, sizes, strides, offset };
}
