/** One look at one library: a number, whatever it measures. */
export type Sampler = () => Promise<number>;

export interface Rounds {
  readonly rounds: number;
  /** As many as these at least, however slow the library. */
  readonly atLeast: number;
  /** A library that has used this much sits the other rounds out. */
  readonly budgetMs: number;
}

export interface Sampled<Name> {
  /** By library, one entry a round; null where it sat out. */
  readonly samples: ReadonlyMap<Name, readonly (number | null)[]>;
  /** Libraries that threw, and what they said. */
  readonly failed: ReadonlyMap<Name, string>;
}

/**
 * Rounds in which every library has its turn: what else the machine does in a round then slows all of them. Each
 * round begins with the next library.
 */
export async function interleave<Name>(
  samplers: ReadonlyMap<Name, Sampler>,
  { rounds, atLeast, budgetMs }: Rounds,
  now: () => number = () => performance.now(),
): Promise<Sampled<Name>> {
  const samples = new Map<Name, (number | null)[]>([...samplers.keys()].map((name) => [name, []]));
  const spentMs = new Map<Name, number>();
  const failed = new Map<Name, string>();
  for (let round = 0; round < rounds; round++) {
    const names = [...samples.keys()];
    const shift = round % Math.max(1, names.length);
    for (const name of [...names.slice(shift), ...names.slice(0, shift)]) {
      const taken = samples.get(name);
      const sample = samplers.get(name);
      if (taken === undefined || sample === undefined) continue;
      const spent = spentMs.get(name) ?? 0;
      if (round >= atLeast && spent >= budgetMs) {
        taken.push(null);
        continue;
      }
      const begunAt = now();
      try {
        taken.push(await sample());
      } catch (error) {
        failed.set(name, error instanceof Error ? error.message : String(error));
        samples.delete(name);
      }
      spentMs.set(name, spent + now() - begunAt);
    }
  }
  return { samples, failed };
}
