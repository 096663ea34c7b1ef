import { readManifest } from '../pipeline/manifest.ts';
import type { Manifest } from '../schema/manifest.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { checkLayout } from './check-layout.ts';
import { checkSecrets } from './check-secrets.ts';
import { makeTrials, type Seeds } from './make-trials.ts';
import type { Fault, ProofName, Trial } from './proof.ts';
import { type CountedFault, runTrials } from './run-trials.ts';
import { readCases, readSubject, type Workshop } from './subject.ts';

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** The file that was run last. */
  readonly last?: string;
}

export interface VerifyRequest extends Workshop {
  readonly slug: string;
  /** Seeds that the reference is run on. */
  readonly seeds: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** What came of the proofs of one assignment. */
export interface Verified {
  readonly manifest: Manifest;
  readonly seeds: Seeds;
  /** What was tried, by proof: runs of submissions, or 1 where files are compared. A proof that is absent was not tried. */
  readonly tried: Readonly<Partial<Record<ProofName, number>>>;
  /** Empty when every proof holds. */
  readonly faults: readonly CountedFault[];
  /** Cases that an answer without thought satisfied on some seed. */
  readonly satisfied: readonly { readonly answer: string; readonly cases: readonly string[] }[];
}

/** The bank is large and its answers differ on every seed: ten of the reference's fifty are enough for each mistake. */
const OTHER_SEEDS = 10;

/** Tries every proof on one assignment. `InputError` when a file of it cannot be read at all. */
export async function verifyAssignment(request: VerifyRequest): Promise<Verified> {
  const { kit, slug, engines, signal, onProgress } = request;
  const manifest = readManifest(kit, slug);
  const seeds = { reference: request.seeds, others: Math.min(request.seeds, OTHER_SEEDS) };
  const cases = await readCases(request, slug);
  const layout = checkLayout(kit, manifest, cases);
  if (layout.length > 0) {
    // Without a common layout nothing else can be run or scored.
    return { manifest, seeds, tried: { layout: 1 }, faults: layout.map(alone), satisfied: [] };
  }
  const subject = await readSubject(request, manifest, cases);
  const compared = [...checkCatalogue(kit, manifest, subject.bank.mistakes), ...checkSecrets(subject)];
  const { trials, satisfied } = await makeTrials(subject, seeds);
  let done = 0;
  const total = trials.reduce((sum, trial) => sum + trial.seeds, 0);
  onProgress({ done, total });
  const onRun = (last: string) => {
    done += 1;
    onProgress({ done, total, last });
  };
  const ran = await runTrials(trials, { manifest, engines, signal, onRun });
  return {
    manifest,
    seeds,
    tried: { layout: 1, catalogue: 1, secrets: 1, ...runsOf(trials) },
    faults: [...compared.map(alone), ...ran],
    satisfied: [...satisfied].map(([answer, ids]) => ({ answer, cases: [...ids].sort() })),
  };
}

const alone = (fault: Fault): CountedFault => ({ ...fault, more: 0 });

function runsOf(trials: readonly Trial[]): Verified['tried'] {
  const runs: Partial<Record<ProofName, number>> = {};
  for (const { proofs, seeds } of trials) {
    for (const proof of proofs) runs[proof] = (runs[proof] ?? 0) + seeds;
  }
  return runs;
}
