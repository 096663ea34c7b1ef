import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kit } from '../kit.ts';
import { certificatePath } from '../pipeline/certificate.ts';
import { canonicalDigest, treeDigest } from '../pipeline/digest.ts';
import { assignmentDigests } from '../pipeline/plan.ts';
import { type Certificate, certificateSchema } from '../schema/certificate.ts';
import { InputError } from '../schema/input-error.ts';
import { parseDocument } from '../schema/validate.ts';

/** What proves: the command, the mutating process, and the lockfile for the packages of the latter. */
export function proverDigest({ root, dist }: Kit): string {
  return treeDigest(root, [join(root, 'dist', 'gradus.js'), dist.mutate, join(root, 'package-lock.json')]);
}

/**
 * The certificate that the proofs would earn once more, since nothing that a run depends on has changed: suites, probes,
 * reference, mistakes, explained mutants, manifest, runtime, engine, host, transpiler, prover and Node are the same, and it
 * was tried on as many seeds. Undefined when there is none, or none that can be read.
 */
export function standingCertificate(kit: Kit, slug: string, seeds: number): Certificate | undefined {
  const certificate = readCertificate(certificatePath(kit, slug));
  if (certificate === undefined) return undefined;
  const stands =
    certificate.assignment === slug &&
    certificate.prover === proverDigest(kit) &&
    canonicalDigest(certificate.digests) === canonicalDigest(assignmentDigests(kit, slug)) &&
    canonicalDigest(certificate.versions) === canonicalDigest(kit.versions) &&
    certificate.seeds.reference >= seeds;
  return stands ? certificate : undefined;
}

/** One of another release, or damaged, is worth as much as none: it is proved again. */
function readCertificate(path: string): Certificate | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return parseDocument(readFileSync(path, 'utf8'), certificateSchema, path);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
