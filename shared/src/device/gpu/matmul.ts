import type { ProductShape } from '../device.ts';
import type { GpuArray } from './memory.ts';
import type { Stored } from './operands.ts';
import { AT, RANK, word } from './parameters.ts';
import type { Gpu } from './pointwise.ts';
import { buffers } from './shader.ts';

/*
 * C = A B in float32, for matrices that lie in any strides, one or as many as there are batches. There are two kernels.
 * Each thread of both computes a block of 4 by 4 elements, so that what it reads is used four times.
 */

/** Rows and columns of C that a thread computes. */
const BLOCK = 4;

/** Threads of a workgroup in either direction; both kernels use 256 in all. */
const SIDE = 16;

/** How many elements along k the tiled kernel has in workgroup memory at a time. */
const DEPTH = 16;

/** As many workgroups as WebGPU allows in either direction. */
const GROUPS = 65_535;

/** The product, its matrices in row-major order; null for more rows or columns than workgroups can be sent for. */
export function product(
  gpu: Gpu,
  a: Stored,
  b: Stored,
  shape: ProductShape,
  isSoftware: boolean,
): GpuArray | null {
  const { batches, n, k, m } = shape;
  const side = SIDE * BLOCK;
  if (Math.max(n, m) > GROUPS * side) return null;
  const y = gpu.memory.array('matmul', batches * n * m, 'f32');
  if (y.length === 0) return y;
  const { commands } = gpu;
  const pipeline = isSoftware
    ? commands.pipeline('matmul blocks', 'matmul', 2, blockSource)
    : commands.pipeline('matmul tiles', 'matmul', 2, tileSource);
  [n, k, m].forEach((size, i) => {
    commands.setWord(AT.sizes + i, size);
  });
  [a, b].forEach(({ x: { offset, strides } }, slot) => {
    commands.setWord(AT.offsets + slot, offset);
    const [row, column] = [strides.at(-2) as number, strides.at(-1) as number];
    const batch = strides.length === 3 ? (strides[0] as number) : 0;
    [batch, row, column].forEach((stride, i) => {
      commands.setWord(AT.strides + slot * RANK + i, stride);
    });
  });
  // More batches than that take turns.
  const groups = Math.min(batches, GROUPS);
  commands.setWord(AT.count, batches);
  const inputs = [a.array.block, b.array.block];
  commands.dispatch(pipeline, [y.block], inputs, Math.ceil(m / side), Math.ceil(n / side), groups);
  return y;
}

/** What both kernels begin with: the sizes, and the elements of A and B by row and column; 0 outside. */
function beginning(): string {
  const element = (slot: number): string => {
    const stride = (i: number): string => word(AT.strides + slot * RANK + i);
    return `s${slot}[${word(AT.offsets + slot)} + batch * ${stride(0)} + row * ${stride(1)} + column * ${stride(2)}]`;
  };
  const [n, k, m] = [word(AT.sizes), word(AT.sizes + 1), word(AT.sizes + 2)];
  return `${buffers('f32', ['f32', 'f32'])}
fn elementA(batch: u32, row: u32, column: u32) -> f32 {
  if (row >= ${n} || column >= ${k}) { return 0.0; }
  return ${element(0)};
}
fn elementB(batch: u32, row: u32, column: u32) -> f32 {
  if (row >= ${k} || column >= ${m}) { return 0.0; }
  return ${element(1)};
}
fn store(batch: u32, row: u32, column: u32, sum: vec4<f32>) {
  if (row >= ${n}) { return; }
  for (var j = 0u; j < ${BLOCK}u; j++) {
    if (column + j < ${m}) { y[(batch * ${n} + row) * ${m} + column + j] = sum[j]; }
  }
}
`;
}

/** The threads of a workgroup share tiles of A and B, which they read together. */
function tileSource(): string {
  const tile = SIDE * BLOCK;
  return `${beginning()}
var<workgroup> tileA: array<array<f32, ${tile}>, ${DEPTH}>;
var<workgroup> tileB: array<array<f32, ${tile}>, ${DEPTH}>;
@compute @workgroup_size(${SIDE}, ${SIDE})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>,
        @builtin(local_invocation_id) id: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let firstRow = group.y * ${tile}u;
  let firstColumn = group.x * ${tile}u;
  // Neighbours read neighbours: along the rows of A where its columns lie side by side, else along its columns.
  let isTransposed = ${word(AT.strides + 1)} == 1u && ${word(AT.strides + 2)} != 1u;
  let isTransposedB = ${word(AT.strides + RANK + 1)} == 1u && ${word(AT.strides + RANK + 2)} != 1u;
  for (var batch = group.z; batch < ${word(AT.count)}; batch += groups.z) {
    var sums = array<vec4<f32>, ${BLOCK}>();
    for (var start = 0u; start < ${word(AT.sizes + 1)}; start += ${DEPTH}u) {
      for (var at = thread; at < ${tile * DEPTH}u; at += ${SIDE * SIDE}u) {
        let across = select(vec2(at % ${DEPTH}u, at / ${DEPTH}u), vec2(at / ${tile}u, at % ${tile}u), isTransposed);
        tileA[across.x][across.y] = elementA(batch, firstRow + across.y, start + across.x);
        let along = select(vec2(at / ${tile}u, at % ${tile}u), vec2(at % ${DEPTH}u, at / ${DEPTH}u), isTransposedB);
        tileB[along.x][along.y] = elementB(batch, start + along.x, firstColumn + along.y);
      }
      workgroupBarrier();
      for (var i = 0u; i < ${DEPTH}u; i++) {
        let column = id.x * ${BLOCK}u;
        let right = vec4(tileB[i][column], tileB[i][column + 1u], tileB[i][column + 2u], tileB[i][column + 3u]);
        for (var r = 0u; r < ${BLOCK}u; r++) { sums[r] += tileA[i][id.y * ${BLOCK}u + r] * right; }
      }
      workgroupBarrier();
    }
    for (var r = 0u; r < ${BLOCK}u; r++) {
      store(batch, firstRow + id.y * ${BLOCK}u + r, firstColumn + id.x * ${BLOCK}u, sums[r]);
    }
  }
}`;
}

/**
 * Every thread reads for itself, and waits for none. What software does for each element counts here: positions are stepped
 * along k, and rows and columns beyond the edge are those at the edge once more, which nobody stores.
 */
function blockSource(): string {
  const stride = (slot: number, i: number): string => word(AT.strides + slot * RANK + i);
  const [n, k, m] = [word(AT.sizes), word(AT.sizes + 1), word(AT.sizes + 2)];
  const each = Array.from({ length: BLOCK }, (_, i) => i);
  return `${beginning()}
@compute @workgroup_size(${SIDE}, ${SIDE})
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let row = id.y * ${BLOCK}u;
  let column = id.x * ${BLOCK}u;
  if (row >= ${n} || column >= ${m}) { return; }
  let rows = min(row + vec4(${each.map((i) => `${i}u`)}), vec4(${n} - 1u));
  let columns = min(column + vec4(${each.map((i) => `${i}u`)}), vec4(${m} - 1u));
  let alongA = ${stride(0, 2)};
  let alongB = ${stride(1, 1)};
  for (var batch = id.z; batch < ${word(AT.count)}; batch += groups.z) {
    var a = ${word(AT.offsets)} + batch * ${stride(0, 0)} + rows * ${stride(0, 1)};
    var b = ${word(AT.offsets + 1)} + batch * ${stride(1, 0)} + columns * ${stride(1, 2)};
${each.map((r) => `    var sum${r} = vec4<f32>();`).join('\n')}
    for (var i = 0u; i < ${k}; i++) {
      let right = vec4(${each.map((c) => `s1[b[${c}]]`)});
${each.map((r) => `      sum${r} += s0[a[${r}]] * right;`).join('\n')}
      a += vec4(alongA);
      b += vec4(alongB);
    }
${each.map((r) => `    store(batch, row + ${r}u, column, sum${r});`).join('\n')}
  }
}`;
}
