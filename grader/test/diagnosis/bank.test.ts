import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Bank, type BankingEngine, startEngine } from '../../src/engine/index.ts';
import { kitAt } from '../../src/kit.ts';
import { readManifest } from '../../src/pipeline/manifest.ts';
import { plainIsolation } from '../../src/sandbox/index.ts';
import { DEFAULT_LIMITS } from '../../src/sandbox/types.ts';

const SLUG = 'a03-softmax';
const kit = kitAt(resolve(__dirname, '../../..'));
const manifest = readManifest(kit, SLUG);

let engine: BankingEngine;
let bank: Bank;

beforeAll(async () => {
  engine = startEngine(kit, plainIsolation());
  await engine.collect(SLUG);
  bank = await engine.bank(SLUG, { forbids: manifest.forbids });
}, 60_000);

afterAll(() => engine.close());

/** A sample of the bank: `gradus verify` runs all of it, on more seeds. */
describe.each([
  'm-axis-softmax-dim',
  'm-overflow-softmax-stable',
  'm-mutate-softmax-naive',
  'm-noexp-logits-for',
])('%s', (name) => {
  test.each([1, 2])(
    'is named by its own code, in its own task alone (seed %d)',
    async (courseSeed) => {
      const mistake = bank.mistakes.find(({ file }) => file === `mistakes/${name}.js`);
      const { cases } = await engine.run({
        slug: SLUG,
        learner: 'bank',
        attempt: 1,
        stage: { ...bank.stage, entry: `mistakes/${name}.js` },
        limits: { ...DEFAULT_LIMITS, ...manifest.limits },
        seedKey: { secret: 'a test', courseSeed },
      });
      const failed = cases.filter(({ status }) => status === 'fail');
      expect(failed.length).toBeGreaterThan(0);
      for (const { id, failure } of failed) {
        expect(mistake?.tasks).toContain(id.split('-')[0]);
        expect(failure?.misconception).toBe(mistake?.code);
      }
    },
    60_000,
  );
});

test('a student at home has no bank, and an instructor who checks sees the same', async () => {
  const { cases } = await engine.run({
    slug: SLUG,
    learner: 'bank',
    attempt: 1,
    visibility: 'visible',
    stage: { ...bank.stage, entry: 'mistakes/m-axis-softmax-dim.js' },
    limits: DEFAULT_LIMITS,
    seedKey: { secret: 'a test', courseSeed: 1 },
  });
  const failed = cases.filter(({ status }) => status === 'fail');
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.filter(({ failure }) => failure?.misconception !== undefined)).toEqual([]);
}, 60_000);
