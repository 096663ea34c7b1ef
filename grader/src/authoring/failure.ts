import type { Failure } from '../schema/kinds.ts';

/** Thrown inside a test when the submission, not the suite, is at fault. */
export class CaseFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super([`${failure.who}: ${failure.what}`, failure.detail, failure.quote].filter(Boolean).join('\n'));
    this.name = 'CaseFailure';
    this.failure = failure;
  }
}
