import { tableLines } from '../console/table.ts';
import { PROOFS, type ProofName } from './proof.ts';
import type { Verified } from './verify-assignment.ts';
import { SEEDS_OF_A_PROOF } from './write-certificate.ts';

const COLUMNS = [
  { title: 'assignment', align: 'left' },
  { title: 'proof', align: 'left' },
  { title: 'tried', align: 'right' },
  { title: 'result', align: 'left' },
] as const;

/** A table of all proofs, and under it a line for each one that fails, with what to do. */
export function renderVerified(results: readonly Verified[]): {
  readonly text: string;
  readonly holds: boolean;
} {
  const names = Object.keys(PROOFS) as ProofName[];
  const rows = results.flatMap((verified) =>
    names.map((name, i) => [
      i === 0 ? verified.manifest.slug : '',
      name,
      triedText(verified.tried[name]),
      resultText(verified, name),
    ]),
  );
  const faults = results.flatMap(({ faults }) =>
    faults.map(
      ({ proof, at, says, more }) => `${proof}: ${at}: ${says}${more > 0 ? ` (and ${more} more)` : ''}`,
    ),
  );
  const lines = [...tableLines(COLUMNS, rows), '', ...faults, ...results.map(verdict)];
  return { text: `${lines.join('\n')}\n`, holds: faults.length === 0 };
}

const triedText = (tried: number | undefined): string => (tried === undefined ? '–' : String(tried));

function resultText({ tried, faults }: Verified, name: ProofName): string {
  if (tried[name] === undefined) return 'not tried';
  const failed = faults.filter(({ proof }) => proof === name);
  return failed.length === 0 ? 'holds' : `FAILS at ${failed.length}`;
}

function verdict({ manifest: { slug }, seeds, faults, satisfied, standsSince }: Verified): string {
  if (faults.length > 0) return `${slug} may not grade yet: it has no certificate`;
  const lucky = new Set(satisfied.flatMap(({ cases }) => cases)).size;
  const luck = lucky === 0 ? '' : `; answers without thought satisfy ${lucky} single cases`;
  if (standsSince !== undefined) {
    return `${slug} holds on ${seeds.reference} seeds${luck}: nothing has changed since its certificate of ${standsSince}`;
  }
  return seeds.reference < SEEDS_OF_A_PROOF
    ? `${slug} holds on ${seeds.reference} seeds${luck}; a certificate takes ${SEEDS_OF_A_PROOF}`
    : `${slug} holds on ${seeds.reference} seeds${luck}; its certificate is written`;
}
