import type { TypedArray } from '../../../core/dtype.ts';
import type { KernelInputs, KernelOutputs, Strided } from '../../device.ts';
import { product } from '../../gpu-parts.ts';
import type { InputArrays, Kernel, OutputArrays } from '../../kernel.ts';
import type { Elements } from '../elements.ts';
import { GpuArray } from '../memory.ts';
import type { Gpu } from '../pointwise.ts';
import type { Bench, Code } from './code.ts';
import { convolve, convolveBack, convolveWeight } from './convolution.ts';
import { max, min } from './extremes.ts';
import { nllLoss } from './losses.ts';
import { moments, movedMoments, normalize } from './normalization.ts';
import { copied, dense, wholeOf } from './place.ts';
import { addAt, fillAt, put, take } from './positions.ts';
import type { Place } from './shader-call.ts';
import * as steps from './steps.ts';
import { gatherWindows, largestInWindows, placesInPlanes, scatterWindows } from './window.ts';

/** The kernels that have code for a GPU, by their names. */
const codes = new Map<string, Code<InputArrays, OutputArrays, never>>(
  Object.entries({
    take,
    put,
    fillAt,
    addAt,
    max,
    min,
    gatherWindows,
    scatterWindows,
    largestInWindows,
    placesInPlanes,
    convolve,
    convolveBack,
    convolveWeight,
    moments,
    normalize,
    movedMoments,
    nllLoss,
    ...steps,
  }),
);

/** Runs a kernel by the GPU; false where that takes the host, and nothing is done. */
export function ranThere<Parameters>(
  gpu: Gpu,
  elements: Elements,
  name: string,
  inputs: readonly (Strided | null)[],
  outputs: readonly Strided[],
  parameters: Parameters,
): boolean {
  const code = codes.get(name);
  if (code === undefined) return false;
  if ([...inputs, ...outputs].every((x) => x === null || elements.isKnown(x))) return false;
  const written = outputs.map(target);
  const changed = new Set(written.map((y) => y?.array.block));
  const read = inputs.map((x) => {
    if (x === null) return null;
    const place = dense(elements, x);
    // A shader may not read what it writes.
    return place !== null && changed.has(place.array.block) ? copied(elements, x) : place;
  });
  const areThere = written.every((y) => y !== null) && read.every((x, i) => x !== null || inputs[i] === null);
  // A shader may not write one array as two.
  if (!areThere || changed.size < written.length || !code.fits(read, written, parameters as never))
    return false;
  for (const { array, count } of written) {
    elements.changing(array, code.overwrites && count === array.length);
  }
  code.run(benchOf(gpu, elements), read, written, parameters as never);
  return true;
}

/** Runs a kernel on copies of its operands. */
export function runOnHost<Inputs extends InputArrays, Outputs extends OutputArrays, Parameters>(
  elements: Elements,
  kernel: Kernel<Inputs, Outputs, Parameters>,
  inputs: KernelInputs<Inputs>,
  outputs: KernelOutputs<Outputs>,
  parameters: Parameters,
): void {
  const read: readonly (Strided | null)[] = inputs;
  const written: readonly Strided[] = outputs;
  const arrays = read.map((x) => (x === null ? null : elements.read(kernel.name, x)));
  // An output may be part of a tensor, whose elements around it stay.
  const results = written.map((y) => elements.read(kernel.name, y).slice());
  // The kernel says of what types its arrays are; the families have seen to it.
  kernel.cpu(arrays as InputArrays as Inputs, results as OutputArrays as Outputs, parameters);
  written.forEach((y, i) => {
    elements.replace(kernel.name, y, results[i] as TypedArray);
  });
}

/** An output, whose elements lie in row-major order; null for one that the host holds. */
function target({ storage: { buffer }, dtype, sizes, offset }: Strided): Place | null {
  if (!(buffer instanceof GpuArray)) return null;
  return { array: buffer, kind: buffer.kind, dtype, offset, count: product(sizes) };
}

function benchOf(gpu: Gpu, elements: Elements): Bench {
  return {
    gpu,
    upload: (values) => {
      const words = values instanceof Float64Array ? Float32Array.from(values) : values;
      return wholeOf(elements.upload(words) as GpuArray);
    },
    zeros: (count) => {
      const array = gpu.memory.array('zeros', count, 'i32');
      array.isBlank = true;
      return wholeOf(elements.changing(array));
    },
  };
}
