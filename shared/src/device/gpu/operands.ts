import type { Dtype } from '../../core/dtype.ts';
import type { Strided } from '../device.ts';
import type { Commands } from './commands.ts';
import type { Walk } from './layouts.ts';
import type { GpuArray, Kind } from './memory.ts';
import { AT, RANK } from './parameters.ts';

/** An operand with elements in the GPU's memory. */
export interface Stored {
  readonly array: GpuArray;
  readonly x: Strided;
  readonly kind: Kind;
}

/** What a shader computes with: elements, or a number that goes with the parameters. */
export type Operand =
  | Stored
  | { readonly array: null; readonly number: number | bigint; readonly kind: Kind };

/** How elements of a dtype lie in the GPU's memory; null for float64, which it has none of. */
export function kindOf(dtype: Dtype): Kind | null {
  if (dtype.name === 'float32') return 'f32';
  if (dtype.name === 'int64') return 'i64';
  return dtype.name === 'float64' ? null : 'i32';
}

/** Sets what a shader is to know of a walk: its sizes and, in the order of slots, strides and offsets. */
export function setWalk(commands: Commands, { sizes, strides }: Walk, offsets: readonly number[]): void {
  for (let dim = 0; dim < sizes.length; dim++) commands.setWord(AT.sizes + dim, sizes[dim] as number);
  for (let slot = 0; slot < strides.length; slot++) {
    const own = strides[slot] as readonly number[];
    commands.setWord(AT.offsets + slot, offsets[slot] as number);
    for (let dim = 0; dim < own.length; dim++) {
      commands.setWord(AT.strides + slot * RANK + dim, own[dim] as number);
    }
  }
}

/** Sets an operand that is a number, as the bits of its kind. */
export function setNumber(commands: Commands, slot: number, value: number | bigint, kind: Kind): void {
  const at = AT.numbers + 2 * slot;
  if (kind === 'f32') commands.setSingle(at, Number(value));
  else if (kind === 'i32') commands.setWord(at, Number(value));
  else {
    commands.setWord(at, Number(BigInt.asUintN(32, BigInt(value))));
    commands.setWord(at + 1, Number(BigInt.asUintN(32, BigInt(value) >> 32n)));
  }
}
