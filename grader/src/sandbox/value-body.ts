/** The bytes of the tensors of one frame, and how many values it holds: collected while encoding, handed out while decoding. */
import { Bytes, bareList, bufferOf, byteLengthOf, byteOffsetOf, setBytes } from './primordials.ts';
import type { TensorData } from './types.ts';

/** A value, or its encoding, that breaks the rules of `values.ts`. */
export class ValueError extends Error {
  override name = 'ValueError';
}

/** Collects the bytes of the tensors of one frame. */
export class BodyWriter {
  readonly #parts: Uint8Array[] = bareList();
  #length = 0;
  nodes = 0;

  add(data: TensorData): void {
    const bytes = new Bytes(bufferOf(data), byteOffsetOf(data), byteLengthOf(data));
    this.#parts[this.#parts.length] = bytes;
    this.#length += byteLengthOf(bytes);
  }

  finish(): Uint8Array {
    const body = new Bytes(this.#length);
    let at = 0;
    for (let i = 0; i < this.#parts.length; i++) {
      const part = this.#parts[i] as Uint8Array;
      setBytes(body, part, at);
      at += byteLengthOf(part);
    }
    return body;
  }
}

/** Hands out the bytes of one frame's body, in order, each once. */
export class BodyReader {
  readonly #body: Uint8Array;
  #taken = 0;
  nodes = 0;

  constructor(body: Uint8Array) {
    this.#body = body;
  }

  /** A fresh copy of the next `length` bytes. */
  take(length: number): Uint8Array {
    if (length > byteLengthOf(this.#body) - this.#taken) throw new ValueError('tensor reaches past the body');
    const copy = new Bytes(length);
    setBytes(copy, new Bytes(bufferOf(this.#body), byteOffsetOf(this.#body) + this.#taken, length));
    this.#taken += length;
    return copy;
  }

  /** Throws when bytes are left over. */
  finish(): void {
    const left = byteLengthOf(this.#body) - this.#taken;
    if (left !== 0) throw new ValueError(`${left} bytes of the body belong to no tensor`);
  }
}
