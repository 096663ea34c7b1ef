import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { starterOf } from '../authoring/regions.ts';
import type { Kit } from '../kit.ts';
import { writeDurably } from '../pipeline/durable-write.ts';
import { InputError } from '../schema/input-error.ts';
import type { Session } from './session.ts';

/** One file of `starter/`, as its reference solution makes it. */
export interface Starter {
  /** Where it belongs, from the kit's root: 'starter/a03-softmax/softmax.ts'. */
  readonly path: string;
  readonly text: string;
}

/** The starters of all assignments: one for each file beside `mistakes/` in `solutions/<slug>/`. */
export function allStarters({ root }: Pick<Kit, 'root'>): Starter[] {
  const solutions = join(root, 'solutions');
  const slugs = readdirSync(solutions, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return slugs.flatMap(({ name: slug }) =>
    readdirSync(join(solutions, slug))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => {
        const source = readFileSync(join(solutions, slug, file), 'utf8');
        return {
          path: join('starter', slug, file),
          text: starterOf(source, join('solutions', slug, file)),
        };
      }),
  );
}

/** Those whose file is missing or differs: the solution has changed since. */
export function staleStarters(kit: Pick<Kit, 'root'>): Starter[] {
  return allStarters(kit).filter(({ path, text }) => {
    const file = join(kit.root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
}

/** `gradus starters`: writes what students begin with, from the marked regions of the reference solutions. */
export function starters(program: Command, session: Session): void {
  program
    .command('starters')
    .description('write the starter files of all assignments from their reference solutions')
    .option('--check', 'write nothing; fail when a starter is stale')
    .action(async ({ check }: { check?: true }) => {
      const stale = staleStarters(session.kit);
      if (check) refuse(stale);
      for (const { path, text } of stale) await writeDurably(join(session.kit.root, path), text);
      const what = stale.length === 0 ? 'all starters are up to date' : `${stale.length} written:`;
      session.stdout.write(`${[what, ...stale.map(({ path }) => `  ${path}`)].join('\n')}\n`);
    });
}

function refuse(stale: readonly Starter[]): void {
  if (stale.length === 0) return;
  throw new InputError({
    who: 'gradus starters',
    seen: `stale: ${stale.map(({ path }) => path).join(', ')}`,
    expected: 'each starter as its reference solution makes it',
    hint: 'run `gradus starters` and commit what it writes',
  });
}
