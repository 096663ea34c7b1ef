import type { GPUErrorScopes } from '../web-gpu.ts';

/** All that can be refused. */
const FILTERS = ['validation', 'out-of-memory', 'internal'] as const;

/** Whose call was refused: the operation's name, or how to find it. */
type Culprit = string | (() => Promise<string | null>);

/**
 * What WebGPU refuses, and by which operation it was asked. It says so later than it is asked: for that there are scopes, one
 * for each call that an operation is known to have made, and one around them all.
 */
export class Refusals {
  readonly #device: GPUErrorScopes;
  /** The first since the caller was told last; null for none. */
  #first: Promise<string | null> = Promise.resolve(null);

  constructor(device: GPUErrorScopes) {
    this.#device = device;
    this.#push();
  }

  /** Why WebGPU refuses what is asked of it in `run`; null where it does not. */
  of(run: () => void): Promise<string | null> {
    this.#push();
    run();
    return this.#pop();
  }

  /** Remembers a refusal of what the operation has asked, if it comes to one. */
  note(culprit: Culprit, refusal: Promise<string | null>): void {
    this.#add(
      refusal.then(async (message) => {
        if (message === null) return null;
        const who = typeof culprit === 'string' ? culprit : await culprit();
        return who === null ? message : `in ${who}: ${message}`;
      }),
    );
  }

  /** The first of all that was asked since the last telling: that is the cause of those after it. */
  told(): Promise<string | null> {
    this.#add(this.#pop());
    this.#push();
    const first = this.#first;
    this.#first = Promise.resolve(null);
    return first;
  }

  #add(refusal: Promise<string | null>): void {
    this.#first = Promise.all([this.#first, refusal]).then(([earlier, later]) => earlier ?? later);
  }

  #push(): void {
    for (const filter of FILTERS) this.#device.pushErrorScope(filter);
  }

  async #pop(): Promise<string | null> {
    // A device that is lost may refuse to say: that it is lost is told otherwise.
    const scopes = FILTERS.map(() => this.#device.popErrorScope().catch(() => null));
    const errors = await Promise.all(scopes);
    return errors.find((error) => error !== null)?.message ?? null;
  }
}
