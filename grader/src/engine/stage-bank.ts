import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { compiledProbes } from '../authoring/probes.ts';
import type { BankStage } from '../diagnosis/mistake.ts';
import { makeStage, type Transpiler } from '../sandbox/index.ts';
import type { Stage } from '../sandbox/types.ts';

export interface BankRequest {
  /** The kit's root. */
  readonly root: string;
  readonly slug: string;
  /** What a submission's stage says: the bank meets the same guards. */
  readonly like: Pick<Stage, 'forbids'>;
  /** The folder that stages are made in. */
  readonly tempRoot: string;
  readonly torch: string;
  readonly transpiler: Transpiler;
}

const bankDir = (root: string, slug: string): string => join(root, 'solutions', slug);

/** Whether an assignment has a bank; a student's kit has none. */
export const hasBank = (root: string, slug: string): boolean =>
  existsSync(join(bankDir(root, slug), 'mistakes'));

/** Compiles the reference solution of an assignment and its mistakes into one stage: they import each other. */
export async function stageBank({
  root,
  slug,
  like,
  tempRoot,
  torch,
  transpiler,
}: BankRequest): Promise<BankStage> {
  const folder = bankDir(root, slug);
  const files = new Map<string, string>();
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  for (const name of names) {
    const path = join('solutions', slug, name);
    const result = await transpiler.reference(await readFile(join(folder, name), 'utf8'), path);
    if (!result.ok) {
      const errors = result.errors.map(({ line, column, message }) => `${path}:${line}:${column} ${message}`);
      throw new Error(`a solution does not compile\n${errors.join('\n')}`);
    }
    files.set(name.split(sep).join('/').replace(/\.ts$/, '.js'), result.code);
  }
  const mistakes = [...files.keys()].filter((name) => dirname(name) === 'mistakes');
  const probes = await compiledProbes(root, slug, transpiler);
  // The one file at the top is the reference: what lies in folders imports it.
  const entry = [...files.keys()].find((name) => !name.includes('/')) ?? '';
  const { forbids } = like;
  return { ...(await makeStage({ tempRoot, torch, files, entry, probes, forbids })), mistakes };
}
