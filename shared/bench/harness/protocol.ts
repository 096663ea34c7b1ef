import type { Checksum } from './checksum.ts';

/** What a runtime's process says first. */
export interface Loaded {
  readonly version: string;
  readonly loadS: number;
}

/** What it is asked, one JSON document a line; the PyTorch process is told its work in source. */
export type Request =
  | { readonly do: 'prepare'; readonly case: number; readonly source?: string }
  | { readonly do: 'time'; readonly steps: number }
  | { readonly do: 'result' }
  | { readonly do: 'peakMemory' };

export interface Prepared {
  readonly checksum: Checksum | null;
}
export interface Measured {
  readonly measured: number;
}
export interface Failure {
  readonly error: string;
}
