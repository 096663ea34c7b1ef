import type { MapKernel, ZipKernel } from '../../formulas.ts';
import { moduleBytes } from './module-bytes.ts';

/** The memory begins with the words by which threads agree. */
export const START = 64;

/** What the module exports (assembly/index.ts). Places are in bytes, everything else in elements. */
interface Exports extends Readonly<Record<MapKernel, MapLoop> & Record<ZipKernel, ZipLoop>> {
  packColumns(
    size: number,
    from: number,
    across: number,
    along: number,
    columns: number,
    k: number,
    to: number,
  ): void;
  product(
    size: number,
    from: number,
    across: number,
    along: number,
    rows: number,
    k: number,
    a: number,
    b: number,
    c: number,
    panelsB: number,
    tile: number,
  ): void;
  narrow(c: number, rows: number, from: number, to: number): void;
  softmaxGradient(
    g: number,
    s: number,
    y: number,
    end: number,
    length: number,
    isLog: boolean,
    isAcross: boolean,
  ): void;
  softmax(x: number, y: number, end: number, length: number, isLog: boolean, isAcross: boolean): void;
  adam(
    w: number,
    g: number,
    m: number,
    v: number,
    end: number,
    sign: number,
    decay: number,
    beta1: number,
    beta2: number,
    rate: number,
    bias2: number,
    eps: number,
    isDecoupled: boolean,
  ): void;
  descend(w: number, g: number, end: number, sign: number, weightDecay: number, rate: number): void;
  descendWithMomentum(
    w: number,
    g: number,
    b: number,
    end: number,
    sign: number,
    weightDecay: number,
    rate: number,
    momentum: number,
    dampening: number,
    isFirst: boolean,
    isNesterov: boolean,
  ): void;
  sumRows(
    x: number,
    rows: number,
    columns: number,
    width: number,
    group: number,
    done: number,
    levels: number,
  ): void;
  sumLanes(x: number, y: number, end: number, length: number, group: number, levels: number): void;
  moveWindows(
    isBack: boolean,
    x: number,
    plane: number,
    planes: number,
    places: number,
    taps: number,
    width: number,
    to: number,
    panel: number,
    row: number,
  ): void;
  largestInWindows(
    x: number,
    from: number,
    places: number,
    taps: number,
    width: number,
    to: number,
    y: number,
    end: number,
  ): void;
  extremes(x: number, y: number, end: number, length: number, isSmallest: boolean): void;
}

/** Some give 0, and have done nothing, where an element lies outside their range. */
type MapLoop = (x: number, y: number, end: number) => number | undefined;
type ZipLoop = (a: number, b: number, y: number, end: number) => void;

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** WebAssembly as far as it is used here; TypeScript knows it only together with the DOM. */
interface WebAssemblyNamespace {
  readonly Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
}

const PAGE = 65536;

/** A mebibyte to begin with: what element-wise kernels need, so that these never ask for more. */
const FIRST_PAGES = 16;

/**
 * What the kernels may lay out at once, 256 MiB: a host's memory is not ours alone, and what was grown is never given
 * back. The module says the same number.
 */
const MOST_PAGES = 4096;

/** The compiled kernels and the memory that they work in. */
export class Kernels {
  readonly run: Exports;
  readonly memory: Memory;
  /** The memory as float32. Growing it makes this anew: read it after `reserve`. */
  singles: Float32Array;

  constructor(bytes: Uint8Array, memory: Memory) {
    const { Instance, Module } = webAssembly();
    this.run = new Instance(new Module(bytes), { env: { memory } }).exports;
    this.memory = memory;
    this.singles = new Float32Array(memory.buffer);
  }

  /** Sees to so many bytes of memory; false where there are not as many to be had. */
  reserve(bytes: number): boolean {
    const missing = bytes - this.singles.byteLength;
    if (missing <= 0) return true;
    try {
      this.memory.grow(Math.ceil(missing / PAGE));
    } catch {
      return false;
    }
    this.singles = new Float32Array(this.memory.buffer);
    return true;
  }
}

/** Not yet asked for: undefined. Not to be had here: null. */
let loaded: Kernels | null | undefined;

/**
 * The kernels, compiled when they are first asked for; null where WebAssembly or its SIMD instructions are missing, or
 * a host denies them. Compiled no sooner, because an instance can be in no startup snapshot, and because most programs
 * never have a tensor large enough.
 */
export function kernels(): Kernels | null {
  if (loaded === undefined) loaded = load();
  return loaded;
}

function load(): Kernels | null {
  try {
    const { Memory } = webAssembly();
    const memory = new Memory({ initial: FIRST_PAGES, maximum: MOST_PAGES, shared: false });
    return new Kernels(moduleBytes({ shared: false }), memory);
  } catch {
    // No WebAssembly or none with SIMD, a content security policy, a limit on address space: the loops need none of it.
    return null;
  }
}

/** What another thread needs in order to have an instance on the same memory. */
export interface SharedKernels {
  readonly bytes: Uint8Array;
  readonly memory: Memory;
}

/**
 * A memory for several threads, which has its full size from the start: growing would leave the instances of other
 * threads behind. Systems give a page of it only when it is first written. @throws where memory cannot be shared.
 */
export function sharedKernels(): SharedKernels {
  const { Memory } = webAssembly();
  const memory = new Memory({ initial: MOST_PAGES, maximum: MOST_PAGES, shared: true });
  return { bytes: moduleBytes({ shared: true }), memory };
}

function webAssembly(): WebAssemblyNamespace {
  return Reflect.get(globalThis, 'WebAssembly');
}
