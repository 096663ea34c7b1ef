/**
 * A replay token: one call with its arguments, as a word that can be pasted into a terminal.
 *
 *     gr1.BASE64URL( first 6 bytes of SHA-256(deflated) · deflated )
 *     deflated = raw deflate of  JSON [slug, on, name, [argument, …]]  '\n'  the bytes of the tensors
 *
 * It holds an input and nothing else: no seed, no expected value, no words of a test.
 */
import { createHash } from 'node:crypto';
import { constants, deflateRawSync } from 'node:zlib';
import type { Value } from '../sandbox/types.ts';
import { BodyWriter } from '../sandbox/value-body.ts';
import { encodeValue, isHandle, isNotFilledValue, isTensorValue } from '../sandbox/values.ts';

/** A call that a suite made, and what it was made on. */
export interface ReplayedCall {
  /** The assignment. */
  readonly slug: string;
  readonly on: 'submission' | 'probes';
  /** The function's name: 'softmaxStable'. */
  readonly name: string;
  readonly args: readonly Value[];
}

export const PREFIX = 'gr1.';
/** A longer word is no longer pasted with comfort; its case gets no token. */
export const MAX_TOKEN_LENGTH = 4_096;
/** Huge beside what 4,096 letters can honestly hold, and small beside what a bomb would unpack to. */
export const MAX_INFLATED_BYTES = 65_536;
export const CHECKSUM_BYTES = 6;
export const NEWLINE = 0x0a;

/** The token of a call; undefined when it is too large for one, or its arguments mean nothing elsewhere (handles). */
export function encodeToken({ slug, on, name, args }: ReplayedCall): string | undefined {
  if (!args.every(isPlain)) return undefined;
  const body = new BodyWriter();
  const header = JSON.stringify([slug, on, name, args.map((arg) => encodeValue(arg, body))]);
  const content = Buffer.concat([Buffer.from(`${header}\n`), body.finish()]);
  if (content.length > MAX_INFLATED_BYTES) return undefined;
  // Builds of zlib look for repetitions differently; without that search the same input is the same token everywhere.
  const deflated = deflateRawSync(content, { strategy: constants.Z_HUFFMAN_ONLY });
  const token = PREFIX + Buffer.concat([checksum(deflated), deflated]).toString('base64url');
  return token.length > MAX_TOKEN_LENGTH ? undefined : token;
}

export const checksum = (deflated: Uint8Array): Buffer =>
  createHash('sha256').update(deflated).digest().subarray(0, CHECKSUM_BYTES);

/** Whether a value means the same in every process. */
export function isPlain(value: Value): boolean {
  if (typeof value !== 'object' || value === null || isTensorValue(value)) return true;
  if (isHandle(value) || isNotFilledValue(value)) return false;
  return (Array.isArray(value) ? value : Object.values(value)).every(isPlain);
}
