import type { Kit } from '../kit.ts';
import { canonicalDigest } from '../pipeline/digest.ts';
import { readManifest } from '../pipeline/manifest.ts';
import { assignmentDigests } from '../pipeline/plan.ts';
import type { Certificate } from '../schema/certificate.ts';
import type { Manifest } from '../schema/manifest.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { checkLayout } from './check-layout.ts';
import { checkSecrets } from './check-secrets.ts';
import { hostileTrials } from './hostile-trials.ts';
import { makeTrials, type Seeds } from './make-trials.ts';
import { mutantTrials } from './mutant-trials.ts';
import type { Fault, ProofName, Trial } from './proof.ts';
import { type CountedFault, runTrials } from './run-trials.ts';
import { standingCertificate } from './standing-certificate.ts';
import { readCases, readSubject, type Workshop } from './subject.ts';
import type { MutantCount } from './weigh-mutants.ts';

type Digests = ReturnType<typeof assignmentDigests>;

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
  /** Runs everything, even where a certificate still stands. */
  readonly force: boolean;
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
  readonly mutants: MutantCount;
  /** When it was proved, where a certificate still stands and nothing was run. */
  readonly standsSince?: string;
}

/** The bank is large and its answers differ on every seed: three of the reference's fifty are enough for each mistake. */
const OTHER_SEEDS = 3;

/** Tries every proof on one assignment. `InputError` when a file of it cannot be read at all. */
export async function verifyAssignment(request: VerifyRequest): Promise<Verified> {
  const { kit, slug, engines, signal, onProgress } = request;
  const digests = assignmentDigests(kit, slug);
  const manifest = readManifest(kit, slug);
  const seeds = { reference: request.seeds, others: Math.min(request.seeds, OTHER_SEEDS) };
  const cases = await readCases(request, slug);
  const layout = checkLayout(kit, manifest, cases);
  if (layout.length > 0) {
    // Without a common layout nothing else can be run or scored.
    const mutants = { tried: 0, killed: 0, survivors: [] };
    return { manifest, seeds, tried: { layout: 1 }, faults: layout.map(alone), satisfied: [], mutants };
  }
  // What students are handed is in no digest: this comparison is made every time, as that of the starter is.
  const secrets = checkSecrets(kit, manifest, cases);
  const standing = request.force ? undefined : standingCertificate(kit, slug, request.seeds);
  if (standing !== undefined) return asProved(manifest, standing, secrets);
  const subject = await readSubject(request, manifest, cases);
  const { trials: fixed, satisfied } = await makeTrials(subject, seeds);
  const zoo = await hostileTrials(subject, satisfied);
  const mutants = await mutantTrials(subject, signal);
  const trials = [...fixed, ...zoo.trials, ...mutants.trials];
  let done = 0;
  const total = trials.reduce((sum, trial) => sum + trial.seeds, 0);
  onProgress({ done, total });
  const onRun = (last: string) => {
    done += 1;
    onProgress({ done, total, last });
  };
  const ran = await runTrials(trials, { manifest, engines, signal, onRun });
  const { count, faults } = mutants.weigh();
  const compared = [
    ...checkCatalogue(kit, manifest, subject.bank.mistakes),
    ...secrets,
    ...checkUnchanged(kit, slug, digests),
  ];
  return {
    manifest,
    seeds,
    tried: { layout: 1, catalogue: 1, secrets: 1, ...runsOf(trials) },
    faults: [...compared.map(alone), ...ran, ...[...zoo.weigh(), ...faults].map(alone)],
    satisfied: [...satisfied].map(([answer, ids]) => ({ answer, cases: [...ids].sort() })),
    mutants: count,
  };
}

/** What a standing certificate says. */
function asProved(manifest: Manifest, standing: Certificate, secrets: readonly Fault[]): Verified {
  const { seeds, proofs, satisfied, mutants, measured } = standing;
  return {
    manifest,
    seeds,
    tried: Object.fromEntries(proofs.map(({ name, tried }) => [name, tried])),
    faults: secrets.map(alone),
    satisfied,
    mutants,
    standsSince: measured.finishedAt,
  };
}

/** A certificate vouches for the files as they are when it is written: they must be those that were run. */
function checkUnchanged(kit: Kit, slug: string, before: Digests): Fault[] {
  if (canonicalDigest(before) === canonicalDigest(assignmentDigests(kit, slug))) return [];
  return [{ proof: 'layout', at: slug, says: 'has changed while it was proved: run it again' }];
}

const alone = (fault: Fault): CountedFault => ({ ...fault, more: 0 });

function runsOf(trials: readonly Trial[]): Verified['tried'] {
  const runs: Partial<Record<ProofName, number>> = {};
  for (const { proofs, seeds } of trials) {
    for (const proof of proofs) runs[proof] = (runs[proof] ?? 0) + seeds;
  }
  return runs;
}
