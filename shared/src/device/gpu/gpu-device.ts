import type { Dtype, TypedArray } from '../../core/dtype.ts';
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
import { bool, CpuDevice, Device, float32, numberFormula, scalarNumber } from '../gpu-parts.ts';
import type { InputArrays, Kernel, OutputArrays } from '../kernel.ts';
import { Commands } from './commands.ts';
import { noFloat64 } from './complaints.ts';
import type { Connection } from './connection.ts';
import { Elements, isStrided } from './elements.ts';
import { placesOfExtremes } from './kernels/extremes.ts';
import { ranThere, runOnHost } from './kernels/run.ts';
import { mappedLanes, reduced } from './lanes.ts';
import { Latch } from './latch.ts';
import { product as matrixProduct } from './matmul.ts';
import { type GpuArray, Memory } from './memory.ts';
import { kindOf, type Operand } from './operands.ts';
import { chosen, computed, type Gpu } from './pointwise.ts';

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
  override readonly widest = float32;
  readonly #connection: Connection;
  readonly #latch: Latch;
  readonly #gpu: Gpu;
  readonly #host = new CpuDevice();
  readonly #elements: Elements;

  constructor(connection: Connection) {
    super('cuda', 0);
    this.name = connection.name;
    this.#connection = connection;
    this.#latch = new Latch(connection);
    const commands = new Commands(connection, this.#latch);
    const memory = new Memory(connection, this.#latch, (who) => commands.forgetBuffers(who));
    this.#gpu = { commands, memory };
    this.#elements = new Elements(this.#gpu, this.#latch, this.#host);
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

  /** How often the host has waited for elements: reading a value does, training alone need not. */
  get timesRead(): number {
    return this.#gpu.commands.reads;
  }

  override holds(dtype: Dtype): boolean {
    return kindOf(dtype) !== null;
  }

  override requireDtype(who: string, dtype: Dtype): void {
    if (!this.holds(dtype)) throw noFloat64(who);
  }

  allocate(dtype: Dtype, length: number): DeviceBuffer {
    return this.#elements.allocate(dtype, length);
  }

  upload(elements: TypedArray): DeviceBuffer {
    if (elements instanceof Float64Array) throw noFloat64('to');
    return this.#elements.upload(elements);
  }

  read(x: Strided): TypedArray {
    return this.#elements.read('read', x);
  }

  hostMemory(): null {
    return null;
  }

  copy(x: Strided, dtype: Dtype): DeviceBuffer {
    return this.#elements.copy(x, dtype);
  }

  write(source: Strided, target: Strided): void {
    this.#elements.write(source, target);
  }

  map(formulas: MapFormulas, x: Strided, dtype: Dtype): DeviceBuffer {
    return (
      this.#formula(formulas, [x], x.sizes, dtype) ??
      this.#elements.put(this.#host.map(formulas, this.#elements.here(x), dtype), dtype)
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
      this.#elements.put(
        this.#host.zip(formulas, this.#elements.here(a), this.#elements.here(b), sizes, dtype),
        dtype,
      )
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
    const [onA, onB, onC] = [this.#elements.here(a), this.#elements.here(b), this.#elements.here(c)];
    return this.#elements.put(this.#host.zipThree(formulas, onA, onB, onC, sizes, dtype), dtype);
  }

  test(test: Test, x: Strided): DeviceBuffer {
    return (
      this.#truth(test, [x], x.sizes, x.dtype) ??
      this.#elements.put(this.#host.test(test, this.#elements.here(x)), bool)
    );
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
      this.#elements.put(
        this.#host.compare(comparison, this.#elements.here(a), this.#elements.here(b), sizes, dtype),
        bool,
      )
    );
  }

  select(
    condition: Strided,
    a: StridedOrScalar,
    b: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer {
    const [test, onA, onB] = [
      this.#elements.operand(condition),
      this.#elements.inDtype(a, dtype),
      this.#elements.inDtype(b, dtype),
    ];
    const y = test && onA && onB && chosen(this.#gpu, test, onA, onB, sizes);
    if (y !== null) return this.#checked('select', y);
    const there = this.#host.select(
      this.#elements.here(condition),
      this.#elements.here(a),
      this.#elements.here(b),
      sizes,
      dtype,
    );
    return this.#elements.put(there, dtype);
  }

  reduce(reduction: LaneReduction, x: Strided, lanes: LaneCounts, dtype: Dtype, result: Dtype): DeviceBuffer {
    const { name, wgsl } = reduction;
    // What is told of elements is told as well of integers taken as floats.
    const kind = result === bool ? 'i32' : dtype === float32 && result === float32 ? 'f32' : null;
    if (kind !== null && wgsl !== undefined) {
      const operand = this.#elements.operand(x);
      const y = operand === null ? null : reduced(this.#gpu, name, wgsl, operand, lanes, kind);
      if (y !== null) return this.#checked(name, y);
    }
    if (dtype === float32) {
      const y = placesOfExtremes(this.#gpu, this.#elements, reduction.float.kernel, x, lanes);
      if (y !== null) return this.#checked(name, y);
    }
    return this.#elements.put(
      this.#host.reduce(reduction, this.#elements.here(x), lanes, dtype, result),
      result,
    );
  }

  mapLanes(map: LaneMap, x: Strided, beside: Strided | null, length: number, dtype: Dtype): DeviceBuffer {
    const { wgsl } = map;
    if (dtype === float32 && wgsl !== undefined) {
      const [own, other] = [
        this.#elements.operand(x),
        beside === null ? null : this.#elements.operand(beside),
      ];
      const operands = beside === null ? [own] : [own, other];
      const isThere = operands.every((operand) => operand !== null);
      const y = isThere ? mappedLanes(this.#gpu, map.name, wgsl, operands, length) : null;
      if (y !== null) return this.#checked(map.name, y);
    }
    const other = beside === null ? null : this.#elements.here(beside);
    return this.#elements.put(this.#host.mapLanes(map, this.#elements.here(x), other, length, dtype), dtype);
  }

  multiply(a: Strided, b: Strided, shape: ProductShape): DeviceBuffer {
    const [left, right] = [this.#elements.operand(a), this.#elements.operand(b)];
    if (left !== null && right !== null && a.dtype === float32) {
      const y = matrixProduct(this.#gpu, left, right, shape, this.#connection.isSoftware);
      if (y !== null) return this.#checked('matmul', y);
    }
    return this.#elements.put(
      this.#host.multiply(this.#elements.here(a), this.#elements.here(b), shape),
      a.dtype,
    );
  }

  run<Inputs extends InputArrays, Outputs extends OutputArrays, Parameters>(
    kernel: Kernel<Inputs, Outputs, Parameters>,
    inputs: KernelInputs<Inputs>,
    outputs: KernelOutputs<Outputs>,
    parameters: Parameters,
  ): void {
    if (ranThere(this.#gpu, this.#elements, kernel.name, inputs, outputs, parameters)) {
      this.#latch.check(kernel.name);
    } else runOnHost(this.#elements, kernel, inputs, outputs, parameters);
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
        ? this.#elements.operand(x)
        : { array: null, number: scalarNumber(x), kind: 'f32' as const };
      if (operand === null) return null;
      operands.push(operand);
    }
    return operands;
  }

  #checked(who: string, y: GpuArray): GpuArray {
    this.#latch.check(who);
    return y;
  }
}
