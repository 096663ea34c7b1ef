import { join, resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readCaseFiles } from './golden/cases.ts';
import type { Fields } from './golden/driver/read.ts';
import { type Exclusion, exclusionOf, needless } from './golden/exclusions.ts';
import { isCounted, runCase } from './golden/kinds/index.ts';
import { type Tally, tallyTable } from './golden/table.ts';

/*
 * Every recorded case of PyTorch, NumPy and scikit-learn as a test (golden/README.md). Another folder of files
 * comes from GOLDENS_DIR; GOLDEN_FILES=ops_reduce,print runs these files only; -t filters by `file › id`.
 */

const folder = process.env.GOLDENS_DIR ?? join(__dirname, 'golden');
const only = (process.env.GOLDEN_FILES ?? '').split(',').filter((name) => name !== '');
const tallies = new Map<string, Tally>();

for (const { name, cases } of readCaseFiles(resolve(folder), only)) {
  const tally: Tally = { passed: 0, failed: 0, excluded: 0 };
  tallies.set(name, tally);
  const excluded: [Exclusion, Fields][] = [];

  for (const recorded of cases.filter(isCounted)) {
    const title = `${name} › ${recorded.id}`;
    const exclusion = exclusionOf(name, recorded);
    if (exclusion !== undefined) {
      excluded.push([exclusion, recorded]);
      test.skip(`${title} (excluded: ${exclusion.reason})`, () => {});
      continue;
    }
    test(title, () => {
      const failure = runCase(recorded);
      if (failure === undefined) tally.passed++;
      else tally.failed++;
      if (failure !== undefined) throw new Error(failure);
    });
  }

  if (excluded.length === 0) continue;
  test(`${name} › what is excluded does fail`, () => {
    tally.excluded += excluded.length;
    expect(needless(excluded, runCase)).toEqual([]);
  });
}

afterAll(() => {
  // Not console.log: Jest would print a stack above the table.
  process.stdout.write(`\n${tallyTable(tallies)}\n`);
});
