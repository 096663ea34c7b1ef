import { getNumThreads } from '../../num-threads.ts';
import { Kernels, sharedKernels } from '../wasm/kernels.ts';
import { startWorker } from './start-worker.ts';

/** Words at the start of the shared memory, in 32 bits: see assembly/matmul.ts. */
const ACTIVE = 1;
const SERVING = 2;

/** How often a thread looks whether the others are done before it sleeps: for about as long as waking up takes. */
const LOOKS = 50_000;

/** The same where a thread may not sleep, the main one of a browser: for a second or more. */
const LOOKS_AWAKE = 1e9;

/** How long the others may take over their last tiles, which the system may also keep from running for a while. */
const PATIENCE_MS = 2000;

/** More threads than this find no tiles: whoever asks for a million of them is not to get them. */
const MOST_THREADS = 32;

/** Workers with instances of the kernels on one shared memory. */
export class Pool {
  readonly kernels: Kernels;
  /** How many threads there are to be, with the one that asks. */
  readonly size: number;
  readonly #words: Int32Array;
  readonly #ends: (() => void)[] = [];
  readonly #canSleep: boolean;
  #hasServed = false;
  #isBroken = false;

  /** @throws where the host has no shared memory or no workers, or denies them. */
  constructor(size: number) {
    const shared = sharedKernels();
    this.size = size;
    this.#words = new Int32Array(shared.memory.buffer);
    while (this.#ends.length < size - 1) {
      this.#ends.push(startWorker(shared, () => this.#break()));
    }
    this.kernels = new Kernels(shared.bytes, shared.memory);
    this.#canSleep = canSleep(this.#words);
  }

  /** The threads that a product will have; the one that asks is the first. Workers take a while to start. */
  threads(): number {
    const serving = Atomics.load(this.#words, SERVING);
    this.#hasServed ||= serving > 0;
    return this.#isBroken ? 1 : 1 + serving;
  }

  /** All workers have been idle for so long that they ended. */
  isOver(): boolean {
    return this.threads() === 1 && this.#hasServed && !this.#isBroken;
  }

  /** Waits for the others' last tiles. False where one does not answer: the pool is not used any more. */
  isDone(): boolean {
    const looks = this.#canSleep ? LOOKS : LOOKS_AWAKE;
    let active = Atomics.load(this.#words, ACTIVE);
    for (let look = 0; active > 0 && look < looks; look++) active = Atomics.load(this.#words, ACTIVE);
    while (active > 0) {
      if (!this.#canSleep || Atomics.wait(this.#words, ACTIVE, active, PATIENCE_MS) === 'timed-out') {
        this.#break();
        return false;
      }
      active = Atomics.load(this.#words, ACTIVE);
    }
    return true;
  }

  end(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  #break(): void {
    this.#isBroken = true;
    this.end();
  }
}

/** Not yet asked for: undefined. Not to be had here: null. */
let pool: Pool | null | undefined;

/** The pool, if it has workers that are ready. It is started when it is first asked for, and nobody waits for that. */
export function readyPool(): Pool | null {
  const count = Math.min(getNumThreads(), MOST_THREADS);
  if (count === 1 || pool === null) return null;
  if (pool !== undefined && (pool.size !== count || pool.isOver())) {
    pool.end();
    pool = undefined;
  }
  pool ??= start(count);
  return pool !== null && pool.threads() > 1 ? pool : null;
}

function start(count: number): Pool | null {
  try {
    return new Pool(count);
  } catch {
    // A sandbox, no SharedArrayBuffer, a limit on memory or threads: one thread does it all.
    return null;
  }
}

function canSleep(words: Int32Array): boolean {
  try {
    Atomics.wait(words, ACTIVE, 0, 0);
    return true;
  } catch {
    return false;
  }
}
