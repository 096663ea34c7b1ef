import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { onPath, type Path } from '../../src/device/cpu/path.ts';
import { readCaseFiles } from '../golden/cases.ts';
import { exclusionOf } from '../golden/exclusions.ts';
import { isCounted, runCase } from '../golden/kinds/index.ts';
import { untilReady } from './until-ready.ts';

/*
 * The recorded cases of PyTorch hold on every path, within their tolerances: a sample of every file, and all of those in
 * which the kernels have a part. With a path forced, three elements go through a kernel like three million.
 */

const paths: readonly Path[] = ['plain', 'wasm', 'threads'];

/** What the kernels compute, and what is made of it. */
const whole = ['ops_linalg', 'losses', 'optim', 'train', 'nn_layers', 'autograd'];

/** Of the other files every so-many-th case. */
const STEP = 7;

const cases = readCaseFiles(join(__dirname, '../golden')).flatMap(({ name, cases }) =>
  cases
    .filter((recorded) => isCounted(recorded) && exclusionOf(name, recorded) === undefined)
    .filter((_, i) => whole.includes(name) || i % STEP === 0)
    .map((recorded) => ({ title: `${name} › ${recorded.id}`, recorded })),
);

beforeAll(async () => {
  await untilReady(2);
  // What programs print is no news here.
  jest.spyOn(console, 'log').mockImplementation(() => {});
});

describe.each(paths)('%s', (path) => {
  test('a sample of the recorded cases', () => {
    const failures = cases.flatMap(({ title, recorded }) => {
      const failure = onPath(path, () => runCase(recorded));
      return failure === undefined ? [] : [`${title}: ${failure}`];
    });
    expect(failures).toEqual([]);
    expect(cases.length).toBeGreaterThan(500);
  });
});
