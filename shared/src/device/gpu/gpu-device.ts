import type { Dtype, TypedArray } from '../../core/dtype.ts';
import type { Scalar } from '../../core/python.ts';
import type {
  DeviceBuffer,
  KernelInputs,
  KernelOutputs,
  LaneCounts,
  ProductShape,
  Strided,
  StridedOrScalar,
} from '../device.ts';
import type {
  Comparison,
  LaneMap,
  LaneReduction,
  MapFormulas,
  Test,
  WithWgsl,
  ZipFormulas,
  ZipThreeFormulas,
} from '../formulas.ts';
import {
  bool,
  CpuDevice,
  contiguousStrides,
  Device,
  float32,
  isContiguous,
  numberFormula,
  product,
  scalarNumber,
  toInt64,
} from '../gpu-parts.ts';
import type { InputArrays, Kernel, OutputArrays } from '../kernel.ts';
import { Commands } from './commands.ts';
import { noFloat64 } from './complaints.ts';
import type { Connection } from './connection.ts';
import { mappedLanes, reduced } from './lanes.ts';
import { Latch } from './latch.ts';
import { product as matrixProduct } from './matmul.ts';
import { GpuArray, Memory } from './memory.ts';
import { kindOf, type Operand, type Stored } from './operands.ts';
import { asTarget, chosen, computed, conversion, type Gpu, moved } from './pointwise.ts';
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

/**
 * A GPU, by WebGPU. What is computed where:
 *
 * - float32 is computed by the GPU, for every formula that has a form in WGSL.
 * - Integers and bools are moved, converted and chosen by the GPU: views, copies, indexing, `where`, and comparisons of
 *   floats, which give bools. Each takes one word of 32 bits; int64 takes two. What computes with them, and every
 *   formula or kernel without WGSL, runs on the CPU device, on copies: slower, the same result, and exact.
 * - float64 is refused: WGSL has no such type. What operations themselves keep in float64 stays with the host.
 */
export class GpuDevice extends Device {
  /** The driver's name of the GPU. */
  readonly name: string;
  readonly #connection: Connection;
  readonly #latch: Latch;
  readonly #gpu: Gpu;
  readonly #host = new CpuDevice();

  constructor(connection: Connection) {
    super('cuda', 0);
    this.name = connection.name;
    this.#connection = connection;
    this.#latch = new Latch(connection);
    const commands = new Commands(connection, this.#latch);
    const memory = new Memory(connection, this.#latch, () => commands.forgetBuffers());
    this.#gpu = { commands, memory };
  }

  /** Whether the device is gone, and its tensors with it. */
  get isLost(): boolean {
    return this.#connection.lostReason() !== null;
  }

  /** Bytes of memory that tensors take, and that wait for the next ones. */
  memoryUse(): { readonly inUse: number; readonly cached: number } {
    const { inUse, cached } = this.#gpu.memory;
    return { inUse, cached };
  }

  override requireDtype(who: string, dtype: Dtype): void {
    if (kindOf(dtype) === null) throw noFloat64(who);
  }

  allocate(dtype: Dtype, length: number): DeviceBuffer {
    const kind = kindOf(dtype);
    if (kind === null) return new HostArray(dtype.allocate(length));
    const array = this.#gpu.memory.array('allocate', length, kind);
    array.isBlank = true;
    return array;
  }

  upload(elements: TypedArray): DeviceBuffer {
    if (elements instanceof Float64Array) throw noFloat64('to');
    const { words, kind } = toWords(elements);
    const array = this.#gpu.memory.array('upload', elements.length, kind);
    if (words.byteLength > 0) this.#gpu.commands.write('upload', array.block, 0, words);
    return array;
  }

  read(x: Strided): TypedArray {
    return this.#read('read', x);
  }

  hostMemory(): null {
    return null;
  }

  copy(x: Strided, dtype: Dtype): DeviceBuffer {
    return this.#copied(x, dtype) ?? this.#put(this.#host.copy(this.#here(x), dtype), dtype);
  }

  write(source: Strided, target: Strided): void {
    const { buffer } = target.storage;
    const isItself = source.storage.buffer === buffer;
    // What is read and written at once goes through a copy, and so does what the host converts.
    const own =
      isItself || conversion(source.dtype, target.dtype) === null
        ? this.#dense(this.copy(source, target.dtype), source.sizes, target.dtype)
        : source;
    const code = conversion(own.dtype, target.dtype);
    const operand = this.#operand(own);
    if (buffer instanceof GpuArray && operand !== null && code !== null) {
      this.#fill(buffer);
      const to = { ...layoutOf(target), array: buffer, kind: buffer.kind };
      if (moved(this.#gpu, 'write', code, operand, to)) {
        this.#latch.check('write');
        return;
      }
    }
    const whole = this.#whole(target);
    const elements = this.#read('write', whole).slice();
    this.#host.write(this.#here(own), { ...layoutOf(target), storage: { buffer: elements } });
    this.#replace('write', whole, elements);
  }

  map(formulas: MapFormulas, x: Strided, dtype: Dtype): DeviceBuffer {
    return (
      this.#formula(formulas, [x], x.sizes, dtype) ??
      this.#put(this.#host.map(formulas, this.#here(x), dtype), dtype)
    );
  }

  zip(
    formulas: ZipFormulas,
    a: StridedOrScalar,
    b: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer {
    return (
      this.#formula(formulas, [a, b], sizes, dtype) ??
      this.#put(this.#host.zip(formulas, this.#here(a), this.#here(b), sizes, dtype), dtype)
    );
  }

  zipThree(
    formulas: ZipThreeFormulas,
    a: StridedOrScalar,
    b: StridedOrScalar,
    c: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer {
    const done = this.#formula(formulas, [a, b, c], sizes, dtype);
    if (done !== null) return done;
    const [onA, onB, onC] = [this.#here(a), this.#here(b), this.#here(c)];
    return this.#put(this.#host.zipThree(formulas, onA, onB, onC, sizes, dtype), dtype);
  }

  test(test: Test, x: Strided): DeviceBuffer {
    return this.#truth(test, [x], x.sizes, x.dtype) ?? this.#put(this.#host.test(test, this.#here(x)), bool);
  }

  compare(
    comparison: Comparison,
    a: StridedOrScalar,
    b: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer {
    return (
      this.#truth(comparison, [a, b], sizes, dtype) ??
      this.#put(this.#host.compare(comparison, this.#here(a), this.#here(b), sizes, dtype), bool)
    );
  }

  select(
    condition: Strided,
    a: StridedOrScalar,
    b: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer {
    const [test, onA, onB] = [this.#operand(condition), this.#inDtype(a, dtype), this.#inDtype(b, dtype)];
    const y = test && onA && onB && chosen(this.#gpu, test, onA, onB, sizes);
    if (y !== null) return this.#checked('select', y);
    const there = this.#host.select(this.#here(condition), this.#here(a), this.#here(b), sizes, dtype);
    return this.#put(there, dtype);
  }

  reduce(reduction: LaneReduction, x: Strided, lanes: LaneCounts, dtype: Dtype, result: Dtype): DeviceBuffer {
    const { name, wgsl } = reduction;
    if (dtype === float32 && result === float32 && wgsl !== undefined) {
      const operand = this.#floating(x);
      const y = operand === null ? null : reduced(this.#gpu, name, wgsl, operand, lanes);
      if (y !== null) return this.#checked(name, y);
    }
    return this.#put(this.#host.reduce(reduction, this.#here(x), lanes, dtype, result), result);
  }

  mapLanes(map: LaneMap, x: Strided, beside: Strided | null, length: number, dtype: Dtype): DeviceBuffer {
    const { wgsl } = map;
    if (dtype === float32 && wgsl !== undefined) {
      const [own, other] = [this.#floating(x), beside === null ? null : this.#floating(beside)];
      const operands = beside === null ? [own] : [own, other];
      const isThere = operands.every((operand) => operand !== null);
      const y = isThere ? mappedLanes(this.#gpu, map.name, wgsl, operands, length) : null;
      if (y !== null) return this.#checked(map.name, y);
    }
    const other = beside === null ? null : this.#here(beside);
    return this.#put(this.#host.mapLanes(map, this.#here(x), other, length, dtype), dtype);
  }

  multiply(a: Strided, b: Strided, shape: ProductShape): DeviceBuffer {
    const [left, right] = [this.#operand(a), this.#operand(b)];
    if (left !== null && right !== null && a.dtype === float32) {
      const y = matrixProduct(this.#gpu, left, right, shape, this.#connection.isSoftware);
      if (y !== null) return this.#checked('matmul', y);
    }
    return this.#put(this.#host.multiply(this.#here(a), this.#here(b), shape), a.dtype);
  }

  run<Inputs extends InputArrays, Outputs extends OutputArrays, Parameters>(
    kernel: Kernel<Inputs, Outputs, Parameters>,
    inputs: KernelInputs<Inputs>,
    outputs: KernelOutputs<Outputs>,
    parameters: Parameters,
  ): void {
    const read: readonly (Strided | null)[] = inputs;
    const written: readonly Strided[] = outputs;
    const arrays = read.map((x) => (x === null ? null : this.#read(kernel.name, x)));
    // An output may be part of a tensor, whose elements around it stay.
    const results = written.map((y) => this.#read(kernel.name, y).slice());
    // The kernel says of what types its arrays are; the families have seen to it.
    kernel.cpu(arrays as InputArrays as Inputs, results as OutputArrays as Outputs, parameters);
    written.forEach((y, i) => {
      this.#replace(kernel.name, y, results[i] as TypedArray);
    });
  }

  /** y = f(operands) by the GPU; null where that takes the host. */
  #formula(
    formulas: MapFormulas | ZipFormulas | ZipThreeFormulas,
    given: readonly StridedOrScalar[],
    sizes: readonly number[],
    dtype: Dtype,
  ): GpuArray | null {
    if (dtype !== float32) return null;
    const { wgsl } = numberFormula<WithWgsl>(formulas, float32);
    const operands = wgsl === undefined ? null : this.#floats(given);
    if (wgsl === undefined || operands === null) return null;
    const y = computed(this.#gpu, formulas.name, wgsl, operands, sizes, 'f32');
    return y === null ? null : this.#checked(formulas.name, y);
  }

  /** Whether operands, taken as float32, pass a test, by the GPU; null where that takes the host. */
  #truth(
    { name, wgsl }: Test | Comparison,
    given: readonly StridedOrScalar[],
    sizes: readonly number[],
    dtype: Dtype,
  ): GpuArray | null {
    const operands = dtype === float32 && wgsl !== undefined ? this.#floats(given) : null;
    if (operands === null || wgsl === undefined) return null;
    const y = computed(this.#gpu, name, { code: wgsl, constants: [] }, operands, sizes, 'bool');
    return y === null ? null : this.#checked(name, y);
  }

  /** Operands that a shader can read as float32; null where one of them takes the host. */
  #floats(given: readonly StridedOrScalar[]): Operand[] | null {
    const operands: Operand[] = [];
    for (const x of given) {
      const operand = isStrided(x)
        ? this.#floating(x)
        : { array: null, number: scalarNumber(x), kind: 'f32' as const };
      if (operand === null) return null;
      operands.push(operand);
    }
    return operands;
  }

  /** Elements that a shader can read as float32; null for those that take the host. */
  #floating(x: Strided): Stored | null {
    const operand = this.#operand(x);
    return operand?.kind === 'i64' ? null : operand;
  }

  /** An operand in a dtype, as bits; null where its conversion takes the host. */
  #inDtype(x: StridedOrScalar, dtype: Dtype): Operand | null {
    const kind = kindOf(dtype);
    if (kind === null) return null;
    if (!isStrided(x)) return { array: null, number: scalarIn(x, dtype), kind };
    if (x.dtype === dtype) return this.#operand(x);
    return this.#operand(this.#dense(this.copy(x, dtype), x.sizes, dtype));
  }

  /** Elements where the GPU can read them; null for those that the host holds. */
  #operand(x: Strided): Stored | null {
    const array = x.storage.buffer;
    if (!(array instanceof GpuArray)) return null;
    this.#fill(array);
    return { array, x, kind: array.kind };
  }

  /** Writes the zeros of an array that has only been said to have them. */
  #fill(array: GpuArray): void {
    if (!array.isBlank) return;
    array.isBlank = false;
    this.#gpu.commands.clear(array.block, array.block.bytes);
  }

  /** The elements in row-major order, converted, by the GPU; null where that takes the host. */
  #copied(x: Strided, dtype: Dtype): GpuArray | null {
    const kind = kindOf(dtype);
    if (kind === null) return null;
    const code = conversion(x.dtype, dtype);
    const source = this.#operand(x);
    if (code === null || source === null) return null;
    const y = this.#gpu.memory.array('copy', product(x.sizes), kind);
    return moved(this.#gpu, 'copy', code, source, asTarget(y, x.sizes, dtype))
      ? this.#checked('copy', y)
      : null;
  }

  #checked(who: string, y: GpuArray): GpuArray {
    this.#latch.check(who);
    return y;
  }

  /** All that the storage of a tensor has. */
  #whole({ storage, dtype }: Strided): Strided {
    return this.#dense(storage.buffer, [storage.buffer.length], dtype);
  }

  /** Puts elements in the place of those of a tensor, which lie in row-major order. */
  #replace(who: string, y: Strided, elements: TypedArray): void {
    const { buffer } = y.storage;
    if (buffer instanceof GpuArray) {
      this.#fill(buffer);
      const word = buffer.kind === 'i64' ? 8 : 4;
      if (elements.length > 0) {
        this.#gpu.commands.write(who, buffer.block, y.offset * word, toWords(elements).words);
      }
    } else {
      this.#host.write(this.#dense(elements, y.sizes, y.dtype), onHost(y, buffer));
    }
  }

  #dense(buffer: DeviceBuffer, sizes: readonly number[], dtype: Dtype): Strided {
    return { storage: { buffer }, dtype, sizes, strides: contiguousStrides(sizes), offset: 0 };
  }

  /** The elements in row-major order, on the host. */
  #read(who: string, x: Strided): TypedArray {
    const { buffer: array } = x.storage;
    if (!(array instanceof GpuArray)) return this.#host.read(onHost(x, array));
    const count = product(x.sizes);
    if (count === 0 || array.isBlank) return x.dtype.allocate(count);
    // Elements side by side are read where they are.
    if (isContiguous(x.sizes, x.strides)) return this.#words(who, array, x.offset, count, x.dtype);
    const y = this.#copied(x, x.dtype);
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
  #here(x: Strided): Strided;
  #here(x: StridedOrScalar): StridedOrScalar;
  #here(x: StridedOrScalar): StridedOrScalar {
    return isStrided(x) ? this.#dense(this.#read('read', x), x.sizes, x.dtype) : x;
  }

  /** A result of the CPU device, in the GPU's memory if it can be there. */
  #put(elements: DeviceBuffer, dtype: Dtype): DeviceBuffer {
    const array = elements as TypedArray;
    return kindOf(dtype) === null ? new HostArray(array) : this.upload(array);
  }
}

function isStrided(x: StridedOrScalar): x is Strided {
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

function layoutOf({ storage, dtype, sizes, strides, offset }: Strided): Strided {
  return { storage, dtype, sizes, strides, offset };
}
