import type { Checksum } from './checksum.ts';

/** What a runtime's process says first. */
export interface Loaded {
  readonly version: string;
  readonly loadS: number;
}

/** How long an answer may take. */
export const ANSWER_MS = 300_000;

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

/** A library that is loaded and answers, wherever it runs. */
export interface RunningRuntime {
  readonly loaded: Loaded;
  /** The checksum of a case's first result; the case is made ready. */
  prepare(of: { case: number; source?: string }): Promise<Prepared>;
  /** Seconds that so many steps take, or what else was measured. */
  measure(request: Exclude<Request, { do: 'prepare' }>): Promise<number>;
  stop(): void;
}

export interface Failure {
  readonly error: string;
}
