import type { MapKernel, ZipKernel } from '../../formulas.ts';
import { moduleText } from './module-text.ts';

/** What the module exports (assembly/index.ts). Places are in bytes, everything else in elements. */
interface Exports extends Readonly<Record<MapKernel, MapLoop> & Record<ZipKernel, ZipLoop>> {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  packSingles: Pack;
  packDoubles: Pack;
  multiplySingles: Multiply;
  multiplyDoubles: Multiply;
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
  extremes(x: number, y: number, end: number, length: number, isSmallest: boolean): void;
}

/** Some give 0, and have done nothing, where an element lies outside their range. */
type MapLoop = (x: number, y: number, end: number) => number | undefined;
type ZipLoop = (a: number, b: number, y: number, end: number) => void;

type Pack = (
  from: number,
  across: number,
  along: number,
  lanes: number,
  k: number,
  width: number,
  to: number,
) => void;
type Multiply = (a: number, b: number, c: number, panelsA: number, panelsB: number, k: number) => void;

/** WebAssembly as far as it is used here; TypeScript knows it only together with the DOM. */
interface WebAssemblyNamespace {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Exports };
}

const PAGE = 65536;

/** What the kernels may lay out at once: a host's memory is not ours alone, and what was grown is never given back. */
const LARGEST = 256 * 2 ** 20;

/** The compiled kernels and the memory that they work in. */
export class Kernels {
  readonly run: Exports;
  /** The memory as float32. Growing it makes this anew: read it after `reserve`. */
  singles: Float32Array;

  constructor(run: Exports) {
    this.run = run;
    this.singles = new Float32Array(run.memory.buffer);
  }

  /** Sees to so many bytes of memory; false where there are not as many to be had. */
  reserve(bytes: number): boolean {
    const missing = bytes - this.singles.byteLength;
    if (missing <= 0) return true;
    if (bytes > LARGEST) return false;
    try {
      this.run.memory.grow(Math.ceil(missing / PAGE));
    } catch {
      return false;
    }
    this.singles = new Float32Array(this.run.memory.buffer);
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
    const { Instance, Module }: WebAssemblyNamespace = Reflect.get(globalThis, 'WebAssembly');
    const bytes = Uint8Array.from(moduleText.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
    return new Kernels(new Instance(new Module(bytes)).exports);
  } catch {
    // No WebAssembly or none with SIMD, a content security policy, a limit on address space: the loops need none of it.
    return null;
  }
}
