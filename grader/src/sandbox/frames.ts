/**
 * The wire between a suite and a submission host: frames on one descriptor.
 *
 *     u32 body length | u32 header length | header: JSON, UTF-8 | body: raw tensor bytes      (little-endian)
 *
 * Lengths are checked against the caps as soon as the prefix is there, before the rest is waited for.
 */
import { Bytes, byteLengthOf, fromUtf8, parse, setBytes, stringify, utf8 } from './primordials.ts';

export const MAX_HEADER_BYTES = 4 * 2 ** 20;
export const MAX_BODY_BYTES = 64 * 2 ** 20;
export const PREFIX_BYTES = 8;

export interface Frame {
  /** Parsed JSON; nothing is known of its shape yet. */
  readonly header: unknown;
  readonly body: Uint8Array;
}

/** Bytes that are not a frame, or a frame larger than the caps. */
export class FrameError extends Error {
  override name = 'FrameError';
}

function writeU32(bytes: Uint8Array, at: number, value: number): void {
  for (let i = 0; i < 4; i++) bytes[at + i] = (value >>> (8 * i)) & 255;
}

function readU32(bytes: Uint8Array, at: number): number {
  const byte = (i: number) => bytes[at + i] ?? 0;
  return (byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24)) >>> 0;
}

/** One frame as bytes. Throws FrameError over a cap. */
export function encodeFrame(header: unknown, body: Uint8Array): Uint8Array {
  const text = utf8(stringify(header));
  const headerBytes = byteLengthOf(text);
  const bodyBytes = byteLengthOf(body);
  checkSizes(bodyBytes, headerBytes);
  const frame = new Bytes(PREFIX_BYTES + headerBytes + bodyBytes);
  writeU32(frame, 0, bodyBytes);
  writeU32(frame, 4, headerBytes);
  setBytes(frame, text, PREFIX_BYTES);
  setBytes(frame, body, PREFIX_BYTES + headerBytes);
  return frame;
}

function checkSizes(bodyBytes: number, headerBytes: number): void {
  if (headerBytes > MAX_HEADER_BYTES) {
    throw new FrameError(`header of ${headerBytes} bytes, at most ${MAX_HEADER_BYTES} expected`);
  }
  if (bodyBytes > MAX_BODY_BYTES) {
    throw new FrameError(`body of ${bodyBytes} bytes, at most ${MAX_BODY_BYTES} expected`);
  }
}

/** The two lengths at the head of a frame. Throws FrameError over a cap. */
export function readPrefix(prefix: Uint8Array): { bodyBytes: number; headerBytes: number } {
  const bodyBytes = readU32(prefix, 0);
  const headerBytes = readU32(prefix, 4);
  checkSizes(bodyBytes, headerBytes);
  return { bodyBytes, headerBytes };
}

/** Throws FrameError when the bytes are not JSON in UTF-8. */
export function parseHeader(bytes: Uint8Array): unknown {
  try {
    return parse(fromUtf8(bytes));
  } catch {
    throw new FrameError('header is not JSON in UTF-8');
  }
}

const FIRST_BUFFER_BYTES = 64 * 1024;

/** Turns chunks of any sizes into frames. After a FrameError it must not be used again. */
export class FrameDecoder {
  // Grows with what has arrived, never with what a frame claims: a claim alone must not cost memory.
  #buffer = new Uint8Array(FIRST_BUFFER_BYTES);
  #filled = 0;

  /** True while part of a frame is waiting for the rest. */
  get midFrame(): boolean {
    return this.#filled > 0;
  }

  /** The frames completed by `chunk`. Throws FrameError on bytes that cannot be one. */
  push(chunk: Uint8Array): Frame[] {
    this.#keep(chunk);
    const frames: Frame[] = [];
    let start = 0;
    while (this.#filled - start >= PREFIX_BYTES) {
      const { bodyBytes, headerBytes } = readPrefix(this.#buffer.subarray(start, start + PREFIX_BYTES));
      const headerAt = start + PREFIX_BYTES;
      const bodyAt = headerAt + headerBytes;
      const end = bodyAt + bodyBytes;
      if (this.#filled < end) break;
      const header = parseHeader(this.#buffer.subarray(headerAt, bodyAt));
      frames.push({ header, body: this.#buffer.slice(bodyAt, end) });
      start = end;
    }
    this.#buffer.copyWithin(0, start, this.#filled);
    this.#filled -= start;
    return frames;
  }

  #keep(chunk: Uint8Array): void {
    const needed = this.#filled + chunk.length;
    if (needed > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
      larger.set(this.#buffer.subarray(0, this.#filled));
      this.#buffer = larger;
    }
    this.#buffer.set(chunk, this.#filled);
    this.#filled = needed;
  }
}
