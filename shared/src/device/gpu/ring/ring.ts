import { type Ending, type Facts, type Message, WORDS_OF_LOSS } from './messages.ts';

/*
 * The memory that two workers share: one computes and asks (the caller), the other has the GPU (the owner). It holds, in
 * this order:
 *
 *   words      16 numbers that both read by Atomics
 *   notes      what the owner tells once: the facts of its GPU, how it ended, what WebGPU refused
 *   answer     the bytes that were asked for last
 *   queue      messages, one after another, round and round: two words that say how long they are, JSON, bytes
 */

/** So many bytes fit into one answer, and may go with one message. */
export const PIECE_BYTES = 2 ** 20;

const NOTE_BYTES = 2 ** 12;
const NOTES_AT = 64;
const ANSWER_AT = 2 ** 16;
const QUEUE_AT = ANSWER_AT + PIECE_BYTES;
const QUEUE_BYTES = 2 ** 22;

/** Bytes of the memory. */
export const RING_BYTES = QUEUE_AT + QUEUE_BYTES;

/** How long either side may be silent. */
const DEADLINE_MS = 60_000;

/** How long the end of a program waits for the owner. */
const QUIT_MS = 5000;

/** Whoever sleeps looks so often whether the ring has been closed. */
const LOOK_MS = 1000;

const AT = {
  state: 0,
  /** Bytes that were put into the queue, and taken out of it, since the start. Both may go round. */
  written: 1,
  taken: 2,
  answers: 3,
  answerBytes: 4,
  /** The lengths of the notes. */
  facts: 5,
  ending: 6,
  complaint: 7,
  /** 1 from when a caller has made it its own. */
  caller: 8,
  /** 1 from when the owner has let go of its GPU. */
  left: 9,
} as const;

const STATE = { opening: 0, open: 1, closed: 2 } as const;

export interface Received {
  readonly message: Message;
  readonly bytes: Uint8Array;
}

/** Either side's view of the memory. One caller and one owner may use it. */
export class Ring {
  readonly #words: Int32Array;
  readonly #answer: Uint8Array;
  readonly #queue: Uint8Array;
  readonly #queueWords: Int32Array;
  readonly #facts: Note;
  readonly #ending: Note;
  readonly #complaint: Note;
  readonly #deadlineMs: number;

  constructor(memory: SharedArrayBuffer, deadlineMs = DEADLINE_MS) {
    this.#words = new Int32Array(memory, 0, 16);
    this.#answer = new Uint8Array(memory, ANSWER_AT, PIECE_BYTES);
    this.#queue = new Uint8Array(memory, QUEUE_AT, QUEUE_BYTES);
    this.#queueWords = new Int32Array(memory, QUEUE_AT, QUEUE_BYTES / 4);
    const note = (slot: number, length: number): Note =>
      new Note(this.#words, length, new Uint8Array(memory, NOTES_AT + slot * NOTE_BYTES, NOTE_BYTES));
    this.#facts = note(0, AT.facts);
    this.#ending = note(1, AT.ending);
    this.#complaint = note(2, AT.complaint);
    this.#deadlineMs = deadlineMs;
  }

  get isClosed(): boolean {
    return Atomics.load(this.#words, AT.state) === STATE.closed;
  }

  /** How it ended; null while it has not. */
  ending(): Ending | null {
    const text = this.isClosed ? this.#ending.read() : null;
    return text === null ? null : JSON.parse(text);
  }

  /** Ends it for both sides: what is sent from now on goes nowhere. The first to say why is heard. */
  close(why: Ending['why'], message: string): void {
    const ending: Ending = { why, message: message.slice(0, NOTE_BYTES / 8) };
    this.#ending.leave(JSON.stringify(ending));
    Atomics.store(this.#words, AT.state, STATE.closed);
    for (const at of [AT.state, AT.written, AT.taken, AT.answers]) Atomics.notify(this.#words, at);
  }

  // The caller's side.

  /** Makes it the ring of this caller; false where it is another's, or was. */
  claim(): boolean {
    return Atomics.exchange(this.#words, AT.caller, 1) === 0;
  }

  /** Waits, without blocking, for the owner to have its GPU open; null where it has none, which `ending` explains. */
  async opened(): Promise<Facts | null> {
    const { async, value } = Atomics.waitAsync(this.#words, AT.state, STATE.opening, this.#deadlineMs);
    if (async && (await value) === 'timed-out') this.#closeSilent();
    return this.#factsIfOpen();
  }

  /** The same, blocking. */
  openedNow(): Facts | null {
    this.#hasChanged(AT.state, STATE.opening);
    return this.#factsIfOpen();
  }

  /** Closes it, and blocks until the owner has let go of its GPU. */
  quit(): void {
    this.close('lost', 'the end of the program');
    Atomics.wait(this.#words, AT.left, 0, QUIT_MS);
  }

  /** How an open one ended, once it has. */
  async ended(): Promise<Ending> {
    const { async, value } = Atomics.waitAsync(this.#words, AT.state, STATE.open);
    if (async) await value;
    return this.ending() ?? { why: 'died', message: WORDS_OF_LOSS.died };
  }

  /** Puts a message into the queue; blocks only while that is full. */
  send(message: Message, bytes: Uint8Array = new Uint8Array(0)): void {
    const head = new TextEncoder().encode(JSON.stringify(message));
    const length = padded(8 + head.length + bytes.length);
    for (;;) {
      if (this.isClosed) return;
      const taken = Atomics.load(this.#words, AT.taken);
      const used = (Atomics.load(this.#words, AT.written) - taken) | 0;
      if (length <= QUEUE_BYTES - used) break;
      if (!this.#hasChanged(AT.taken, taken)) return;
    }
    const at = Atomics.load(this.#words, AT.written);
    this.#queueWords[place(at) / 4] = head.length;
    this.#queueWords[place(at + 4) / 4] = bytes.length;
    this.#copyIn(at + 8, head);
    this.#copyIn(at + 8 + head.length, bytes);
    Atomics.store(this.#words, AT.written, (at + length) | 0);
    Atomics.notify(this.#words, AT.written);
  }

  /** Sends a message and blocks until its answer is there; null where none comes any more, since the ring is closed. */
  ask(message: Message): Uint8Array | null {
    const answers = Atomics.load(this.#words, AT.answers);
    this.send(message);
    if (!this.#hasChanged(AT.answers, answers)) return null;
    return this.#answer.slice(0, Atomics.load(this.#words, AT.answerBytes));
  }

  /** What WebGPU has refused since the last look, and forgets it. */
  takeComplaint(): string | null {
    const text = this.#complaint.read();
    this.#complaint.clear();
    return text;
  }

  // The owner's side.

  open(facts: Facts): void {
    this.#facts.leave(JSON.stringify(facts));
    Atomics.compareExchange(this.#words, AT.state, STATE.opening, STATE.open);
    Atomics.notify(this.#words, AT.state);
  }

  /** Says that the GPU has been let go of. */
  leave(): void {
    Atomics.store(this.#words, AT.left, 1);
    Atomics.notify(this.#words, AT.left);
  }

  /** The next message, out of the queue; null where there is none. */
  take(): Received | null {
    const at = Atomics.load(this.#words, AT.taken);
    if (at === Atomics.load(this.#words, AT.written)) return null;
    const headBytes = this.#queueWords[place(at) / 4] as number;
    const bodyBytes = this.#queueWords[place(at + 4) / 4] as number;
    const head = new TextDecoder().decode(this.#copyOut(at + 8, headBytes));
    const bytes = this.#copyOut(at + 8 + headBytes, bodyBytes);
    Atomics.store(this.#words, AT.taken, (at + padded(8 + headBytes + bodyBytes)) | 0);
    Atomics.notify(this.#words, AT.taken);
    return { message: JSON.parse(head), bytes };
  }

  /** Waits, without blocking, for a message or the end. */
  async arrival(): Promise<void> {
    if (this.isClosed) return;
    const { async, value } = Atomics.waitAsync(
      this.#words,
      AT.written,
      Atomics.load(this.#words, AT.taken),
      LOOK_MS,
    );
    if (async) await value;
  }

  /** Gives the caller, who waits, up to `PIECE_BYTES` bytes. */
  answer(bytes: Uint8Array): void {
    this.#answer.set(bytes);
    Atomics.store(this.#words, AT.answerBytes, bytes.length);
    Atomics.add(this.#words, AT.answers, 1);
    Atomics.notify(this.#words, AT.answers);
  }

  /** Leaves word of what WebGPU refused, unless an earlier one has not been taken yet: that is the cause. */
  complain(text: string): void {
    this.#complaint.leave(text);
  }

  #factsIfOpen(): Facts | null {
    const text = this.isClosed ? null : this.#facts.read();
    return text === null ? null : JSON.parse(text);
  }

  /** Blocks until a word is another; false where the ring is closed, or the other side silent for too long. */
  #hasChanged(at: number, value: number): boolean {
    const start = performance.now();
    while (Atomics.load(this.#words, at) === value) {
      if (this.isClosed) return false;
      const leftMs = this.#deadlineMs - (performance.now() - start);
      if (leftMs <= 0) {
        this.#closeSilent();
        return false;
      }
      Atomics.wait(this.#words, at, value, Math.min(leftMs, LOOK_MS));
    }
    return true;
  }

  #closeSilent(): void {
    this.close('died', `${WORDS_OF_LOSS.silent} ${this.#deadlineMs / 1000} s`);
  }

  #copyIn(at: number, bytes: Uint8Array): void {
    const start = place(at);
    const first = Math.min(bytes.length, QUEUE_BYTES - start);
    this.#queue.set(bytes.subarray(0, first), start);
    this.#queue.set(bytes.subarray(first), 0);
  }

  #copyOut(at: number, length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length);
    const start = place(at);
    const first = Math.min(length, QUEUE_BYTES - start);
    bytes.set(this.#queue.subarray(start, start + first));
    bytes.set(this.#queue.subarray(0, length - first), first);
    return bytes;
  }
}

/** Where in the queue the byte of that number stands. */
function place(at: number): number {
  return at & (QUEUE_BYTES - 1);
}

/** Messages begin at whole words. */
function padded(bytes: number): number {
  return (bytes + 3) & ~3;
}

/** A text that one side leaves for the other. */
class Note {
  readonly #words: Int32Array;
  readonly #length: number;
  readonly #bytes: Uint8Array;

  /** `length` is the word that says how many bytes it has; 0 where there is none. */
  constructor(words: Int32Array, length: number, bytes: Uint8Array) {
    this.#words = words;
    this.#length = length;
    this.#bytes = bytes;
  }

  leave(text: string): void {
    if (Atomics.load(this.#words, this.#length) !== 0) return;
    const bytes = new TextEncoder().encode(text).subarray(0, NOTE_BYTES);
    this.#bytes.set(bytes);
    Atomics.store(this.#words, this.#length, bytes.length);
  }

  read(): string | null {
    const length = Atomics.load(this.#words, this.#length);
    // The decoder of a browser takes no shared memory.
    return length === 0 ? null : new TextDecoder().decode(this.#bytes.slice(0, length));
  }

  clear(): void {
    Atomics.store(this.#words, this.#length, 0);
  }
}
