import type { Writable } from 'node:stream';

/** A stream for text: `process.stdout`, or a collector in a test. */
export type TextStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };
