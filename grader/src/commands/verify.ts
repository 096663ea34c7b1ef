import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import { findAssignment } from '../check/find-assignment.ts';
import { progressOn } from '../console/progress.ts';
import { type BankingEngine, startEngine } from '../engine/index.ts';
import type { Kit } from '../kit.ts';
import { assignmentSlugs } from '../pipeline/manifest.ts';
import { createTranspiler, hostSnapshots, plainIsolation } from '../sandbox/index.ts';
import { temporaryFolder } from '../sandbox/temporary-folder.ts';
import { InputError } from '../schema/input-error.ts';
import { renderVerified } from '../verify/render-verified.ts';
import type { Workshop } from '../verify/subject.ts';
import { type Verified, verifyAssignment } from '../verify/verify-assignment.ts';
import { writeCertificate } from '../verify/write-certificate.ts';
import type { Session } from './session.ts';

interface VerifyFlags {
  readonly all?: true;
  readonly seeds: number;
  readonly force?: boolean;
}

const NOTES = `
Runs the reference, the starter, every mistake, answers without thought, and small changes of the reference (mutants)
through the suites, without a sandbox: all of this code is ours. An assignment whose proofs all hold, on 50 seeds or
more, gets a certificate in grader/certificates; one that fails a proof loses it. Where nothing that a run depends on
has changed since, nothing is run again. \`gradus grade\` copies the certificate into every report.`;

/** `gradus verify`: a suite may grade once it has proved itself. Exit status 0 when every proof holds, 1 when not. */
export function verify(program: Command, session: Session): void {
  program
    .command('verify')
    .description('prove that the suites are fair: reference, starter, mistakes')
    .argument('[assignments...]', "the assignments: 'a03', 'softmax' or 'a03-softmax'")
    .option('--all', 'all assignments')
    .option('--seeds <n>', 'seeds for the reference; mistakes meet three of them', wholeNumber, 50)
    .option('--force', 'prove again what has a certificate that still stands')
    .addHelpText('after', NOTES)
    .action(async (asked: string[], flags: VerifyFlags) => {
      const slugs = slugsFor(session.kit, asked, flags.all === true);
      const results: Verified[] = [];
      try {
        await inWorkshop(session.kit, async (workshop) => {
          for (const slug of slugs) results.push(await verifyOne(workshop, slug, flags, session));
        });
      } catch (error) {
        if (!session.signal.aborted) throw error;
        session.stderr.write('Interrupted.\n');
        session.status = 130;
        return;
      }
      const { text, holds } = renderVerified(results);
      session.stdout.write(text);
      session.status = holds ? 0 : 1;
    });
}

function wholeNumber(text: string): number {
  const seeds = Number(text);
  if (!Number.isInteger(seeds) || seeds < 1)
    throw new InvalidArgumentError('expected a whole number above 0');
  return seeds;
}

function slugsFor(kit: Kit, asked: readonly string[], all: boolean): string[] {
  if (all && asked.length > 0) {
    throw new InputError({
      who: 'gradus verify',
      seen: '--all beside the names of assignments',
      expected: 'one of the two',
    });
  }
  if (all) return assignmentSlugs(kit);
  if (asked.length === 0) {
    throw new InputError({
      who: 'gradus verify',
      seen: 'no assignment is named',
      expected: `--all, or some of ${assignmentSlugs(kit).join(', ')}`,
    });
  }
  return [...new Set(asked.map((name) => findAssignment(kit, name)))];
}

async function verifyOne(
  workshop: Workshop,
  slug: string,
  { seeds, force = false }: VerifyFlags,
  { kit, stderr, signal }: Session,
): Promise<Verified> {
  const startedAt = new Date();
  const progress = progressOn(stderr, undefined, 'run');
  try {
    const verified = await verifyAssignment({
      ...workshop,
      ...{ slug, seeds, force, signal },
      onProgress: progress.show,
    });
    await writeCertificate(kit, verified, startedAt);
    return verified;
  } finally {
    progress.end();
  }
}

/** Lends one engine per core, and takes everything back. */
async function inWorkshop(kit: Kit, work: (workshop: Workshop) => Promise<void>): Promise<void> {
  const tempRoot = await temporaryFolder('verify');
  const transpiler = createTranspiler(kit.dist);
  const start = (): BankingEngine => startEngine(kit, plainIsolation(), transpiler);
  const engines = [start(), ...Array.from({ length: availableParallelism() - 1 }, start)] as const;
  try {
    const snapshotFor = hostSnapshots(kit.dist, plainIsolation(), async () => tempRoot);
    await work({ kit, engines, transpiler, tempRoot, snapshotFor });
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
    transpiler.close();
    await rm(tempRoot, { recursive: true, force: true });
  }
}
