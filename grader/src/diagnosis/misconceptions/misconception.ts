/** A named wrong idea of the catalogue. */
export interface Misconception {
  /** A short name, for tables. */
  readonly name: string;
  /** What was seen and what it means, in one or two sentences. */
  readonly message: string;
  /** The ladder: a question about one step, where to look, almost there. No step holds the finished line. */
  readonly hints: readonly [string, string, string];
}

export type Catalogue = Readonly<Record<string, Misconception>>;
