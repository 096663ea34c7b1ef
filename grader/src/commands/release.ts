import { resolve } from 'node:path';
import type { Command } from 'commander';
import { findAssignment } from '../check/find-assignment.ts';
import { planShare } from '../check/visible-points.ts';
import { startEngine } from '../engine/index.ts';
import { assignmentSlugs, readManifest } from '../pipeline/manifest.ts';
import { findLeak } from '../release/find-leak.ts';
import { refuseForeign, replaceFolder } from '../release/replace-folder.ts';
import { type Secret, secretsOf } from '../release/secrets.ts';
import { type Released, studentBundle } from '../release/student-bundle.ts';
import { plainIsolation } from '../sandbox/index.ts';
import { InputError } from '../schema/input-error.ts';
import type { Session } from './session.ts';
import { staleStarters } from './starters.ts';

const NOTES = `
The kit needs no installation and no network: students run \`npx gradus check a03\` in it. It holds handouts,
starters, visible tests, the built runtime and the checker, and never solutions, hidden suites or mistakes.

DIR is yours, not a student's: it is replaced as a whole, and refused when anything in it was changed by hand.`;

/** `gradus release`: writes the folder that students are handed. */
export function release(program: Command, session: Session): void {
  program
    .command('release')
    .description("write the students' kit: handouts, starters, visible tests and the checker")
    .argument('[assignments...]', 'the assignments to hand out; all of them when left out')
    .requiredOption('--out <dir>', 'folder to write; an earlier release there is replaced')
    .addHelpText('after', NOTES)
    .action(async (asked: string[], { out }: { out: string }) => {
      const { kit, stdout } = session;
      const folder = resolve(out);
      refuseForeign(folder);
      const wanted = new Set(
        asked.length > 0 ? asked.map((name) => findAssignment(kit, name)) : assignmentSlugs(kit),
      );
      refuseStale(staleStarters(kit).map(({ path }) => path));
      const { released, secrets } = await survey(session, wanted);
      const bundle = studentBundle(kit, released);
      const leak = findLeak(bundle, secrets);
      if (leak !== undefined) {
        throw new InputError({
          who: 'gradus release',
          seen: `${leak.path} would give away “${leak.text}” (${leak.from})`,
          expected: 'nothing of a solution, a mistake or a hidden case in what students get',
          hint: 'reword the one or the other; nothing was written',
        });
      }
      await replaceFolder(folder, bundle);
      const lines = released.map(({ manifest }) => `  ${manifest.code} ${manifest.title}\n`);
      stdout.write(`${bundle.size} files written to ${out}\n${lines.join('')}`);
    });
}

function refuseStale(paths: readonly string[]): void {
  if (paths.length === 0) return;
  throw new InputError({
    who: 'gradus release',
    seen: `stale: ${paths.join(', ')}`,
    expected: 'each starter as its reference solution makes it',
    hint: 'npx gradus starters',
  });
}

/** The wanted assignments with their points, and the secrets of all: a kit must not give away the next one either. */
async function survey({ kit }: Session, wanted: ReadonlySet<string>) {
  const engine = startEngine(kit, plainIsolation());
  const released: Released[] = [];
  const secrets: Secret[] = [];
  try {
    for (const slug of assignmentSlugs(kit)) {
      const cases = await engine.collect(slug);
      secrets.push(...secretsOf(kit, slug, cases));
      const manifest = readManifest(kit, slug);
      if (wanted.has(slug)) released.push({ manifest, share: planShare(manifest, cases) });
    }
  } finally {
    await engine.close();
  }
  return { released, secrets };
}
