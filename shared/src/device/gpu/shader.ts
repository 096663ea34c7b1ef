import type { Kind } from './memory.ts';
import { AT, RANK, word } from './parameters.ts';
import { prelude } from './prelude.ts';

/*
 * Pieces of WGSL that the shaders of all families are put together from.
 */

/** Threads in a workgroup of a shader without barriers. */
export const THREADS = 256;

/** The types of elements in WGSL. */
export const elementType: Readonly<Record<Kind, string>> = { f32: 'f32', i32: 'i32', i64: 'vec2<u32>' };

/** An element of a kind as a float32. */
export function asFloat(element: string, kind: Kind): string {
  if (kind === 'f32') return element;
  return kind === 'i64' ? `longAsFloat(${element})` : `f32(${element})`;
}

/** The declarations of the buffers: `y`, and with several outputs `y1`, `y2`, …, are written, `s0`, `s1`, … are read. */
export function buffers(output: string, inputs: readonly string[], outputs = 1): string {
  const written = Array.from(
    { length: outputs },
    (_, i) => `@group(0) @binding(${1 + i}) var<storage, read_write> y${i || ''}: array<${output}>;`,
  );
  const read = inputs.map(
    (type, i) => `@group(0) @binding(${1 + outputs + i}) var<storage, read> s${i}: array<${type}>;`,
  );
  return [prelude, ...written, ...read, ''].join('\n');
}

/** A shader that does `body` for every `i` below the count, however many workgroups there are. */
export function forEach(body: string): string {
  return `
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id_: vec3<u32>, @builtin(num_workgroups) groups_: vec3<u32>) {
  for (var i = id_.x; i < ${word(AT.count)}; i += groups_.x * ${THREADS}u) {
    ${body}
  }
}`;
}

/** The same, where a workgroup does `body` together: by its `thread` among `THREADS`, with `total` of what each has found. */
export function forEachTogether(body: string): string {
  return `
const THREADS = ${THREADS}u;
var<workgroup> parts_: array<f32, ${THREADS}>;
fn total(x: f32, thread: u32) -> f32 {
  workgroupBarrier();
  parts_[thread] = x;
  for (var half = THREADS / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (thread < half) { parts_[thread] += parts_[thread + half]; }
  }
  workgroupBarrier();
  return parts_[0];
}
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group_: vec3<u32>, @builtin(num_workgroups) groups_: vec3<u32>,
        @builtin(local_invocation_index) thread: u32) {
  for (var i = group_.x; i < ${word(AT.count)}; i += groups_.x) {
    ${body}
  }
}`;
}

/** So many workgroups serve `count` threads: as many as it takes, or as WebGPU allows in a row. */
export function groupsFor(count: number): number {
  return Math.min(Math.ceil(count / THREADS), 65_535);
}

/**
 * A function that finds an element by its number in row-major order, over dimensions `first` to `last` of the sizes among
 * the parameters. `slot` says whose strides: 0 to 2 are operands, 3 is the target.
 */
export function positionFunction(name: string, slot: number, first: number, last: number): string {
  const lines: string[] = [];
  for (let dim = last - 1; dim >= first; dim--) {
    const [size, stride] = [word(AT.sizes + dim), word(AT.strides + slot * RANK + dim)];
    if (dim === first) lines.push(`at += rest * ${stride};`);
    else lines.push(`at += (rest % ${size}) * ${stride};`, `rest /= ${size};`);
  }
  return `fn ${name}(i: u32) -> u32 { var rest = i; var at = 0u; ${lines.join(' ')} return at; }\n`;
}
