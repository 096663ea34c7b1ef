import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MISCONCEPTIONS, misconception } from '../diagnosis/misconceptions.ts';
import type { MistakeFacts } from '../diagnosis/mistake.ts';
import { type Kit, solutionDir } from '../kit.ts';
import type { Manifest } from '../schema/manifest.ts';
import { didYouMean } from '../schema/nearest.ts';
import type { Fault } from './proof.ts';

/** Whether the bank speaks of misconceptions and tasks that there are. */
export function checkCatalogue(kit: Kit, manifest: Manifest, mistakes: readonly MistakeFacts[]): Fault[] {
  const { slug, tasks } = manifest;
  const fault = (at: string, says: string): Fault => ({ proof: 'catalogue', at, says });
  if (mistakes.length === 0) {
    return [
      fault(`solutions/${slug}/mistakes`, 'there is no mistake: write one for each wrong answer you expect'),
    ];
  }
  return mistakes.flatMap((mistake) => {
    const file = mistakePath(slug, mistake);
    const place = (text: string): string => `${file}:${lineOf(kit, slug, mistake, text)}`;
    const strays = mistake.tasks.filter((id) => !tasks.some((task) => task.id === id));
    const known = tasks.map(({ id }) => id).join(', ');
    const stray = strays.map((id) =>
      fault(place(id), `${id} is no task of the manifest: name one of ${known}`),
    );
    if (misconception(mistake.code) !== undefined) return stray;
    const { hint } = didYouMean(mistake.code, Object.keys(MISCONCEPTIONS));
    const repair = hint ?? 'add it to the catalogue, with a hint for the student';
    return [
      fault(place(mistake.code), `the code ${mistake.code} is not in the catalogue: ${repair}`),
      ...stray,
    ];
  });
}

/** Where a mistake's source stands, from the kit's root. */
export const mistakePath = (slug: string, { file }: Pick<MistakeFacts, 'file'>): string =>
  `solutions/${slug}/${file.replace(/\.js$/, '.ts')}`;

function lineOf(kit: Kit, slug: string, { file }: MistakeFacts, text: string): number {
  const source = readFileSync(join(solutionDir(kit, slug), file.replace(/\.js$/, '.ts')), 'utf8');
  return source.split('\n').findIndex((line) => line.includes(text)) + 1;
}
