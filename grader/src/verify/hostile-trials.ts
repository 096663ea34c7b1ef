import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readReference } from './check-layout.ts';
import { HOSTILE_ATTACKS, hostileSubmission } from './hostile-submissions.ts';
import type { Satisfied } from './make-trials.ts';
import type { Fault, Trial } from './proof.ts';
import type { Subject } from './subject.ts';

/** An attack knows nothing of the inputs: it does the same on every seed. */
const SEEDS_OF_AN_ATTACK = 1;
/** Whoever ends the process does so in every call: the rest of the cases then are not run, which is no verdict to earn. */
const RESTARTS = 1;

export interface HostileTrials {
  readonly trials: readonly Trial[];
  /** To be asked when the trials have run, those of the answers without thought among them. */
  weigh(): readonly Fault[];
}

/** Every attack as a submission, staged beside the bank: it takes the names of its exports from the compiled reference. */
export async function hostileTrials(
  { kit, manifest, stage }: Subject,
  satisfied: Satisfied,
): Promise<HostileTrials> {
  const source = readReference(kit, manifest);
  const earned = new Map<string, readonly string[]>();
  const trials: Trial[] = [];
  for (const [index, attack] of HOSTILE_ATTACKS.entries()) {
    const entry = `attack-${index + 1}.js`;
    await writeFile(join(stage.dir, entry), hostileSubmission(attack, source, stage.entry));
    const at = `a submission that attacks: ${attack}`;
    trials.push({
      proofs: ['zoo'],
      at,
      stage: { ...stage, entry },
      seeds: SEEDS_OF_AN_ATTACK,
      restarts: RESTARTS,
      judge: ({ cases }) => {
        earned.set(
          at,
          cases.filter(({ status }) => status === 'pass').map(({ id }) => id),
        );
        return cases
          .filter(({ failure }) => failure?.kind === 'grader-error')
          .map(({ id, failure }) => ({
            proof: 'zoo',
            says: `${id} fails in itself (${failure?.quote?.split('\n')[0]}): let it stand any answer, or the score is withheld`,
          }));
      },
    });
  }
  return {
    trials,
    weigh: () => {
      const byLuck = new Set([...satisfied.values()].flatMap((cases) => [...cases]));
      return [...earned].flatMap(([at, ids]) =>
        ids
          .filter((id) => !byLuck.has(id))
          .map(
            (id): Fault => ({
              proof: 'zoo',
              at,
              says: `passes ${id}, which no answer without thought does: let the case compare a value that only a right answer has`,
            }),
          ),
      );
    },
  };
}
