import { createHmac } from 'node:crypto';
import seedrandom from 'seedrandom';

/** A stream of uniform numbers in [0, 1). */
export type Rng = () => number;

/** What the streams of one attempt depend on. The secret never leaves the trusted side. */
export interface SeedKey {
  readonly secret: string;
  readonly courseSeed: number;
  readonly learner: string;
  readonly slug: string;
  readonly attempt: number;
}

/**
 * The random stream of one case: seedrandom(hex(HMAC-SHA256(secret, [course seed, learner, slug, attempt, case id]))).
 * Streams are named, so a new case changes no other case's numbers.
 */
export function caseStream(key: SeedKey, id: string): Rng {
  const message = JSON.stringify([key.courseSeed, key.learner, key.slug, key.attempt, id]);
  return seedrandom(createHmac('sha256', key.secret).update(message).digest('hex'));
}
