import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Kit, solutionDir } from '../kit.ts';
import { InputError } from '../schema/input-error.ts';
import { jsonLineAt } from '../schema/json-line-at.ts';
import { mutantsSchema } from '../schema/mutants.ts';
import { parseDocument, readText } from '../schema/validate.ts';
import type { MutantName } from './mutants.ts';

/** A surviving mutant that is explained. */
export interface Explained extends MutantName {
  /** Where: 'solutions/a03-softmax/mutants.json:5'. */
  readonly at: string;
}

export const mutantsPath = (slug: string): string => `solutions/${slug}/mutants.json`;

/** The list of an assignment's surviving mutants; empty where there is no file. */
export function explainedMutants(kit: Kit, slug: string): Explained[] {
  const path = join(solutionDir(kit, slug), 'mutants.json');
  if (!existsSync(path)) return [];
  const source = readText(path);
  const { assignment, survivors } = parseDocument(source, mutantsSchema, path);
  if (assignment !== slug) {
    throw new InputError({
      who: `${path}:${jsonLineAt(source, '/assignment')}`,
      seen: `/assignment: "${assignment}"`,
      expected: `the folder's name, "${slug}"`,
    });
  }
  return survivors.map(({ region, original, replacement, nth = 1 }, index) => ({
    ...{ region, original, replacement, nth },
    at: `${mutantsPath(slug)}:${jsonLineAt(source, `/survivors/${index}`)}`,
  }));
}
