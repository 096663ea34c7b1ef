import type { Secret } from './secrets.ts';

/** So many characters at a place of a text choose the few secrets that may stand there. */
const KEY = 12;

/** Thousands of secrets, looked for in one walk over a text: a search for each would take ten seconds a release. */
export class SecretIndex {
  readonly #secrets: readonly Secret[];
  /** Ranks by how their texts begin. */
  readonly #byKey = new Map<string, number[]>();
  /** Ranks of texts that are shorter than a key; they are few. */
  readonly #short: number[] = [];

  constructor(secrets: readonly Secret[]) {
    this.#secrets = secrets;
    for (const [rank, { text }] of secrets.entries()) {
      const key = text.slice(0, KEY);
      const ranks = text.length < KEY ? this.#short : this.#byKey.get(key);
      if (ranks === undefined) this.#byKey.set(key, [rank]);
      else ranks.push(rank);
    }
  }

  /** The first, in their order, of the secrets that stand in a text: of one assignment, or of any. */
  firstIn(text: string, slug?: string): Secret | undefined {
    let first = this.#secrets.length;
    const stands = (rank: number, at: number): void => {
      const secret = this.#secrets[rank] as Secret;
      const counts = rank < first && (slug === undefined || slug === secret.slug);
      if (counts && text.startsWith(secret.text, at)) first = rank;
    };
    for (const rank of this.#short) {
      const at = text.indexOf((this.#secrets[rank] as Secret).text);
      if (at >= 0) stands(rank, at);
    }
    for (let at = 0; at + KEY <= text.length; at++) {
      for (const rank of this.#byKey.get(text.slice(at, at + KEY)) ?? []) stands(rank, at);
    }
    return this.#secrets[first];
  }
}
