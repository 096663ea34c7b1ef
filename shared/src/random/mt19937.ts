/** Words of state. */
const LENGTH = 624;
/** How far ahead of a word stands the one it is mixed with. */
const MIDDLE = 397;
const TWIST = 0x9908b0df;
const UPPER_BIT = 0x80000000;
const LOWER_BITS = 0x7fffffff;

/** Where a stream stands: the words of the engine and how many of them have been handed out. */
export interface Mt19937State {
  /** 624 words. */
  readonly words: Uint32Array;
  /** 0 to 624; at 624 the next draw refills the words. */
  readonly index: number;
}

/**
 * The Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), the engine of PyTorch's CPU generator and of
 * NumPy's `RandomState`. The same seed gives the same 32-bit words as theirs.
 */
export class Mt19937 {
  private readonly words = new Uint32Array(LENGTH);
  private index = LENGTH;
  /** A seed whose words nobody has asked for yet: many a stream is seeded again before its first number. */
  private unspread: number | ArrayLike<number> | null = null;

  constructor(seed: number | ArrayLike<number> = 5489) {
    this.seed(seed);
  }

  /**
   * Starts the stream anew. Of a number the low 32 bits count (pass an integer; a negative one is taken modulo
   * 2^32); a sequence of 32-bit words goes through the authors' `init_by_array`, must not be empty and is the
   * engine's from now on.
   */
  seed(seed: number | ArrayLike<number>): void {
    this.unspread = seed;
    this.index = LENGTH;
  }

  /** The next word: an integer in [0, 2^32). */
  u32(): number {
    if (this.index >= LENGTH) this.refill();
    let word = this.words[this.index++] as number;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    word ^= word >>> 18;
    return word >>> 0;
  }

  /** The next two words as one integer in [0, 2^64), the first word its high half. */
  u64(): bigint {
    const high = this.u32();
    return (BigInt(high) << 32n) | BigInt(this.u32());
  }

  /** A copy of the state: later draws leave it as it is. */
  getState(): Mt19937State {
    this.spread();
    return { words: this.words.slice(), index: this.index };
  }

  /** Goes to a state that `getState` gave: the draws that followed it then follow again. */
  setState(state: Mt19937State): void {
    this.words.set(state.words);
    this.unspread = null;
    this.index = state.index;
  }

  private spread(): void {
    if (typeof this.unspread === 'number') this.seedByNumber(this.unspread);
    else if (this.unspread !== null) this.seedByArray(this.unspread);
    this.unspread = null;
  }

  private seedByNumber(seed: number): void {
    const { words } = this;
    // The remainder first: `>>>` alone is exact only up to 2^53, and so is this, but it says what is meant.
    words[0] = seed % 2 ** 32;
    for (let i = 1; i < LENGTH; i++) {
      words[i] = Math.imul(1812433253, scrambled(words[i - 1] as number)) + i;
    }
  }

  private seedByArray(key: ArrayLike<number>): void {
    const { words } = this;
    this.seedByNumber(19650218);
    let i = 1;
    let j = 0;
    for (let left = Math.max(LENGTH, key.length); left > 0; left--) {
      const mixed = Math.imul(scrambled(words[i - 1] as number), 1664525);
      words[i] = ((words[i] as number) ^ mixed) + (key[j] as number) + j;
      i = this.nextPlace(i);
      j = (j + 1) % key.length;
    }
    for (let left = LENGTH - 1; left > 0; left--) {
      const mixed = Math.imul(scrambled(words[i - 1] as number), 1566083941);
      words[i] = ((words[i] as number) ^ mixed) - i;
      i = this.nextPlace(i);
    }
    // A state of zeros only would never leave zero.
    words[0] = UPPER_BIT;
  }

  /** The place after `i` in a walk round the words, which begins again at 1 with the last word kept in place 0. */
  private nextPlace(i: number): number {
    if (i + 1 < LENGTH) return i + 1;
    this.words[0] = this.words[LENGTH - 1] as number;
    return 1;
  }

  private refill(): void {
    this.spread();
    const { words } = this;
    // In three runs rather than with remainders: at the end of the words their partners begin anew at the front.
    for (let i = 0; i < LENGTH - MIDDLE; i++) {
      words[i] = twisted(words[i] as number, words[i + 1] as number, words[i + MIDDLE] as number);
    }
    for (let i = LENGTH - MIDDLE; i < LENGTH - 1; i++) {
      words[i] = twisted(words[i] as number, words[i + 1] as number, words[i + MIDDLE - LENGTH] as number);
    }
    const last = LENGTH - 1;
    words[last] = twisted(words[last] as number, words[0] as number, words[MIDDLE - 1] as number);
    this.index = 0;
  }
}

/** The top bit of a word with the rest of the next, shifted, twisted if odd, and mixed with the partner. */
function twisted(word: number, next: number, partner: number): number {
  const joined = (word & UPPER_BIT) | (next & LOWER_BITS);
  return partner ^ (joined >>> 1) ^ (-(joined & 1) & TWIST);
}

function scrambled(word: number): number {
  return word ^ (word >>> 30);
}
