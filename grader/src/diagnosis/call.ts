import type { Value } from '../sandbox/types.ts';

/** A checked call of one function, and what came of it. */
export interface Call {
  readonly on: 'submission' | 'probes';
  readonly name: string;
  readonly args: readonly Value[];
  readonly outcome: Outcome;
}

/** "Output" in full: the value and whether the arguments stayed as they were, or the name of the thrown error. */
export type Outcome = { readonly value: Value; readonly unchanged: boolean } | { readonly threw: string };

/** What one case of a task saw. */
export interface ObservedCase {
  readonly id: string;
  readonly failed: boolean;
  readonly calls: readonly Call[];
}
