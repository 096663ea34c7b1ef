import { rm } from 'node:fs/promises';
import type { Kit } from '../kit.ts';
import { certificatePath } from '../pipeline/certificate.ts';
import { writeDocument } from '../pipeline/durable-write.ts';
import { assignmentDigests } from '../pipeline/plan.ts';
import type { Certificate } from '../schema/certificate.ts';
import { PROOFS, type ProofName } from './proof.ts';
import { proverDigest } from './standing-certificate.ts';
import type { Verified } from './verify-assignment.ts';

/** Fewer seeds than these are a look, not a proof. */
export const SEEDS_OF_A_PROOF = 50;

/**
 * Writes the certificate of an assignment whose proofs all hold, and removes that of one which fails a proof. A look
 * with fewer seeds that finds nothing leaves what is there, and so does one that found its certificate standing.
 */
export async function writeCertificate(kit: Kit, verified: Verified, startedAt: Date): Promise<void> {
  const path = certificatePath(kit, verified.manifest.slug);
  if (verified.faults.length > 0) await rm(path, { force: true });
  else if (verified.standsSince === undefined && verified.seeds.reference >= SEEDS_OF_A_PROOF) {
    await writeDocument(path, certificateOf(kit, verified, startedAt));
  }
}

function certificateOf(
  kit: Kit,
  { manifest, seeds, tried, satisfied, mutants }: Verified,
  startedAt: Date,
): Certificate {
  const finishedAt = new Date();
  return {
    schema: 'certificate/v1',
    assignment: manifest.slug,
    digests: assignmentDigests(kit, manifest.slug),
    prover: proverDigest(kit),
    seeds,
    proofs: (Object.keys(PROOFS) as ProofName[]).map((name) => ({
      name,
      says: PROOFS[name],
      tried: tried[name] ?? 0,
    })),
    satisfied: satisfied.map(({ answer, cases }) => ({ answer, cases: [...cases] })),
    mutants: { ...mutants, survivors: [...mutants.survivors] },
    versions: { ...kit.versions },
    measured: {
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      wallMs: finishedAt.getTime() - startedAt.getTime(),
    },
  };
}
