import { asLongs, cast, toInt64 } from '../../src/core/cast.ts';
import { bool, type Dtype, float32, int64, type TypedArray } from '../../src/core/dtype.ts';
import { isScalar, scalarNumber } from '../../src/core/python.ts';
import {
  Device,
  type DeviceBuffer,
  type KernelInputs,
  type KernelOutputs,
  type LaneCounts,
  type ProductShape,
  type Strided,
  type StridedOrScalar,
} from '../../src/device/device.ts';
import {
  type Comparison,
  type LaneMap,
  type LaneReduction,
  longFormula,
  type MapFormulas,
  numberFormula,
  type Test,
  type ZipFormulas,
  type ZipThreeFormulas,
} from '../../src/device/formulas.ts';
import { freed } from '../../src/device/gpu/complaints.ts';
import type { InputArrays, Kernel, OutputArrays } from '../../src/device/kernel.ts';
import { type FreeableBuffer, tidyScope } from '../../src/device/tidy-scope.ts';

/** An element: a number, or a bigint for int64. */
type Element = number | bigint;

/**
 * A second device, which proves that there is an interface: its buffers are objects without elements, and complain to
 * code that would index them; what goes in and comes out is copied; and what operations declare is carried
 * out by the plainest loops, which share nothing with the CPU's but the formulas. It counts what is asked of it.
 */
export class TracingDevice extends Device {
  /** How many calls have computed something here. */
  dispatches = 0;
  /** How many calls have waited for elements on the host. */
  reads = 0;
  /** How many buffers were made here and not freed. */
  buffers = 0;
  /** What was run, by the names of operations. */
  readonly ran = new Set<string>();
  readonly #memory = new WeakMap<DeviceBuffer, TypedArray>();

  constructor() {
    super('cuda', 0);
  }

  allocate(dtype: Dtype, length: number): DeviceBuffer {
    return this.#hold(dtype.allocate(length));
  }

  upload(elements: TypedArray): DeviceBuffer {
    return this.#hold(elements.slice());
  }

  read(x: Strided): TypedArray {
    this.reads++;
    return this.#elements(x);
  }

  hostMemory(): null {
    return null;
  }

  copy(x: Strided, dtype: Dtype): DeviceBuffer {
    return this.#result('copy', dtype, this.#all(x, x.sizes, dtype));
  }

  write(source: Strided, target: Strided): void {
    const elements = this.#all(source, target.sizes, target.dtype);
    const memory = this.#memoryOf(target);
    placesOf(target, target.sizes).forEach((place, i) => {
      memory[place] = elements[i] as number;
    });
    this.#count('write');
  }

  map(formulas: MapFormulas, x: Strided, dtype: Dtype): DeviceBuffer {
    return this.#each(formulas, [x], x.sizes, dtype);
  }

  zip(
    formulas: ZipFormulas,
    a: StridedOrScalar,
    b: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer {
    return this.#each(formulas, [a, b], sizes, dtype);
  }

  zipThree(
    formulas: ZipThreeFormulas,
    a: StridedOrScalar,
    b: StridedOrScalar,
    c: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer {
    return this.#each(formulas, [a, b, c], sizes, dtype);
  }

  test({ name, test }: Test, x: Strided): DeviceBuffer {
    const passes = this.#all(x, x.sizes, x.dtype).map((element) => Number(test(Number(element))));
    return this.#result(name, bool, passes);
  }

  compare(
    { name, test }: Comparison,
    a: StridedOrScalar,
    b: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer {
    const [left, right] = [this.#all(a, sizes, dtype), this.#all(b, sizes, dtype)];
    const passes = left.map((element, i) => Number(test(element, right[i] as Element)));
    return this.#result(name, bool, passes);
  }

  select(
    condition: Strided,
    a: StridedOrScalar,
    b: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer {
    const [yes, no] = [this.#all(a, sizes, dtype), this.#all(b, sizes, dtype)];
    const chosen = this.#all(condition, sizes, bool).map((is, i) => (is === 0 ? no[i] : yes[i]) as Element);
    return this.#result('select', dtype, chosen);
  }

  reduce(
    { name, float, integer }: LaneReduction,
    x: Strided,
    { length, count }: LaneCounts,
    dtype: Dtype,
    result: Dtype,
  ): DeviceBuffer {
    const data = cast(this.#elements(x), dtype);
    const lanes = Array.from({ length: count }, (_, lane) => lane * length);
    if (integer !== undefined && dtype.kind !== 'float') {
      const longs = asLongs(data);
      const reduced = lanes.map((start) => integer(longs, start, start + length));
      return this.#hold(cast(BigInt64Array.from(reduced), result), name);
    }
    const floats = asFloats(data);
    const reduced = lanes.map((start) => float(floats, start, start + length));
    return this.#hold(cast(Float64Array.from(reduced), result), name);
  }

  mapLanes(
    { name, float, integer }: LaneMap,
    x: Strided,
    beside: Strided | null,
    length: number,
    dtype: Dtype,
  ): DeviceBuffer {
    const data = cast(this.#elements(x), dtype);
    if (integer !== undefined && dtype.kind === 'integer') {
      const out = new BigInt64Array(data.length);
      for (let start = 0; start < out.length; start += length) {
        integer(asLongs(data), start, start + length, out);
      }
      return this.#hold(cast(out, dtype), name);
    }
    const other = asFloats(beside === null ? data : cast(this.#elements(beside), dtype));
    const out = dtype === float32 ? new Float32Array(data.length) : new Float64Array(data.length);
    for (let start = 0; start < out.length; start += length) {
      float(asFloats(data), start, start + length, out, other);
    }
    return this.#hold(out, name);
  }

  multiply(a: Strided, b: Strided, { batches, n, k, m }: ProductShape): DeviceBuffer {
    const [left, right] = [this.#elements(a), this.#elements(b)];
    const product: Element[] = [];
    for (let i = 0; i < batches * n; i++) {
      const first = Math.floor(i / n) * k;
      for (let j = 0; j < m; j++) {
        const pairs = Array.from({ length: k }, (_, p): [Element, Element] => [
          left[i * k + p] as Element,
          right[(first + p) * m + j] as Element,
        ]);
        product.push(a.dtype.kind === 'integer' ? exactSum(pairs) : roundedSum(pairs, a.dtype));
      }
    }
    const elements =
      a.dtype.kind === 'integer' ? cast(BigInt64Array.from(product.map(BigInt)), a.dtype) : null;
    return elements === null ? this.#result('multiply', a.dtype, product) : this.#hold(elements, 'multiply');
  }

  run<Inputs extends InputArrays, Outputs extends OutputArrays, Parameters>(
    kernel: Kernel<Inputs, Outputs, Parameters>,
    inputs: KernelInputs<Inputs>,
    outputs: KernelOutputs<Outputs>,
    parameters: Parameters,
  ): void {
    const read: readonly (Strided | null)[] = inputs;
    const written: readonly Strided[] = outputs;
    const arrays: InputArrays = read.map((x) => (x === null ? null : this.#elements(x)));
    const results: OutputArrays = written.map((y) => this.#elements(y));
    kernel.cpu(arrays as Inputs, results as Outputs, parameters);
    written.forEach((y, at) => {
      const memory = this.#memoryOf(y);
      placesOf(y, y.sizes).forEach((place, i) => {
        memory[place] = results[at]?.[i] as number;
      });
    });
    this.#count(kernel.name);
  }

  /** y[i] = f(x[i], …). */
  #each(
    formulas: MapFormulas | ZipFormulas | ZipThreeFormulas,
    operands: readonly StridedOrScalar[],
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer {
    type Formula = (...elements: Element[]) => Element;
    const formula = (
      dtype === int64 ? longFormula(formulas) : numberFormula<unknown>(formulas, dtype)
    ) as Formula;
    const columns = operands.map((x) => this.#all(x, sizes, dtype));
    const count = sizes.reduce((all, size) => all * size, 1);
    const values = Array.from({ length: count }, (_, i) =>
      formula(...columns.map((column) => column[i] as Element)),
    );
    return this.#result(
      formulas.name,
      dtype,
      dtype === bool ? values.map((value) => Number(value !== 0)) : values,
    );
  }

  #result(name: string, dtype: Dtype, values: readonly Element[]): DeviceBuffer {
    const elements = dtype.allocate(values.length);
    values.forEach((value, i) => {
      elements[i] = value as number;
    });
    return this.#hold(elements, name);
  }

  #hold(elements: TypedArray, name?: string): DeviceBuffer {
    const buffer = sealed(elements.length, () => {
      this.#memory.delete(buffer);
      this.buffers--;
    });
    this.#memory.set(buffer, elements);
    this.buffers++;
    tidyScope()?.made(buffer);
    if (name !== undefined) this.#count(name);
    return buffer;
  }

  #count(name: string): void {
    this.dispatches++;
    this.ran.add(name);
  }

  #memoryOf(x: Strided): TypedArray {
    const memory = this.#memory.get(x.storage.buffer);
    if (memory === undefined) throw freed();
    return memory;
  }

  /** A copy of the elements in row-major order. */
  #elements(x: Strided): TypedArray {
    const memory = this.#memoryOf(x);
    const elements = x.dtype.allocate(x.sizes.reduce((all, size) => all * size, 1));
    placesOf(x, x.sizes).forEach((place, i) => {
      elements[i] = memory[place] as number;
    });
    return elements;
  }

  /** The elements of an operand stretched to `sizes`, in `dtype`. */
  #all(x: StridedOrScalar, sizes: readonly number[], dtype: Dtype): Element[] {
    if (isScalar(x)) {
      const element =
        dtype !== int64
          ? cast(Float64Array.of(scalarNumber(x)), dtype)[0]
          : typeof x === 'bigint'
            ? x
            : toInt64(scalarNumber(x));
      return new Array<Element>(sizes.reduce((all, size) => all * size, 1)).fill(element as Element);
    }
    const memory = this.#memoryOf(x);
    const elements = x.dtype.allocate(sizes.reduce((all, size) => all * size, 1));
    placesOf(x, sizes).forEach((place, i) => {
      elements[i] = memory[place] as number;
    });
    return Array.from<Element>(x.dtype === dtype ? elements : cast(elements, dtype));
  }
}

/** A buffer that has a length and can be freed: reading anything else of it is what only the device may do. */
function sealed(length: number, free: () => void): FreeableBuffer {
  return new Proxy(
    { length, free },
    {
      get(buffer, key) {
        if (key === 'length' || key === 'free') return buffer[key];
        throw new Error(`'${String(key)}' of a device's buffer was read from outside`);
      },
    },
  );
}

/** Where the elements of `x`, stretched to `sizes`, stand in its buffer: dimension by dimension, the first outermost. */
function placesOf({ sizes: own, strides, offset }: Strided, sizes: readonly number[]): number[] {
  let places = [offset];
  sizes.forEach((size, dim) => {
    const at = dim - (sizes.length - own.length);
    const step = at < 0 || own[at] !== size ? 0 : (strides[at] as number);
    places = places.flatMap((place) => Array.from({ length: size }, (_, i) => place + i * step));
  });
  return places;
}

function asFloats(x: TypedArray): Float32Array | Float64Array {
  return x instanceof Float32Array || x instanceof Float64Array ? x : Float64Array.from(x, Number);
}

function exactSum(pairs: readonly (readonly [Element, Element])[]): bigint {
  return pairs.reduce((sum, [a, b]) => sum + BigInt(a) * BigInt(b), 0n);
}

/** In the order of the pairs, each step rounded to the dtype. */
function roundedSum(pairs: readonly (readonly [Element, Element])[], dtype: Dtype): number {
  const round = dtype === float32 ? Math.fround : Number;
  return pairs.reduce((sum, [a, b]) => round(sum + round(Number(a) * Number(b))), 0);
}
