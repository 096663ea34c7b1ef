import type { Jax } from './peers/jax-api.ts';
import type { Tfjs } from './peers/tfjs-api.ts';

/** What students import, as it was built. */
export type Gradus = typeof import('#torch');

/**
 * The columns beside ours, by the device that a question is about. With the GPU ours has two more: on the CPU, and on the GPU
 * in a page, where the two that follow run beside it.
 */
export const PEERS = {
  cpu: ['pytorch', 'tfjsWasm', 'tfjsCpu', 'jaxJs'],
  gpu: ['oursOnCpu', 'pytorch', 'oursInBrowser', 'jaxJsWebgpu', 'tfjsWebgpu'],
} as const;
export type Place = keyof typeof PEERS;
export type PeerName = (typeof PEERS)[Place][number];
export type RuntimeName = 'ours' | PeerName;

/**
 * A few inputs prepared once, and the step that is measured. Its result is forced, compared and freed by the worker. A step
 * that has to wait for a result gives a promise.
 */
export type Work<Api> = (api: Api) => () => unknown;

/** Python source that defines `step()`. `torch`, `nn`, `F` and `ramp` stand ready; `ramp` gives tensors of the device. */
export interface PythonWork {
  readonly source: string;
}

/** Why a peer cannot do the work. */
export interface Missing {
  readonly missing: string;
}

/** How what was measured becomes the number of the table. */
export interface Figure {
  readonly unit: string;
  readonly higherIsBetter: boolean;
  readonly of: (measured: number) => number;
}

/**
 * - `time`: seconds of one step, many in a row (unless said)
 * - `load`: seconds until a fresh process has the library ready
 * - `peakMemory`: bytes that a fresh process held at most, after one step
 * - `result`: the number that one step in a fresh process gives
 */
export type Measure = 'time' | 'load' | 'peakMemory' | 'result';

/** What the figure is to reach: a factor over a peer, or a number in the case's own unit. */
export type Target = { readonly over: PeerName; readonly times: number } | { readonly reach: number };

/** One row of the table: the same work in every library's own words. */
export interface Case {
  readonly size: string;
  readonly figure: Figure;
  readonly measure?: Measure;
  readonly targets?: readonly Target[];
  readonly ours: Work<Gradus>;
  readonly tfjs: Work<Tfjs> | Missing;
  readonly jaxJs: Work<Jax> | Missing;
  readonly pytorch: PythonWork | Missing;
  /** Columns that this row leaves out, and why. */
  readonly leftOut?: Readonly<Partial<Record<RuntimeName, string>>>;
  /** Far too much for an adapter in software. */
  readonly isForHardware?: boolean;
}

export interface Question {
  readonly asks: string;
  /** The device that it is about, the CPU unless said. */
  readonly place?: Place;
  readonly cases: readonly Case[];
  /** The same work so small that a test can run it. */
  readonly trial: readonly Case[];
}

const time = (unit: string, perSecond: number): Figure => ({
  unit,
  higherIsBetter: false,
  of: (seconds) => seconds * perSecond,
});
export const microseconds = time('µs', 1e6);
export const milliseconds = time('ms', 1e3);
export const mebibytes: Figure = { unit: 'MiB', higherIsBetter: false, of: (bytes) => bytes / 2 ** 20 };

/** `amount` of something in every step, by the second. */
export const rate = (unit: string, amount: number): Figure => ({
  unit,
  higherIsBetter: true,
  of: (seconds) => amount / seconds,
});

/** At most 1.5 times PyTorch's time for a million elements; of few, the cost of a call is what counts. */
export const largeTarget = (count: number): readonly Target[] =>
  count >= 1_000_000 ? [{ over: 'pytorch', times: 0.67 }] : [];

export const missing = (reason: string): Missing => ({ missing: reason });

/** Python source without the indentation that it has where it stands. */
export function python(strings: TemplateStringsArray, ...values: readonly (string | number)[]): PythonWork {
  const text = String.raw({ raw: strings }, ...values);
  const indents = [...text.matchAll(/^( *)\S/gm)].map(([, indent = '']) => indent.length);
  const least = Math.min(...indents);
  return { source: text.replace(new RegExp(`^ {${least}}`, 'gm'), '').trim() };
}

/** `count` numbers from -0.5 to 0.5 without an order, the same in every library: `ramp` of the Python worker. */
export function ramp(count: number, step = 7919): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => ((i * step) % 1009) / 1009 - 0.5);
}
