import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { findAssignment } from '../check/find-assignment.ts';
import { progressOn } from '../console/progress.ts';
import { type BankingEngine, startEngine } from '../engine/index.ts';
import type { Kit } from '../kit.ts';
import { assignmentSlugs } from '../pipeline/manifest.ts';
import { bareIsolation, createTranspiler, hostSnapshots, plainIsolation } from '../sandbox/index.ts';
import { temporaryFolder } from '../sandbox/temporary-folder.ts';
import type { Isolation } from '../sandbox/types.ts';
import { InputError } from '../schema/input-error.ts';
import { compareDevices } from '../verify/compare-devices.ts';
import { renderComparison } from '../verify/render-comparison.ts';
import { renderVerified } from '../verify/render-verified.ts';
import { requireGpu } from '../verify/require-gpu.ts';
import type { Workshop } from '../verify/subject.ts';
import { type VerifyRequest, verifyAssignment } from '../verify/verify-assignment.ts';
import { SEEDS_OF_A_PROOF, writeCertificate } from '../verify/write-certificate.ts';
import type { Session } from './session.ts';

interface VerifyFlags {
  readonly all?: true;
  readonly seeds?: number;
  readonly force?: boolean;
  readonly device?: 'gpu';
}

/** A driver in software takes minutes for one. */
const SEEDS_OF_A_COMPARISON = 1;

const SEEDS =
  `seeds for the reference (default: ${SEEDS_OF_A_PROOF}); mistakes meet three of them. ` +
  `With --device seeds for all (default: ${SEEDS_OF_A_COMPARISON})`;

const NOTES = `
Runs the reference, the starter, every mistake, answers without thought, attacks on the grader (the zoo), and small changes
of the reference (mutants) through the suites, without a sandbox: all of this code is ours. An assignment whose proofs
all hold, on 50 seeds or more, gets a certificate in grader/certificates; one that fails a proof loses it. Where nothing
that a run depends on has changed since, nothing is run again. \`gradus grade\` copies the certificate into every report.

With --device gpu the reference, the starter and every mistake are run twice, on the CPU and with a GPU as the default
device, and each case has to end alike on both. What may differ says why: a GPU has no float64. No certificate is written
or removed. It takes what torch.device('gpu') takes: the package webgpu and a driver.`;

/**
 * `gradus verify`: a suite may grade once it has proved itself. Exit status 0 when every proof holds, or with `--device`
 * every case ends alike on both devices; 1 when not.
 */
export function verify(program: Command, session: Session): void {
  program
    .command('verify')
    .description('prove that the suites are fair: reference, starter, mistakes')
    .argument('[assignments...]', "the assignments: 'a03', 'softmax' or 'a03-softmax'")
    .option('--all', 'all assignments')
    .option('--seeds <n>', SEEDS, wholeNumber)
    .option('--force', 'prove again what has a certificate that still stands')
    .addOption(
      new Option('--device <name>', 'compare the verdicts there with those on the CPU instead')
        .choices(['gpu'])
        .conflicts('force'),
    )
    .addHelpText('after', NOTES)
    .action(async (asked: string[], flags: VerifyFlags) => {
      const slugs = slugsFor(session.kit, asked, flags.all === true);
      try {
        const run = flags.device === undefined ? prove : compare;
        const { text, holds } = await run(slugs, flags, session);
        session.stdout.write(text);
        session.status = holds ? 0 : 1;
      } catch (error) {
        if (!session.signal.aborted) throw error;
        session.stderr.write('Interrupted.\n');
        session.status = 130;
      }
    });
}

interface Findings {
  readonly text: string;
  /** Whether nothing stands against what was tried. */
  readonly holds: boolean;
}

async function prove(
  slugs: readonly string[],
  { seeds = SEEDS_OF_A_PROOF, force = false }: VerifyFlags,
  session: Session,
): Promise<Findings> {
  const { kit, signal } = session;
  const results = await inWorkshop(kit, plainIsolation(), (workshop) =>
    oneByOne(slugs, session, async (slug, onProgress) => {
      const startedAt = new Date();
      const verified = await verifyAssignment({ ...workshop, slug, seeds, force, signal, onProgress });
      await writeCertificate(kit, verified, startedAt);
      return verified;
    }),
  );
  return renderVerified(results);
}

async function compare(
  slugs: readonly string[],
  { seeds = SEEDS_OF_A_COMPARISON }: VerifyFlags,
  session: Session,
): Promise<Findings> {
  const { kit, signal } = session;
  const results = await inWorkshop(kit, bareIsolation(), async (workshop) => {
    await requireGpu(kit, workshop.tempRoot);
    // A driver is in no snapshot.
    const bare = { ...workshop, snapshotFor: async () => undefined };
    return oneByOne(slugs, session, (slug, onProgress) =>
      compareDevices({ ...bare, slug, seeds, signal, onProgress }),
    );
  });
  return renderComparison(results);
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

/** What comes of each assignment, one after the other, with a line of progress. */
async function oneByOne<Result>(
  slugs: readonly string[],
  { stderr }: Session,
  work: (slug: string, onProgress: VerifyRequest['onProgress']) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const slug of slugs) {
    const progress = progressOn(stderr, undefined, 'run');
    try {
      results.push(await work(slug, progress.show));
    } finally {
      progress.end();
    }
  }
  return results;
}

/** Lends one engine per core, and takes everything back. */
async function inWorkshop<Result>(
  kit: Kit,
  isolation: Isolation,
  work: (workshop: Workshop) => Promise<Result>,
): Promise<Result> {
  const tempRoot = await temporaryFolder('verify');
  const transpiler = createTranspiler(kit.dist);
  const start = (): BankingEngine => startEngine(kit, isolation, transpiler);
  const engines = [start(), ...Array.from({ length: availableParallelism() - 1 }, start)] as const;
  try {
    const snapshotFor = hostSnapshots(kit.dist, isolation, async () => tempRoot);
    return await work({ kit, engines, transpiler, tempRoot, snapshotFor });
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
    transpiler.close();
    await rm(tempRoot, { recursive: true, force: true });
  }
}
