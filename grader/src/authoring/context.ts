import type { Call } from '../diagnosis/call.ts';
import type { Host } from '../sandbox/types.ts';
import type { Rng } from './stream.ts';

/** What a running suite stands on: who is being graded, and where the case at hand gets its numbers. */
export interface SuiteContext {
  /** The process that holds the submission; the same one for all cases of a suite file. */
  host(slug: string): Promise<Host>;
  /** The id of the test that is running. */
  currentCase(): string;
  /** The named random stream of a case. */
  stream(slug: string, caseId: string): Rng;
  /** How far inside its tolerance a passing comparison lay: 0 exact, 1 at the edge. */
  recordMargin(caseId: string, margin: number): void;
  /** What the submission did with a checked call, for naming wrong answers once all cases have run. */
  observe(caseId: string, call: Call): void;
}

let current: SuiteContext | undefined;

/** Called by whoever runs suites (the engine, plain Jest) before a suite's tests start. */
export function provideContext(context: SuiteContext): void {
  current = context;
}

export function suiteContext(): SuiteContext {
  if (current === undefined) {
    throw new Error(
      'a suite ran outside the grader and outside this project’s Jest: nothing says whose submission to test',
    );
  }
  return current;
}
