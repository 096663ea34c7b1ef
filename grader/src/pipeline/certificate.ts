import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kit } from '../kit.ts';
import { certificateSchema } from '../schema/certificate.ts';
import type { PlannedAssignment } from '../schema/plan.ts';
import { parseDocument } from '../schema/validate.ts';
import { canonicalDigest, sha256 } from './digest.ts';

/** Beside the suites and not among them: a certificate must not change the digest that it vouches for. */
export const certificatePath = (kit: Kit, slug: string): string =>
  join(kit.root, 'grader', 'certificates', `${slug}.json`);

/** What vouches for the suite of an assignment whose files have these digests now. */
export function certificateFor(
  kit: Kit,
  slug: string,
  digests: PlannedAssignment['digests'],
): PlannedAssignment['certificate'] {
  const path = certificatePath(kit, slug);
  if (!existsSync(path)) return { status: 'none' };
  const content = readFileSync(path, 'utf8');
  const certificate = parseDocument(content, certificateSchema, path);
  if (canonicalDigest(certificate.digests) !== canonicalDigest(digests)) return { status: 'stale' };
  return {
    status: 'valid',
    sha256: sha256(content),
    seeds: certificate.seeds.reference,
    verifiedAt: certificate.measured.finishedAt,
  };
}

/** A remark for the teacher about a suite that nothing vouches for. */
export function certificateNote({ slug, certificate }: PlannedAssignment): string | undefined {
  if (certificate.status === 'valid') return undefined;
  const why = certificate.status === 'none' ? 'has no certificate' : 'has changed since its certificate';
  return `the suite of ${slug} ${why}: gradus verify ${slug}`;
}
