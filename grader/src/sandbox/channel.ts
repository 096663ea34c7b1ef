/** The host's end of the wire: blocking reads and writes on one descriptor. */
import { readSync, writeSync } from 'node:fs';
import { encodeFrame, type Frame, PREFIX_BYTES, parseHeader, readPrefix } from './frames.ts';
import { Bytes, byteLengthOf } from './primordials.ts';

const CHANNEL = 3;

/**
 * Captured like every other built-in: a submission that replaces `fs.readSync` changes nothing here.
 */
const read = readSync;
const write = writeSync;

function readExactly(length: number): Uint8Array | undefined {
  const bytes = new Bytes(length);
  let filled = 0;
  while (filled < length) {
    const count = read(CHANNEL, bytes, filled, length - filled, null);
    if (count === 0) return undefined;
    filled += count;
  }
  return bytes;
}

/** Waits for the next frame; undefined when the other side has hung up. */
export function readFrame(): Frame | undefined {
  const prefix = readExactly(PREFIX_BYTES);
  if (!prefix) return undefined;
  const { bodyBytes, headerBytes } = readPrefix(prefix);
  const header = readExactly(headerBytes);
  const body = readExactly(bodyBytes);
  return header && body && { header: parseHeader(header), body };
}

/** Throws FrameError over a cap, before a byte is written. */
export function writeFrame(header: unknown, body: Uint8Array): void {
  const frame = encodeFrame(header, body);
  const length = byteLengthOf(frame);
  let written = 0;
  while (written < length) written += write(CHANNEL, frame, written, length - written, null);
}
