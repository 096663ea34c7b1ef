import type { Rng } from '../authoring/stream.ts';
import type { Call } from '../diagnosis/call.ts';
import type { Failure, Kind } from '../schema/kinds.ts';
import { encodeToken } from './token.ts';

/** Failures that a second run of the same input says nothing about. */
const NOTHING_TO_REPLAY: ReadonlySet<Kind> = new Set(['compile-error', 'not-run', 'grader-error']);

/**
 * The last call of every case, and whether its input was drawn for this student. A fixed input gets no token: it is
 * the same for everyone and stays hidden for the next attempt too. The call that fails a case is its last.
 */
export class DrawnInputs {
  readonly #drawn = new Set<string>();
  readonly #last = new Map<string, Call>();

  /** The stream of a case's next call, which tells when the first number is taken from it. */
  watch(caseId: string, rng: Rng): Rng {
    this.#drawn.delete(caseId);
    return () => {
      this.#drawn.add(caseId);
      return rng();
    };
  }

  note(caseId: string, call: Call): void {
    this.#last.set(caseId, call);
  }

  /** The token of a failed case; undefined when it must not or cannot have one. */
  tokenOf(slug: string, caseId: string, { kind, misconception }: Failure): string | undefined {
    const call = this.#last.get(caseId);
    const unwritten = misconception === 'M-STUB';
    if (call === undefined || unwritten || NOTHING_TO_REPLAY.has(kind) || !this.#drawn.has(caseId))
      return undefined;
    const { on, name, args } = call;
    return encodeToken({ slug, on, name, args });
  }
}
