/**
 * What crosses the boundary between a suite and a submission, and how a suite drives a host.
 * Everything here is plain data: nothing callable, no prototype of the student's, ever arrives.
 */

export const DTYPES = ['float32', 'float64', 'int64', 'int32', 'int16', 'int8', 'uint8', 'bool'] as const;
export type DtypeName = (typeof DTYPES)[number];

export type TensorData =
  | Float32Array
  | Float64Array
  | BigInt64Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint8Array;

/** A tensor as it crosses: row-major, contiguous; bool as bytes 0 and 1. */
export interface TensorValue {
  readonly kind: 'tensor';
  readonly dtype: DtypeName;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

/** A reference to something that stays inside the host (an instance, a function). */
export interface Handle {
  readonly kind: 'handle';
  readonly id: number;
  /** What it is, as the host describes it: 'function', or the name of its class. For messages only. */
  readonly describes: string;
}

/** A placeholder constant that the student has not filled in yet. */
export interface NotFilled {
  readonly kind: 'not-filled';
  readonly task: string;
}

export interface ValueRecord {
  readonly [key: string]: Value;
}

/** The closed set of values that may cross. Records have a null prototype on arrival. */
export type Value =
  | number
  | bigint
  | string
  | boolean
  | null
  | undefined
  | TensorValue
  | Handle
  | NotFilled
  | readonly Value[]
  | ValueRecord;

/** What a runtime's tensor shows the encoder; both the trusted and the staged runtime satisfy it. */
export interface TensorLike {
  readonly dtype: { readonly name: string };
  readonly shape: readonly number[];
  /** A row-major contiguous copy of the elements. */
  toTypedArray(): TensorData;
}

export interface Limits {
  /** Wall and CPU time to load the submission. */
  readonly loadMs: number;
  /** CPU time of one call; its wall time may be three times as long, for a busy machine. */
  readonly callMs: number;
  /** CPU time of all calls of one submission together. */
  readonly totalMs: number;
  readonly heapMb: number;
  /** Bytes that one process of a submission may print, stdout and stderr together. */
  readonly outputBytes: number;
  readonly restarts: number;
  /** A function that failed to return this many times in a row is not called again; the others go on. */
  readonly timeoutsInARow: number;
}

export const DEFAULT_LIMITS: Limits = {
  loadMs: 5_000,
  callMs: 2_000,
  totalMs: 60_000,
  heapMb: 256,
  outputBytes: 1_000_000,
  restarts: 5,
  timeoutsInARow: 3,
};

/** A device other than the CPU that a trusted submission's tensors may live on unless it says otherwise. */
export type DefaultDevice = 'gpu';

/** Public runtime names that throw inside the host, and why (curriculum: guards). */
export interface Forbids {
  readonly names: readonly string[];
  readonly because: string;
}

/** A directory made for one submission: `package.json`, `torch.js`, the transpiled file. */
export interface Stage {
  readonly dir: string;
  /** The student's file inside `dir`, transpiled: 'softmax.js'. */
  readonly entry: string;
  /** The assignment's probes inside `dir`, where it has any: 'probes.js'. */
  readonly probes?: string;
  /** The startup snapshot of a host that fits `torch.js`; without one the host is loaded from its file. */
  readonly snapshot?: string;
  readonly forbids: Forbids;
}

export type IsolationLevel = 0 | 1 | 2 | 3;

/** What protects this machine from the submission; stands in every report. */
export interface Isolation {
  readonly level: IsolationLevel;
  readonly layers: readonly string[];
  readonly missing: readonly string[];
}

/** Why a request to the host gave no value. The words are the report's kinds. */
export type HostFailureKind = 'student-error' | 'timeout' | 'memory' | 'output' | 'dead' | 'protocol';

export interface StudentError {
  /** 'TypeError', 'NotImplementedError', 'Forbidden', …; 'Error' when the student made the name up. */
  readonly name: string;
  /** The student's own words: capped and stripped, still not to be shown for hidden cases. */
  readonly message: string;
  /** Line in the student's file, where known. */
  readonly line?: number;
}

export interface CallReply {
  readonly value: Value;
  /** For every argument: a digest of it after the call equals the one before. */
  readonly argumentsUnchanged: readonly boolean[];
  /** The arguments after the call, when asked for. */
  readonly argumentsAfter?: readonly Value[];
}

export interface HostUsage {
  readonly cpuMs: number;
  readonly outputBytes: number;
  readonly restarts: number;
  /** Processes that a signal ended which neither a limit nor a fault of theirs sends; `ended-from-outside.ts`. */
  readonly killed: number;
}

/** One submission's process. Requests are answered in order, one in flight. Rejects with `HostFailure`. */
export interface Host {
  call(
    name: string,
    args: readonly Value[],
    options?: { readonly argumentsAfter?: boolean },
  ): Promise<CallReply>;
  /**
   * Calls a function of the assignment's probes, with the submission's exports before `args`. It drives what cannot
   * cross (objects, functions, graphs) from plain data, beside the student's code.
   */
  probe(name: string, args: readonly Value[]): Promise<CallReply>;
  /** An exported constant; an exported function comes as a handle. */
  get(name: string): Promise<Value>;
  /** Ends the process and everything it started; safe to call twice. */
  close(): Promise<HostUsage>;
}
