import type { TypedArray } from '../../core/dtype.ts';
import { tidyScope } from '../gpu-parts.ts';
import type { FreeableBuffer } from '../tidy-scope.ts';
import { freed, outOfMemory, tooLarge } from './complaints.ts';
import type { Connection } from './connection.ts';
import type { Latch } from './latch.ts';
import { type GPUBuffer, USAGE } from './web-gpu.ts';

/** How elements lie in the GPU's memory: one word of 32 bits each, or two for int64, the lower one first. */
export type Kind = 'f32' | 'i32' | 'i64';

/** A buffer of WebGPU: arrays that come and go one after another live in it. */
export interface Block {
  readonly id: number;
  readonly gpu: GPUBuffer;
  readonly bytes: number;
  /** The batch of commands that used it last. */
  batch: number;
}

/**
 * Elements in the GPU's memory. The block goes back to the pool once nothing holds this object any more, or when it is
 * freed.
 */
export class GpuArray implements FreeableBuffer {
  readonly length: number;
  readonly kind: Kind;
  /** Whether all elements are 0 and the block has not been told so yet. */
  isBlank = false;
  /**
   * The elements as the host has uploaded them, for as long as the GPU has not changed them. Of integers, and of few
   * floats: labels, indices and weights come from the host, and operations have to know them there.
   */
  onHost: TypedArray | null = null;
  readonly #block: Block;
  #release: (() => void) | null;

  constructor(length: number, kind: Kind, block: Block, release: () => void) {
    this.length = length;
    this.kind = kind;
    this.#block = block;
    this.#release = release;
  }

  /** @throws RuntimeError where it has been freed: another array may have it by now. */
  get block(): Block {
    if (this.#release === null) throw freed();
    return this.#block;
  }

  free(): void {
    this.#release?.();
    this.#release = null;
    // What is known of the elements without the block is gone as well.
    this.isBlank = false;
    this.onHost = null;
  }
}

/** An array that may be gone, and what is then free. */
interface Held {
  array: WeakRef<GpuArray> | null;
  readonly block: Block;
}

/** So much, or so many arrays, may be held before it is worth looking for what nothing holds any more. */
const PATIENCE_BYTES = 2 ** 28;
const PATIENCE_ARRAYS = 2 ** 12;

/**
 * The memory of a GPU. Blocks have sizes of a few classes, and those that come free wait in a pool for the next array
 * of their class. That an array is gone is known from the garbage collector, which tells by a callback where the program
 * goes back to its event loop. A loop that never does would fill the memory: when much is held, the collector is made to
 * run and the arrays are looked through.
 */
export class Memory {
  readonly #connection: Connection;
  readonly #latch: Latch;
  readonly #pool = new Map<number, Block[]>();
  readonly #held = new Set<Held>();
  readonly #gone = new FinalizationRegistry<Held>((held) => this.#release(held));
  /** Called before blocks are destroyed, in the name of an operation: what mentions them must go. */
  readonly #beforeEnd: (who: string) => void;
  #blocks = 0;
  #inUse = 0;
  #cached = 0;
  #bytesPatience = PATIENCE_BYTES;
  #arraysPatience = PATIENCE_ARRAYS;

  constructor(connection: Connection, latch: Latch, beforeEnd: (who: string) => void) {
    this.#connection = connection;
    this.#latch = latch;
    this.#beforeEnd = beforeEnd;
  }

  get inUse(): number {
    return this.#inUse;
  }

  get cached(): number {
    return this.#cached;
  }

  /**
   * Room for so many elements, with whatever was there before.
   *
   * @throws RuntimeError where memory is short, in the name of the operation `who`.
   */
  array(who: string, length: number, kind: Kind): GpuArray {
    const block = this.#take(who, sizeClass(length * (kind === 'i64' ? 8 : 4)));
    const held: Held = { array: null, block };
    const array = new GpuArray(length, kind, block, () => this.#release(held));
    held.array = new WeakRef(array);
    this.#held.add(held);
    this.#gone.register(array, held);
    tidyScope()?.made(array);
    return array;
  }

  /** Finds the arrays that nothing holds any more, without waiting for the event loop. */
  sweep(): void {
    this.#connection.collectGarbage();
    for (const held of this.#held) if (held.array?.deref() === undefined) this.#release(held);
  }

  #take(who: string, bytes: number): Block {
    if (this.#inUse + bytes > this.#bytesPatience || this.#held.size > this.#arraysPatience) {
      this.sweep();
      this.#bytesPatience = Math.max(PATIENCE_BYTES, 2 * (this.#inUse + bytes));
      this.#arraysPatience = Math.max(PATIENCE_ARRAYS, 2 * this.#held.size);
    }
    const block = this.#pool.get(bytes)?.pop() ?? null;
    if (block !== null) this.#cached -= bytes;
    const taken = block ?? this.#create(who, bytes);
    this.#inUse += bytes;
    return taken;
  }

  #create(who: string, bytes: number): Block {
    const { maxBufferSize, maxStorageBufferBindingSize } = this.#connection.device.limits;
    const limit = Math.min(maxBufferSize, maxStorageBufferBindingSize);
    if (bytes > limit) throw tooLarge(who, bytes, limit);
    this.#latch.check(who);
    const block = this.#attempt(who, bytes);
    if (block !== null) return block;
    this.sweep();
    this.#emptyPool(who);
    const second = this.#attempt(who, bytes);
    if (second !== null) return second;
    this.#latch.checkPresence(who);
    throw outOfMemory(who, bytes, this);
  }

  /** A new block; null where the device has no room for it. */
  #attempt(who: string, bytes: number): Block | null {
    const usage = USAGE.storage | USAGE.copySource | USAGE.copyTarget;
    const gpu = this.#connection.device.createBuffer({ label: who, size: bytes, usage });
    return this.#latch.take() === null ? { id: this.#blocks++, gpu, bytes, batch: -1 } : null;
  }

  #release(held: Held): void {
    if (!this.#held.delete(held)) return;
    const { block } = held;
    const free = this.#pool.get(block.bytes);
    if (free === undefined) this.#pool.set(block.bytes, [block]);
    else free.push(block);
    this.#inUse -= block.bytes;
    this.#cached += block.bytes;
  }

  #emptyPool(who: string): void {
    this.#beforeEnd(who);
    for (const block of [...this.#pool.values()].flat()) block.gpu.destroy();
    this.#pool.clear();
    this.#cached = 0;
  }
}

/** Bytes of a block for an array of so many: at most a quarter more, so that few classes serve all lengths. */
function sizeClass(bytes: number): number {
  if (bytes <= 256) return 256;
  const step = 2 ** (Math.floor(Math.log2(bytes - 1)) - 2);
  return Math.ceil(bytes / step) * step;
}
