import type { Dtype } from '../../../core/dtype.ts';
import type { Block, GpuArray, Kind } from '../memory.ts';
import { KERNEL_AT, word } from '../parameters.ts';
import type { Gpu } from '../pointwise.ts';
import { buffers, forEach, forEachTogether, groupsFor } from '../shader.ts';

/** Elements side by side in the GPU's memory. */
export interface Place {
  readonly array: GpuArray;
  readonly kind: Kind;
  readonly dtype: Dtype | null;
  readonly offset: number;
  readonly count: number;
}

/** A shader of a kernel, by the names that its WGSL uses. */
export interface Shader {
  /** Tells it from all others, with the types of its elements. */
  readonly name: string;
  /** What it reads, with the types of elements: a function of an element's number each. */
  readonly reads: Readonly<Record<string, string>>;
  /**
   * The type of the elements of `y`, of which number i stands at y[at(i)]. Where it has several outputs, the others are
   * `y1` with `at1`, `y2` with `at2`, …, of the same type.
   */
  readonly writes: string;
  /** Whole numbers that it is told. */
  readonly wholes?: readonly string[];
  /** Floats that it is told. */
  readonly floats?: readonly string[];
  /** Functions of its own. */
  readonly functions?: string;
  /**
   * What is done for every `i` below the count; where a workgroup does it together, by its `thread` among `THREADS`, with
   * `total(x)`, the sum of their x.
   */
  readonly body: string;
  readonly isTogether?: boolean;
}

/** What a shader is told, in the order of its declarations. */
export interface Told {
  /** How many times its body is done; once for every element of the first output unless said. */
  readonly count?: number;
  readonly wholes?: readonly number[];
  readonly floats?: readonly number[];
}

/** Runs a shader once. */
export function call(
  { commands }: Gpu,
  shader: Shader,
  outputs: readonly [Place, ...Place[]],
  inputs: readonly Place[],
  told: Told = {},
): void {
  const { count = outputs[0].count, wholes = [], floats = [] } = told;
  if (count === 0) return;
  const key = `kernel ${shader.name} ${outputs.length} ${shader.writes} ${Object.entries(shader.reads)}`;
  const made = () => source(shader, outputs.length);
  const pipeline = commands.pipeline(key, shader.name, inputs.length, made, outputs.length);
  commands.setWord(KERNEL_AT.count, count);
  outputs.forEach(({ offset }, i) => {
    commands.setWord(KERNEL_AT.outputs + i, offset);
  });
  inputs.forEach(({ offset }, i) => {
    commands.setWord(KERNEL_AT.inputs + i, offset);
  });
  wholes.forEach((value, i) => {
    commands.setWord(KERNEL_AT.wholes + i, value);
  });
  floats.forEach((value, i) => {
    commands.setSingle(KERNEL_AT.floats + i, value);
  });
  const groups = shader.isTogether ? Math.min(count, 65_535) : groupsFor(count);
  commands.dispatch(pipeline, outputs.map(blockOf), inputs.map(blockOf), groups);
}

function blockOf({ array }: Place): Block {
  return array.block;
}

function source(
  { reads, writes, wholes = [], floats = [], functions = '', body, isTogether }: Shader,
  outputs: number,
): string {
  const read = Object.entries(reads);
  const own = [
    ...wholes.map((name, i) => `let ${name} = ${word(KERNEL_AT.wholes + i)};`),
    ...floats.map((name, i) => `let ${name} = bitcast<f32>(${word(KERNEL_AT.floats + i)});`),
  ].join(' ');
  const told = `${own}\n    ${body}`;
  const types = read.map(([, type]) => type);
  return [
    buffers(writes, types, outputs),
    ...Array.from(
      { length: outputs },
      (_, slot) => `fn at${slot || ''}(i: u32) -> u32 { return ${word(KERNEL_AT.outputs + slot)} + i; }`,
    ),
    ...read.map(
      ([name, type], slot) =>
        `fn ${name}(i: u32) -> ${type} { return s${slot}[${word(KERNEL_AT.inputs + slot)} + i]; }`,
    ),
    functions,
    isTogether ? forEachTogether(told) : forEach(told),
  ].join('\n');
}

/** Bits that are only moved have no float type: a driver may change a NaN. */
export function bitsOf(kind: Kind): string {
  return kind === 'i64' ? 'vec2<u32>' : 'u32';
}
