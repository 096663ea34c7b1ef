import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  encodeFrame,
  type Frame,
  FrameDecoder,
  FrameError,
  MAX_BODY_BYTES,
  MAX_HEADER_BYTES,
} from '../../src/sandbox/frames.ts';

const prefix = (bodyBytes: number, headerBytes: number): Uint8Array =>
  new Uint8Array(Uint32Array.of(bodyBytes, headerBytes).buffer);

/** Feeds `bytes` in chunks of the given sizes, round and round. */
function decode(bytes: Uint8Array, sizes: readonly number[]): Frame[] {
  const decoder = new FrameDecoder();
  const frames: Frame[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] as number;
    frames.push(...decoder.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return frames;
}

const anyFrame = fc.record({ header: fc.jsonValue(), body: fc.uint8Array({ maxLength: 300 }) });
const anySizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 10 });

test('frames survive any cutting into chunks', () => {
  fc.assert(
    fc.property(fc.array(anyFrame, { maxLength: 5 }), anySizes, (frames, sizes) => {
      const bytes = Buffer.concat(frames.map(({ header, body }) => encodeFrame(header, body)));
      const back = decode(bytes, sizes);
      expect(back.map(({ body }) => [...body])).toEqual(frames.map(({ body }) => [...body]));
      // JSON has no −0.
      expect(JSON.stringify(back.map(({ header }) => header))).toBe(
        JSON.stringify(frames.map(({ header }) => header)),
      );
    }),
  );
});

test('random and damaged bytes are refused or wait for more: never another error', () => {
  const damaged = fc
    .tuple(anyFrame, fc.nat(), fc.integer({ min: 0, max: 255 }))
    .map(([{ header, body }, at, byte]) => {
      const bytes = encodeFrame(header, body);
      bytes[at % bytes.length] = byte;
      return bytes;
    });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), anySizes, (bytes, sizes) => {
      try {
        decode(bytes, sizes);
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError);
      }
    }),
    { numRuns: 500 },
  );
});

describe('caps', () => {
  test.each([
    ['header', 0, MAX_HEADER_BYTES + 1],
    ['body', MAX_BODY_BYTES + 1, 0],
    ['body', 2 ** 32 - 1, 2],
  ])('a %s over its cap is refused by the prefix alone', (part, bodyBytes, headerBytes) => {
    expect(() => new FrameDecoder().push(prefix(bodyBytes, headerBytes))).toThrow(
      new RegExp(`^${part} of ${Math.max(bodyBytes, headerBytes)} bytes, at most`),
    );
  });

  test('the largest claims are waited for, and cost nothing until the bytes come', () => {
    const decoder = new FrameDecoder();
    expect(decoder.push(prefix(MAX_BODY_BYTES, MAX_HEADER_BYTES))).toEqual([]);
    expect(decoder.midFrame).toBe(true);
  });

  test('the encoder keeps to them', () => {
    expect(() => encodeFrame('x'.repeat(MAX_HEADER_BYTES), new Uint8Array(0))).toThrow(FrameError);
    expect(() => encodeFrame(1, new Uint8Array(MAX_BODY_BYTES + 1))).toThrow(FrameError);
  });
});

test.each([
  ['no JSON', Buffer.from('{')],
  ['nothing', Buffer.alloc(0)],
  ['no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
])('a header that is %s', (_, text) => {
  expect(() => new FrameDecoder().push(Buffer.concat([prefix(0, text.length), text]))).toThrow(
    'header is not JSON in UTF-8',
  );
});
