/** What the headers of frames say. The host's half of it is a stranger's word and is checked on arrival. */
import type { CrossingReason } from './crossing.ts';
import type { DefaultDevice, Forbids, StudentError } from './types.ts';

/** What student code threw; its place is one in the emitted code. */
export interface ThrownError extends StudentError {
  readonly column?: number;
}

/** Verbs and what they need; values travel encoded. */
export type Request =
  /** Loads the runtime, gives it its default device and forbids names of it: trusted code only. */
  | {
      readonly verb: 'prepare';
      readonly forbids: Forbids;
      readonly firstHandle: number;
      /** Where factories are to make tensors; without one on the CPU. */
      readonly device?: DefaultDevice;
    }
  /** Runs the top level of the student's file. */
  | { readonly verb: 'load' }
  | {
      readonly verb: 'call';
      /** A function of the student's, or one of the probes, which is given the submission first. */
      readonly on: 'submission' | 'probes';
      readonly name: string;
      readonly args: readonly unknown[];
      readonly after: boolean;
    }
  | { readonly verb: 'get'; readonly name: string }
  | { readonly verb: 'free'; readonly handle: number };

/** Why the host has no value, beside what the student's own code threw. */
export type RefusalReason = CrossingReason | 'no-export' | 'not-a-function' | 'lost-handle' | 'never-loaded';

export interface Refusal {
  readonly error: ThrownError;
  readonly reason?: RefusalReason;
}
