import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../src/schema/manifest.ts';
import { SLUG } from './bench-class.ts';

/** One case of each of twenty groups, seven of them visible, every task among them. */
const CASES = [
  'A03.1 softmaxNaive shape four equal scores',
  'A03.1 softmaxNaive values ordinary scores',
  'A03.2 softmaxStable values three price bands',
  'A03.2 softmaxStable edges whole numbers',
  'A03.2 softmaxStable stability scores of a thousand',
  'A03.3 softmaxDim shape a stack of batches',
  'A03.3 softmaxDim values columns of a small table',
  'A03.3 softmaxDim stability samples of unlike scale',
  'A03.4 logsumexp values the middle of three equal axes',
  'A03.4 logsumexp stability two scores of a thousand',
  'A03.5 logSoftmax values along the columns',
  'A03.5 logSoftmax stability a hopeless class in every row',
  'A03.6 sigmoidFromSoftmax values ordinary scores',
  'A03.6 sigmoidFromSoftmax stability a thousand either way',
  'A03.7 predictClass shape two houses',
  'A03.7 predictClass edges a tie goes to the smaller label',
  'A03.8 shiftPredictions shift minusMax',
  'A03.8 shiftPredictions scale triple',
  'A03.9 logitsFor values a quarter a quarter and a half',
  'A03.9 logitsFor edges one class almost certain',
];
const POINTS = 100 / CASES.length;

const MANIFEST = join('assignments', SLUG, 'manifest.json');
const SUITES = [join('assignments', SLUG, 'visible.test.ts'), join('grader/suites', SLUG, 'hidden.test.ts')];
const JEST_IMPORT = "import { describe, test } from '@jest/globals';\n";

/** Goes in the place of that import: a suite then declares the chosen ones of its tests. */
const ONLY_CHOSEN = `import { describe as jestDescribe, test as jestTest } from '@jest/globals';
const titles: string[] = [];
function describe(title: string, body: () => void): void {
  jestDescribe(title, () => {
    titles.push(title);
    body();
    titles.pop();
  });
}
function test(title: string, body: () => Promise<void>): void {
  if (${JSON.stringify(CASES)}.includes([...titles, title].join(' '))) jestTest(title, body);
}
`;

/** Makes a kit whose one assignment has twenty of A03's cases; everything else is that of the kit in `root`. */
export function twentyCaseKit(root: string, kit: string): string {
  for (const path of [
    ...['package.json', `assignments/${SLUG}`, `grader/suites/${SLUG}`, `solutions/${SLUG}`],
    ...['gradus', 'engine', 'transpile', 'host', 'torch'].map((name) => `dist/${name}.js`),
    'dist/host-in-snapshot.cjs',
  ]) {
    mkdirSync(dirname(join(kit, path)), { recursive: true });
    cpSync(join(root, path), join(kit, path), { recursive: true });
  }
  for (const suite of SUITES) {
    const source = readFileSync(join(root, suite), 'utf8');
    if (!source.includes(JEST_IMPORT))
      throw new Error(`bench: ${suite} no longer has the line ${JEST_IMPORT}`);
    writeFileSync(join(kit, suite), source.replace(JEST_IMPORT, ONLY_CHOSEN));
  }
  const manifest = JSON.parse(readFileSync(join(root, MANIFEST), 'utf8')) as Manifest;
  writeFileSync(join(kit, MANIFEST), JSON.stringify(withChosenGroups(manifest)));
  return kit;
}

function withChosenGroups(manifest: Manifest): Manifest {
  const tasks = manifest.tasks.map((task) => {
    const hasCase = ({ id }: { readonly id: string }) =>
      CASES.some((title) => title.startsWith(`${task.id} ${task.name} ${id} `));
    const groups = task.groups.filter(hasCase).map((group) => ({ ...group, points: POINTS }));
    return { ...task, points: POINTS * groups.length, groups };
  });
  return { ...manifest, tasks };
}
