import type { LaneCounts } from '../device.ts';
import type { WgslFold, WgslLaneMap, WgslLanes } from '../formulas.ts';
import { product } from '../gpu-parts.ts';
import { coalesced } from './layouts.ts';
import type { GpuArray } from './memory.ts';
import { type Stored, setWalk } from './operands.ts';
import { AT, word } from './parameters.ts';
import type { Gpu } from './pointwise.ts';
import { asFloat, buffers, elementType, groupsFor, positionFunction, THREADS } from './shader.ts';

/*
 * What lanes come to, and lanes mapped to lanes, in float32. A short lane is the work of one thread; a long one that of a
 * workgroup, whose threads take every 256th element each and put together what they have found. Few very long lanes are
 * cut into parts first, so that all of the GPU has something to do.
 */

/** Lanes of at least so many elements are shared by a workgroup. */
const SHARED = 1024;

/** Parts of that many elements are cut, where there are fewer lanes than `PARALLEL`. */
const PART = 16_384;
const PARALLEL = 256;

/** How the elements of a lane are found: those of the dimensions before it, and its own. */
interface LaneWalk {
  readonly outer: number;
  readonly rank: number;
  readonly sizes: readonly number[];
  readonly strides: readonly (readonly number[])[];
  readonly offsets: readonly number[];
}

/** An element for every lane; null where the operand is walked in too many dimensions. */
export function reduced(
  gpu: Gpu,
  name: string,
  fold: WgslFold,
  operand: Stored,
  { length, count }: LaneCounts,
  kind: 'f32' | 'i32',
): GpuArray | null {
  const walk = laneWalk([operand], length);
  if (walk === null) return null;
  // What is folded twice is not cut: the second fold needs the first of the whole lane.
  const parts = count < PARALLEL && fold.before === undefined ? Math.ceil(length / PART) : 1;
  if (parts === 1) return folded(gpu, name, fold, operand, walk, { length, count }, length, kind);
  const cut = { ...fold, last: 's' };
  const some = folded(gpu, name, cut, operand, walk, { length, count: count * parts }, PART, 'f32');
  const whole = { ...fold, each: fold.both.replace(/\bt\b/g, 'x') };
  const sizes = [count, parts];
  const x = { storage: { buffer: some }, dtype: operand.x.dtype, sizes, strides: [parts, 1], offset: 0 };
  const rest = { array: some, x, kind: some.kind };
  const restWalk = laneWalk([rest], parts) as LaneWalk;
  return folded(gpu, name, whole, rest, restWalk, { length: parts, count }, parts, kind, length);
}

/** The fold of every part of a lane, `part` elements or what is left of them; `n` is what the formula calls n. */
function folded(
  gpu: Gpu,
  name: string,
  fold: WgslFold,
  operand: Stored,
  walk: LaneWalk,
  { length, count }: LaneCounts,
  part: number,
  kind: 'f32' | 'i32',
  n = length,
): GpuArray {
  const y = gpu.memory.array(name, count, kind);
  if (count === 0) return y;
  const isShared = part >= SHARED;
  const { commands } = gpu;
  const { constants, ...code } = fold;
  const key = `fold ${isShared} ${operand.kind} ${kind} ${walk.outer} ${walk.rank} ${JSON.stringify(code)}`;
  const pipeline = commands.pipeline(key, name, 1, () => foldSource(fold, operand, walk, isShared, kind));
  setLanes(gpu, walk, count, length, part, n);
  constants?.forEach((constant, i) => {
    commands.setSingle(AT.constants + i, constant);
  });
  commands.dispatch(pipeline, [y.block], [operand.array.block], laneGroups(count, isShared));
  return y;
}

/** Every lane mapped to one of the same length; null where the operands are walked in too many dimensions. */
export function mappedLanes(
  gpu: Gpu,
  name: string,
  lanes: WgslLanes,
  operands: readonly Stored[],
  length: number,
): GpuArray | null {
  const walk = laneWalk(operands, length);
  if (walk === null) return null;
  const total = product((operands[0] as Stored).x.sizes);
  const y = gpu.memory.array(name, total, 'f32');
  if (total === 0) return y;
  const count = total / length;
  const isShared = length >= SHARED && !('running' in lanes);
  const { commands } = gpu;
  const key = `lanes ${name} ${isShared} ${operands.map(({ kind }) => kind)} ${walk.outer} ${walk.rank}`;
  const pipeline = commands.pipeline(key, name, operands.length, () =>
    lanesSource(lanes, operands, walk, isShared),
  );
  setLanes(gpu, walk, count, length, length, length);
  const blocks = operands.map((operand) => operand.array.block);
  commands.dispatch(pipeline, [y.block], blocks, laneGroups(count, isShared));
  return y;
}

function laneGroups(count: number, isShared: boolean): number {
  return isShared ? Math.min(count, 65_535) : groupsFor(count);
}

function setLanes(gpu: Gpu, walk: LaneWalk, count: number, length: number, part: number, n: number): void {
  setWalk(gpu.commands, walk, walk.offsets);
  [count, length, part].forEach((value, i) => {
    gpu.commands.setWord(AT.count + i, value);
  });
  gpu.commands.setSingle(AT.more + 2, n);
}

/** The dimensions before the lane and those of the lane, walked apart. */
function laneWalk(operands: readonly Stored[], length: number): LaneWalk | null {
  const { sizes } = (operands[0] as Stored).x;
  // The lane is the last dimensions that have its length together.
  let split = sizes.length;
  for (let size = 1; split > 0 && size < length; split--) size *= sizes[split - 1] as number;
  const strides = operands.map((operand) => operand.x.strides);
  const before = coalesced(
    sizes.slice(0, split),
    strides.map((own) => own.slice(0, split)),
  );
  const within = coalesced(
    sizes.slice(split),
    strides.map((own) => own.slice(split)),
  );
  if (before === null || within === null) return null;
  const rank = before.sizes.length + within.sizes.length;
  if (rank > 8) return null;
  return {
    outer: before.sizes.length,
    rank,
    sizes: [...before.sizes, ...within.sizes],
    strides: strides.map((_, i) => [...(before.strides[i] ?? []), ...(within.strides[i] ?? [])]),
    offsets: operands.map((operand) => operand.x.offset),
  };
}

/** Functions that read element `j` of lane `lane`: `at0`, `at1`. */
function elements(operands: readonly Stored[], { outer, rank }: LaneWalk): string {
  return operands
    .map((operand, i) => {
      const place = `${word(AT.offsets + i)} + before${i}(lane) + within${i}(j)`;
      return [
        positionFunction(`before${i}`, i, 0, outer),
        positionFunction(`within${i}`, i, outer, rank),
        `fn at${i}(lane: u32, j: u32) -> f32 { return ${asFloat(`s${i}[${place}]`, operand.kind)}; }`,
      ].join('');
    })
    .join('\n');
}

/** Statements that fold `element` over `begin` to `end` into a variable; with a barrier where threads share the lane. */
function foldStatements(name: string, fold: WgslFold, loads: string, isShared: boolean): string {
  const [first, step] = isShared ? ['begin + thread', THREADS] : ['begin', 1];
  const own = `
    var ${name} = ${fold.start};
    for (var j = ${first}; j < end; j += ${step}u) { let s = ${name}; ${loads} ${name} = ${fold.each}; }`;
  const together = `
    workgroupBarrier();
    shared_[thread] = ${name};
    for (var half = ${THREADS / 2}u; half > 0u; half /= 2u) {
      workgroupBarrier();
      if (thread < half) { let s = shared_[thread]; let t = shared_[thread + half]; shared_[thread] = ${fold.both}; }
    }
    workgroupBarrier();
    ${name} = shared_[0];`;
  const last = `{ let s = ${name}; ${name} = ${fold.last ?? 's'}; }`;
  return `${own}${isShared ? together : ''}\n    ${last}`;
}

/** A shader that does `body` for every `lane` below the count. */
function forEachLane(body: string, isShared: boolean): string {
  const [first, step] = isShared ? ['group.x', 'groups.x'] : ['id.x', `groups.x * ${THREADS}u`];
  return `
${isShared ? `var<workgroup> shared_: array<f32, ${THREADS}>;` : ''}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>,
        @builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let n = bitcast<f32>(${word(AT.more + 2)});
  for (var i = ${first}; i < ${word(AT.count)}; i += ${step}) {
    ${body}
  }
}`;
}

function foldSource(
  fold: WgslFold,
  operand: Stored,
  walk: LaneWalk,
  isShared: boolean,
  kind: 'f32' | 'i32',
): string {
  const [length, part] = [word(AT.more), word(AT.more + 1)];
  const loads = 'let x = at0(lane, j);';
  const body = `
    let parts = (${length} + ${part} - 1u) / max(${part}, 1u);
    let lane = i / max(parts, 1u);
    let begin = (i % max(parts, 1u)) * ${part};
    let end = min(begin + ${part}, ${length});
    ${Object.entries(fold.before ?? {})
      .map(([name, first]) => foldStatements(name, first, loads, isShared))
      .join('')}
    ${foldStatements('state', fold, loads, isShared)}
    ${isShared ? 'if (thread == 0u) ' : ''}{ y[i] = ${elementType[kind]}(state); }`;
  return `${buffers(elementType[kind], [elementType[operand.kind]])}${elements([operand], walk)}${forEachLane(body, isShared)}`;
}

function lanesSource(
  lanes: WgslLanes,
  operands: readonly Stored[],
  walk: LaneWalk,
  isShared: boolean,
): string {
  const types = operands.map(({ kind }) => elementType[kind]);
  const loads = `let x = at0(lane, j); let b = ${operands.length === 2 ? 'at1(lane, j)' : 'x'};`;
  const body = `
    let lane = i; let begin = 0u; let end = ${word(AT.more)};
    ${'running' in lanes ? runningStatements(lanes.running, loads) : laneStatements(lanes, loads, isShared)}`;
  return `${buffers('f32', types)}${elements(operands, walk)}${forEachLane(body, isShared)}`;
}

/** One thread goes along the lane. */
function runningStatements({ start, each }: WgslFold, loads: string): string {
  return `
    var s = ${start};
    for (var j = 0u; j < end; j++) { ${loads} s = ${each}; y[lane * end + j] = s; }`;
}

function laneStatements({ folds, result }: WgslLaneMap, loads: string, isShared: boolean): string {
  return `
    ${Object.entries(folds)
      .map(([name, fold]) => foldStatements(name, fold, loads, isShared))
      .join('')}
    for (var j = ${isShared ? 'thread' : '0u'}; j < end; j += ${isShared ? THREADS : 1}u) {
      ${loads}
      y[lane * end + j] = ${result};
    }`;
}
