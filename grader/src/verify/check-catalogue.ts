import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MISCONCEPTIONS } from '../diagnosis/misconceptions/index.ts';
import type { MistakeFacts } from '../diagnosis/mistake.ts';
import { type Kit, solutionDir } from '../kit.ts';
import type { Manifest } from '../schema/manifest.ts';
import { didYouMean } from '../schema/nearest.ts';
import { checkLadder, type Entry } from './check-ladder.ts';
import type { Fault } from './proof.ts';

/** The catalogue's files, from the kit's root. */
const CATALOGUE_DIR = 'grader/src/diagnosis/misconceptions';

/** Whether the bank speaks of misconceptions and tasks that there are, and the catalogue has words for each. */
export function checkCatalogue(
  kit: Kit,
  manifest: Manifest,
  mistakes: readonly MistakeFacts[],
  catalogue: Readonly<Record<string, Entry>> = MISCONCEPTIONS,
): Fault[] {
  const { slug, tasks } = manifest;
  const fault = (at: string, says: string): Fault => ({ proof: 'catalogue', at, says });
  if (mistakes.length === 0) {
    return [
      fault(`solutions/${slug}/mistakes`, 'there is no mistake: write one for each wrong answer you expect'),
    ];
  }
  const used = mistakes.flatMap((mistake) => {
    const file = mistakePath(slug, mistake);
    const place = (text: string): string => `${file}:${lineOf(kit, slug, mistake, text)}`;
    const strays = mistake.tasks.filter((id) => !tasks.some((task) => task.id === id));
    const known = tasks.map(({ id }) => id).join(', ');
    const stray = strays.map((id) =>
      fault(place(id), `${id} is no task of the manifest: name one of ${known}`),
    );
    if (Object.hasOwn(catalogue, mistake.code)) return stray;
    const { hint } = didYouMean(mistake.code, Object.keys(catalogue));
    const repair = hint ?? 'add it to the catalogue, with a message and three hints for the student';
    return [
      fault(place(mistake.code), `the code ${mistake.code} is not in the catalogue: ${repair}`),
      ...stray,
    ];
  });
  // Once for each code, in the order of the bank.
  const codes = [...new Set(mistakes.map(({ code }) => code))].filter((code) =>
    Object.hasOwn(catalogue, code),
  );
  const ladders = codes.flatMap((code) =>
    checkLadder(catalogue[code] ?? {}).map((says) => fault(entryPlace(kit, code), `${code}: ${says}`)),
  );
  return [...used, ...ladders];
}

/** Where a mistake's source stands, from the kit's root. */
export const mistakePath = (slug: string, { file }: Pick<MistakeFacts, 'file'>): string =>
  `solutions/${slug}/${file.replace(/\.js$/, '.ts')}`;

function lineOf(kit: Kit, slug: string, { file }: MistakeFacts, text: string): number {
  const source = readFileSync(join(solutionDir(kit, slug), file.replace(/\.js$/, '.ts')), 'utf8');
  return lineWith(source, text);
}

const lineWith = (source: string, text: string): number =>
  source.split('\n').findIndex((line) => line.includes(text)) + 1;

/** Where a code's entry stands: 'grader/src/diagnosis/misconceptions/softmax.ts:17'. */
function entryPlace(kit: Kit, code: string): string {
  const dir = join(kit.root, CATALOGUE_DIR);
  for (const file of existsSync(dir) ? readdirSync(dir) : []) {
    const line = lineWith(readFileSync(join(dir, file), 'utf8'), `'${code}': {`);
    if (line > 0) return `${CATALOGUE_DIR}/${file}:${line}`;
  }
  return CATALOGUE_DIR;
}
