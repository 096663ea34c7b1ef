import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { Mt19937 } from './mt19937.ts';

/** PyTorch's seed of a generator that was given none. */
const DEFAULT_SEED = 67280421310721;
const SMALLEST_SEED = -(2n ** 63n);
const LARGEST_SEED = 2n ** 64n - 1n;

/** Where the parts of a state stand among its bytes: two words of 64 bits, then 32-bit ones. */
const SEED_AT = 0;
const CACHED_AT = 8;
const IS_CACHED_AT = 16;
const INDEX_AT = 20;
const WORDS_AT = 24;
const WORDS = 624;
const STATE_BYTES = WORDS_AT + 4 * WORDS;

/**
 * A stream of random numbers: PyTorch's `torch.Generator` on the CPU. Two generators know nothing of each
 * other; the same seed gives the numbers that PyTorch gives.
 *
 * ```ts
 * const generator = new torch.Generator().manualSeed(7);
 * torch.randperm(5, { generator }).tolist(); // → [ 0, 1, 3, 2, 4 ]
 * ```
 */
export class Generator {
  readonly #engine = new Mt19937(DEFAULT_SEED);
  #initialSeed = BigInt(DEFAULT_SEED);

  /** @internal The second of a pair of normal values, which the next call takes (see `normal.ts`). */
  cachedNormal: number | null = null;

  /**
   * Starts the stream of this seed and returns the generator. The stream depends on the low 32 bits only.
   *
   * @throws TypeError for what is no whole number; RuntimeError for one below -2^63 or above 2^64 - 1.
   */
  manualSeed(seed: number | bigint): this {
    const wide = seedOf(seed);
    this.#initialSeed = wide;
    this.#engine.seed(Number(BigInt.asUintN(32, wide)));
    this.cachedNormal = null;
    return this;
  }

  /** The seed that the stream began with: a bigint where a number does not hold it exactly. */
  initialSeed(): number | bigint {
    const seed = Number(this.#initialSeed);
    return Number.isSafeInteger(seed) ? seed : this.#initialSeed;
  }

  /** Starts a stream that is another one each time, and returns its seed. */
  seed(): number {
    const seed = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
    this.manualSeed(seed);
    return seed;
  }

  /** Everything that the numbers to come depend on, as bytes for `setState`. */
  getState(): Uint8Array {
    const state = new DataView(new ArrayBuffer(STATE_BYTES));
    const { words, index } = this.#engine.getState();
    state.setBigUint64(SEED_AT, this.#initialSeed, true);
    state.setFloat64(CACHED_AT, this.cachedNormal ?? 0, true);
    state.setUint32(IS_CACHED_AT, this.cachedNormal === null ? 0 : 1, true);
    state.setUint32(INDEX_AT, index, true);
    for (let i = 0; i < WORDS; i++) state.setUint32(WORDS_AT + 4 * i, words[i] as number, true);
    return new Uint8Array(state.buffer);
  }

  /**
   * Goes back to a state that `getState` gave: the same numbers follow again.
   *
   * @throws TypeError for anything but bytes; RuntimeError for bytes that are no state.
   */
  setState(bytes: Uint8Array): this {
    if (!(bytes instanceof Uint8Array)) {
      throw new ArgumentError({
        who: 'setState',
        seen: describe(bytes),
        expected: 'what getState() returned',
      });
    }
    if (bytes.length !== STATE_BYTES) {
      throw new RuntimeError({
        who: 'setState',
        seen: `RNG state is wrong size: ${bytes.length} bytes`,
        expected: `the ${STATE_BYTES} bytes that getState() returned`,
      });
    }
    const state = new DataView(bytes.buffer, bytes.byteOffset, STATE_BYTES);
    const index = state.getUint32(INDEX_AT, true);
    if (index > WORDS) {
      throw new RuntimeError({
        who: 'setState',
        seen: `Invalid mt19937 state: ${index} of ${WORDS} words used`,
        expected: 'what getState() returned, unchanged',
      });
    }
    const words = Uint32Array.from({ length: WORDS }, (_, i) => state.getUint32(WORDS_AT + 4 * i, true));
    this.#engine.setState({ words, index });
    this.#initialSeed = state.getBigUint64(SEED_AT, true);
    this.cachedNormal = state.getUint32(IS_CACHED_AT, true) === 0 ? null : state.getFloat64(CACHED_AT, true);
    return this;
  }

  /** @internal The next 32 bits: an integer in [0, 2^32). */
  u32(): number {
    return this.#engine.u32();
  }

  /** @internal The next 64 bits: an integer in [0, 2^64). */
  u64(): bigint {
    return this.#engine.u64();
  }

  /** @internal The next float32 of [0, 1): 24 bits. */
  u24(): number {
    return (this.#engine.u32() & 0xffffff) * 2 ** -24;
  }

  /** @internal The next float64 of [0, 1): the low 53 of 64 bits. */
  u53(): number {
    const high = this.#engine.u32() & 0x1fffff;
    return (high * 2 ** 32 + this.#engine.u32()) * 2 ** -53;
  }
}

/** What every function draws from that is given no `generator`. Unseeded, it begins somewhere else each time. */
export const defaultGenerator = new Generator();
defaultGenerator.seed();

/** The seed modulo 2^64. */
function seedOf(seed: number | bigint): bigint {
  if (typeof seed !== 'bigint' && !Number.isInteger(seed)) {
    throw new ArgumentError({ who: 'manualSeed', seen: describe(seed), expected: 'a whole number' });
  }
  const wide = BigInt(seed);
  if (wide < SMALLEST_SEED || wide > LARGEST_SEED) {
    throw new RuntimeError({
      who: 'manualSeed',
      seen: `Overflow when unpacking long: the seed is ${wide}`,
      expected: 'a whole number from -2**63 to 2**64 - 1',
    });
  }
  return BigInt.asUintN(64, wide);
}
