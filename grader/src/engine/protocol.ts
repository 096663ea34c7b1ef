import type { BankStage } from '../diagnosis/mistake.ts';
import type { DefaultDevice, Isolation, Limits, Stage } from '../sandbox/types.ts';
import type { CaseFact } from '../schema/kinds.ts';

export type Visibility = 'visible' | 'hidden';

/** A case as its suite declares it: `describe('A03.2 softmaxStable') › describe('stability') › test(title)`. */
export interface SuiteCase {
  readonly id: string;
  readonly title: string;
  /** 'A03.2' */
  readonly task: string;
  /** 'stability' */
  readonly group: string;
  readonly visibility: Visibility;
}

/** One submission to run the suites of its assignment on. */
export interface RunRequest {
  readonly slug: string;
  readonly learner: string;
  readonly attempt: number;
  readonly stage: Stage;
  readonly limits: Limits;
  readonly seedKey: { readonly secret: string; readonly courseSeed: number };
  /** Runs only the suite that students can read. Left out, all suites of the assignment run. */
  readonly visibility?: 'visible';
  /** Stops at the first case that fails: the cases after it are left out, and the failure gets no name from a bank. */
  readonly untilFailure?: true;
  /** Where the submission's tensors live unless it says otherwise; without one on the CPU. The suites' own stay there. */
  readonly device?: DefaultDevice;
}

export interface RunResult {
  readonly cases: readonly CaseFact[];
  readonly measured: {
    readonly cpuMs: number;
    readonly wallMs: number;
    readonly outputBytes: number;
    readonly restarts: number;
    /** Processes of the submission that somebody else ended: such a run is not to be believed at once. */
    readonly killed: number;
  };
}

/** A suite file as CommonJS. The orchestrator compiles, so that the engine needs no transpiler of its own. */
export interface CompiledSuite {
  readonly visibility: Visibility;
  /** Its path in the kit, for messages. */
  readonly file: string;
  readonly code: string;
}

/** What the engine's process is started with. */
export interface EngineConfig {
  readonly dist: { readonly torch: string; readonly host: string };
  readonly isolation: Isolation;
}

/** A run whose observations the engine keeps until they are named. */
export interface Ran {
  readonly result: RunResult;
  /** Names the kept run; absent when there is nothing to name. */
  readonly nameless?: number;
}

/**
 * Orchestrator → engine. An assignment is loaded once, then run many times. Its bank is loaded when a run fails in a
 * way that has no name yet, and that run is then named by it.
 */
export type EngineRequest =
  | {
      readonly number: number;
      readonly verb: 'load';
      readonly slug: string;
      readonly suites: readonly CompiledSuite[];
    }
  | {
      readonly number: number;
      readonly verb: 'run';
      readonly request: RunRequest;
      /** Whether there is a bank that could name what fails. */
      readonly banked: boolean;
    }
  | { readonly number: number; readonly verb: 'bank'; readonly slug: string; readonly stage: BankStage }
  | { readonly number: number; readonly verb: 'name'; readonly slug: string; readonly nameless: number };

/** Engine → orchestrator. */
export type EngineReply =
  | { readonly number: number; readonly ok: true; readonly value: unknown }
  | { readonly number: number; readonly ok: false; readonly message: string };
