import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as gradus from '#torch';
import { ours } from '../../bench/harness/js-runtimes.ts';
import type { Case, Question } from '../../bench/question.ts';

const folder = join(__dirname, '../../bench');
const files = readdirSync(folder).filter((file) => file.endsWith('.bench.ts'));
const runtime = ours(gradus, '0');

describe.each(files)('%s', (file) => {
  const { question } = require(join(folder, file)) as { question: Question };
  const all = [...question.cases, ...question.trial];

  test('says what it asks, and its rows can be told apart', () => {
    expect(question.asks).toMatch(/\?$/);
    expect(question.cases.length).toBeGreaterThan(0);
    expect(question.trial.length).toBeGreaterThan(0);
    expect(new Set(question.cases.map(({ size }) => size)).size).toBe(question.cases.length);
  });

  test('gives every peer its work or a reason', () => {
    for (const { tfjs, jaxJs, pytorch } of all) {
      for (const work of [tfjs, jaxJs, pytorch]) if ('missing' in work) expect(work.missing).not.toBe('');
      if ('source' in pytorch) {
        expect(pytorch.source).toMatch(/^def step\(\):$/m);
        expect(pytorch.source).not.toContain('undefined');
      }
    }
  });

  test.each(question.trial.map((of) => [of.size, of] as const))('%s runs', async (_, of: Case) => {
    const step = runtime.prepare(of);
    if (typeof step !== 'function') throw new Error('the runtime itself has no work');
    if (of.measure === 'result') {
      expect(of.figure.of(Number(await step()))).toBeGreaterThanOrEqual(0);
      return;
    }
    const first = await runtime.checksum(step);
    if (first !== null) expect(Number.isFinite(first.sum) && first.scale > 0).toBe(true);
    await runtime.repeat(step, 2);
  });
});
