import { asLongs, asNumbers, cast } from '../../core/cast.ts';
import { bool, type Dtype, int64, type TypedArray } from '../../core/dtype.ts';
import { isContiguous, product } from '../../core/shape.ts';
import { unsetArray } from '../../core/unset-array.ts';
import {
  Device,
  type DeviceBuffer,
  type KernelInputs,
  type KernelOutputs,
  type LaneCounts,
  type ProductShape,
  type Strided,
  type StridedOrScalar,
} from '../device.ts';
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
} from '../formulas.ts';
import type { InputArrays, Kernel, OutputArrays } from '../kernel.ts';
import { mapLanes, reduceLanes, sumMatrixColumns } from './lanes.ts';
import { type Matrices, matmulLongs } from './matmul.ts';
import { multiplyMatrices } from './multiply-matrices.ts';
import {
  choose,
  mapLongs,
  mapNumbers,
  testEach,
  testPairs,
  zipLongs,
  zipNumbers,
  zipThreeLongs,
  zipThreeNumbers,
} from './pointwise.ts';
import {
  arrayOf,
  elementsAs,
  elementsOf,
  type Grid,
  gridOf,
  overwriteElements,
  planesOf,
  stretchedElements,
} from './strided.ts';

/** The CPU: a buffer is a typed array, and every function a loop over typed arrays. */
export class CpuDevice extends Device {
  constructor() {
    super('cpu', null);
  }

  allocate(dtype: Dtype, length: number): TypedArray {
    return dtype.allocate(length);
  }

  upload(elements: TypedArray): TypedArray {
    return elements;
  }

  read(x: Strided): TypedArray {
    return elementsOf(x);
  }

  hostMemory(buffer: DeviceBuffer): TypedArray {
    return arrayOf(buffer);
  }

  copy(x: Strided, dtype: Dtype): TypedArray {
    // What is gathered or converted is a copy already.
    if (x.dtype !== dtype || !isContiguous(x.sizes, x.strides)) return elementsAs(x, dtype);
    return cast(elementsOf(x), dtype);
  }

  write(source: Strided, target: Strided): void {
    overwriteElements(source, target);
  }

  map(formulas: MapFormulas, x: Strided, dtype: Dtype): TypedArray {
    const data = elementsAs(x, dtype);
    const out = unsetArray(dtype, data.length);
    if (dtype === int64) mapLongs(longFormula(formulas), asLongs(data), asLongs(out));
    else mapNumbers(numberFormula(formulas, dtype), asNumbers(data), asNumbers(out));
    return asTruth(out, dtype);
  }

  zip(
    formulas: ZipFormulas,
    a: StridedOrScalar,
    b: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): TypedArray {
    const out = unsetArray(dtype, product(sizes));
    const grid = gridOf(a, b, sizes, dtype);
    if (grid.planes === 1) zipPlane(formulas, grid, dtype, out);
    else {
      const size = grid.rows * grid.columns;
      planesOf(grid).forEach((plane, i) => {
        zipPlane(formulas, plane, dtype, out.subarray(i * size, (i + 1) * size));
      });
    }
    return asTruth(out, dtype);
  }

  zipThree(
    formulas: ZipThreeFormulas,
    a: StridedOrScalar,
    b: StridedOrScalar,
    c: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): TypedArray {
    const out = unsetArray(dtype, product(sizes));
    const dataA = stretchedElements(a, sizes, dtype);
    const dataB = stretchedElements(b, sizes, dtype);
    const dataC = stretchedElements(c, sizes, dtype);
    if (dtype === int64) {
      const formula = longFormula(formulas);
      zipThreeLongs(formula, asLongs(dataA), asLongs(dataB), asLongs(dataC), asLongs(out));
    } else {
      const formula = numberFormula(formulas, dtype);
      zipThreeNumbers(formula, asNumbers(dataA), asNumbers(dataB), asNumbers(dataC), asNumbers(out));
    }
    return asTruth(out, dtype);
  }

  test({ test }: Test, x: Strided): Uint8Array {
    return testEach(test, elementsOf(x));
  }

  compare(
    { test }: Comparison,
    a: StridedOrScalar,
    b: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): Uint8Array {
    const out = new Uint8Array(product(sizes));
    const dataA = stretchedElements(a, sizes, dtype);
    const dataB = stretchedElements(b, sizes, dtype);
    if (dataA instanceof BigInt64Array) testPairs<bigint>(test, dataA, asLongs(dataB), out);
    else testPairs<number>(test, dataA, asNumbers(dataB), out);
    return out;
  }

  select(
    condition: Strided,
    a: StridedOrScalar,
    b: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): TypedArray {
    const out = unsetArray(dtype, product(sizes));
    const chosen = stretchedElements(condition, sizes, bool);
    choose(chosen, stretchedElements(a, sizes, dtype), stretchedElements(b, sizes, dtype), out);
    return out;
  }

  reduce(reduction: LaneReduction, x: Strided, lanes: LaneCounts, dtype: Dtype, result: Dtype): TypedArray {
    return (
      sumMatrixColumns(reduction, x, lanes, dtype, result) ??
      reduceLanes(reduction, elementsAs(x, dtype), lanes, dtype, result)
    );
  }

  mapLanes(map: LaneMap, x: Strided, beside: Strided | null, length: number, dtype: Dtype): TypedArray {
    const data = elementsAs(x, dtype);
    return mapLanes(map, data, beside === null ? data : elementsAs(beside, dtype), length, dtype);
  }

  multiply(a: Strided, b: Strided, shape: ProductShape): TypedArray {
    const { dtype } = a;
    const count = shape.batches * shape.n * shape.m;
    if (dtype.kind === 'integer') {
      const longs = new BigInt64Array(count);
      matmulLongs(asLongs(elementsOf(a)), asLongs(elementsOf(b)), longs, shape);
      return cast(longs, dtype);
    }
    const out = asNumbers(dtype.allocate(count));
    multiplyMatrices(matrices(a), matrices(b), out, shape);
    return out;
  }

  override addRow({ storage, offset, sizes, strides }: Strided, matrix: DeviceBuffer): boolean {
    const row = arrayOf(storage.buffer);
    const out = arrayOf(matrix);
    const columns = sizes[0] as number;
    if (!(row instanceof Float32Array && out instanceof Float32Array) || columns >= WIDE_ROW) return false;
    for (let j = 0; j < columns; j++) {
      // In a register for the whole column.
      const element = row[offset + j * (strides[0] as number)] as number;
      for (let at = j; at < out.length; at += columns) out[at] = (out[at] as number) + element;
    }
    return true;
  }

  run<Inputs extends InputArrays, Outputs extends OutputArrays, Parameters>(
    kernel: Kernel<Inputs, Outputs, Parameters>,
    inputs: KernelInputs<Inputs>,
    outputs: KernelOutputs<Outputs>,
    parameters: Parameters,
  ): void {
    // The kernel says of what types its arrays are; the families have seen to it.
    kernel.cpu(arraysOf(inputs) as Inputs, arraysOf(outputs) as Outputs, parameters);
  }
}

/** From how many elements on a row is added faster by a kernel, which copies the row for each of the matrix. */
const WIDE_ROW = 64;

function zipPlane(formulas: ZipFormulas, plane: Grid, dtype: Dtype, out: TypedArray): void {
  if (dtype === int64) zipLongs(longFormula(formulas), plane, asLongs(out));
  else zipNumbers(numberFormula(formulas, dtype), plane, asNumbers(out));
}

/** Formulas on 0 and 1 may give other numbers, which all mean true. */
function asTruth(out: TypedArray, dtype: Dtype): TypedArray {
  return dtype === bool ? cast(out, bool) : out;
}

function matrices({ storage, offset, strides }: Strided): Matrices {
  return {
    data: asNumbers(arrayOf(storage.buffer)),
    offset,
    rowStep: strides[strides.length - 2] as number,
    columnStep: strides[strides.length - 1] as number,
    batchStep: strides.length === 3 ? (strides[0] as number) : 0,
  };
}

function arraysOf(operands: readonly (Strided | null)[]): InputArrays {
  const arrays = new Array<TypedArray | null>(operands.length);
  for (let i = 0; i < operands.length; i++) {
    const x = operands[i] ?? null;
    arrays[i] = x === null ? null : elementsOf(x);
  }
  return arrays;
}
