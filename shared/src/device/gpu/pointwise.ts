import type { Dtype } from '../../core/dtype.ts';
import type { Strided } from '../device.ts';
import type { Wgsl } from '../formulas.ts';
import { broadcastStrides, contiguousStrides, product } from '../gpu-parts.ts';
import type { Commands } from './commands.ts';
import { coalesced, type Walk } from './layouts.ts';
import type { GpuArray, Kind, Memory } from './memory.ts';
import { kindOf, type Operand, setNumber, setWalk } from './operands.ts';
import { AT, word } from './parameters.ts';
import { asFloat, buffers, elementType, forEach, groupsFor, positionFunction } from './shader.ts';

/*
 * y[i] = f(a[i], b[i], c[i]), for operands that stretch to the shape of y; and the two of these that only move elements:
 * a choice and a copy.
 */

/** Where commands go and results live. */
export interface Gpu {
  readonly commands: Commands;
  readonly memory: Memory;
}

/** What a shader makes of its operands, and of what type. */
interface Body {
  /** An expression in `x`, or in `a`, `b` and `c`. */
  readonly code: string;
  /** How elements are read: as the type of their kind, or as f32 whatever they are. */
  readonly reads: 'own' | 'f32';
  readonly output: string;
}

/** y = f(operands) in float32, or a truth of them; null where the operands are walked in too many dimensions. */
export function computed(
  gpu: Gpu,
  name: string,
  { code, constants }: Wgsl,
  operands: readonly Operand[],
  sizes: readonly number[],
  gives: 'f32' | 'bool',
): GpuArray | null {
  const kind = gives === 'bool' ? 'i32' : 'f32';
  const body: Body = {
    code: gives === 'bool' ? `select(0, 1, ${code})` : code,
    reads: 'f32',
    output: elementType[kind],
  };
  return elementwise(gpu, name, body, constants, operands, sizes, kind);
}

/** The element of a where the condition is not 0, else that of b, which are of one kind: their bits. */
export function chosen(
  gpu: Gpu,
  condition: Operand,
  a: Operand,
  b: Operand,
  sizes: readonly number[],
): GpuArray | null {
  const body: Body = {
    code: `select(c, b, ${isTrue('a', condition.kind)})`,
    reads: 'own',
    output: bitsOf[a.kind],
  };
  return elementwise(gpu, 'select', body, [], [condition, a, b], sizes, a.kind);
}

function elementwise(
  gpu: Gpu,
  name: string,
  body: Body,
  constants: readonly number[],
  operands: readonly Operand[],
  sizes: readonly number[],
  kind: Kind,
): GpuArray | null {
  const arrays = operands.filter((operand) => operand.array !== null);
  const walk = coalesced(
    sizes,
    arrays.map(({ x }) => broadcastStrides(x.sizes, x.strides, sizes)),
  );
  if (walk === null) return null;
  const count = product(sizes);
  const y = gpu.memory.array(name, count, kind);
  if (count === 0) return y;
  const { commands } = gpu;
  const rank = walk.sizes.length;
  const key = `${body.output} ${body.reads} ${rank} ${operands.map(signature).join('')} ${body.code}`;
  const pipeline = commands.pipeline(key, name, arrays.length, () => elementwiseSource(body, operands, rank));
  setWalk(
    commands,
    walk,
    arrays.map(({ x }) => x.offset),
  );
  commands.setWord(AT.count, count);
  constants.forEach((constant, i) => {
    commands.setSingle(AT.constants + i, constant);
  });
  operands.forEach((operand, i) => {
    if (operand.array === null) setNumber(commands, i, operand.number, operand.kind);
  });
  commands.dispatch(
    pipeline,
    [y.block],
    arrays.map(({ array }) => array.block),
    groupsFor(count),
  );
  return y;
}

function signature({ array, kind }: Operand): string {
  return array === null ? `(${kind})` : `[${kind}]`;
}

/** Bits that are only moved have no float type: a driver may change a NaN, and makes 0 of the smallest floats. */
const bitsOf: Readonly<Record<Kind, string>> = { f32: 'u32', i32: 'u32', i64: 'vec2<u32>' };

function elementwiseSource(body: Body, operands: readonly Operand[], rank: number): string {
  const types = body.reads === 'f32' ? elementType : bitsOf;
  const stored = operands.filter(({ array }) => array !== null).map(({ kind }) => types[kind]);
  let slot = 0;
  const positions: string[] = [];
  const loads = operands.map(({ array, kind }, i) => {
    const name = operands.length === 1 ? 'x' : 'abc'[i];
    if (array === null) return `let ${name} = ${numberExpression(i, kind, types[kind])};`;
    const own = slot++;
    positions.push(positionFunction(`at${own}`, own, 0, rank));
    const element = `s${own}[${word(AT.offsets + own)} + at${own}(i)]`;
    return `let ${name} = ${body.reads === 'f32' ? asFloat(element, kind) : element};`;
  });
  return [
    buffers(body.output, stored),
    ...positions,
    forEach(`${loads.join(' ')}\n    y[i] = ${body.code};`),
  ].join('\n');
}

/** The operand that is a number, of the type its kind is read as. */
function numberExpression(i: number, kind: Kind, type: string): string {
  const at = AT.numbers + 2 * i;
  if (kind === 'i64') return `vec2<u32>(${word(at)}, ${word(at + 1)})`;
  return type === 'u32' ? word(at) : `bitcast<${type}>(${word(at)})`;
}

/** Whether bits of that kind stand for something other than 0. */
function isTrue(bits: string, kind: Kind): string {
  if (kind === 'i64') return `any(${bits} != vec2<u32>(0u))`;
  return kind === 'f32' ? `(${bits} & 0x7fffffffu) != 0u` : `${bits} != 0u`;
}

/**
 * The bits of an element of `from` as one of `to`, as an expression in the bits `a`; null where that takes the host:
 * floats on the way to integers.
 */
export function conversion(from: Dtype, to: Dtype): string | null {
  const [source, target] = [kindOf(from), kindOf(to)];
  if (source === null || target === null) return null;
  if (from === to) return 'a';
  if (to.kind === 'bool') return `select(0u, 1u, ${isTrue('a', source)})`;
  if (source === 'f32') return null;
  if (target === 'f32') return `bitcast<u32>(${asFloat(source === 'i32' ? 'bitcast<i32>(a)' : 'a', source)})`;
  if (target === 'i64') return source === 'i64' ? 'a' : 'vec2<u32>(a, bitcast<u32>(bitcast<i32>(a) >> 31u))';
  const low = source === 'i64' ? 'a.x' : 'a';
  if (to.name === 'uint8') return `${low} & 255u`;
  const lost = 32 - 8 * to.itemSize;
  return lost === 0 ? low : `bitcast<u32>((bitcast<i32>(${low}) << ${lost}u) >> ${lost}u)`;
}

/** Writes the elements of `source`, converted by `code`, to the places of `target`; false for too many dimensions. */
export function moved(
  gpu: Gpu,
  name: string,
  code: string,
  source: Operand,
  target: Strided & { readonly array: GpuArray; readonly kind: Kind },
): boolean {
  const { sizes } = target;
  const walk = moveWalk(source, target);
  if (walk === null) return false;
  const count = product(sizes);
  if (count === 0) return true;
  const { commands } = gpu;
  const rank = walk.sizes.length;
  const key = `move ${rank} ${signature(source)} ${target.kind} ${code}`;
  const pipeline = commands.pipeline(key, name, source.array === null ? 0 : 1, () =>
    moveSource(code, source, target.kind, rank),
  );
  setWalk(commands, walk, [source.array === null ? 0 : source.x.offset, target.offset]);
  commands.setWord(AT.count, count);
  if (source.array === null) setNumber(commands, 0, source.number, source.kind);
  const inputs = source.array === null ? [] : [source.array.block];
  commands.dispatch(pipeline, [target.array.block], inputs, groupsFor(count));
  return true;
}

function moveWalk(source: Operand, { sizes, strides }: Strided): Walk | null {
  const own =
    source.array === null ? sizes.map(() => 0) : broadcastStrides(source.x.sizes, source.x.strides, sizes);
  return coalesced(sizes, [own, strides]);
}

function moveSource(code: string, source: Operand, kind: Kind, rank: number): string {
  const stored = source.array === null ? [] : [bitsOf[source.kind]];
  const element =
    source.array === null
      ? numberExpression(0, source.kind, bitsOf[source.kind])
      : `s0[${word(AT.offsets)} + at0(i)]`;
  return [
    buffers(bitsOf[kind], stored),
    positionFunction('at0', 0, 0, rank),
    positionFunction('at1', 1, 0, rank),
    forEach(`let a = ${element};\n    y[${word(AT.offsets + 1)} + at1(i)] = ${code};`),
  ].join('\n');
}

/** A new array as the target of a move. */
export function asTarget(
  array: GpuArray,
  sizes: readonly number[],
  dtype: Dtype,
): Strided & { array: GpuArray; kind: Kind } {
  const layout = { sizes, strides: contiguousStrides(sizes), offset: 0 };
  return { storage: { buffer: array }, dtype, ...layout, array, kind: array.kind };
}
