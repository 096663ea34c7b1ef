import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { disagreement } from '../../bench/harness/checksum.ts';
import { ours } from '../../bench/harness/js-runtimes.ts';
import type { Row } from '../../bench/harness/row.ts';
import type { Case, Question } from '../../bench/question.ts';
import * as gradus from '../../src/index.ts';
import { findChromium } from '../browser/find-chromium.ts';
import { environment, openGpu } from './open-gpu.ts';

/*
 * The trials of the benchmarks about the GPU, on a GPU: what they compute there is what they compute on the CPU.
 */

const folder = join(__dirname, '../../bench');
const files = readdirSync(folder).filter((file) => /^gpu-.*\.bench\.ts$/.test(file));
const gpu = openGpu();

if (gpu !== null) {
  describe.each(files)('%s', (file) => {
    const { question } = require(join(folder, file)) as { question: Question };

    test.each(question.trial.map((of) => [of.size, of] as const))('%s', async (_, of: Case) => {
      const [there, here] = [await firstResult('gpu', of), await firstResult('cpu', of)];
      expect(there === null).toBe(here === null);
      expect(disagreement(here, there)).toBeNull();
    });
  });

  test('a question is measured in Node and, where there is Chromium, in a page', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradus-bench-'));
    try {
      const json = join(folder, 'rows.json');
      const run = join(__dirname, '../../../grader/bench/run.mjs');
      const { status, stdout } = spawnSync(process.execPath, [run, 'gpu-item', '--json', json], {
        env: { ...environment, GRADUS_SOFTWARE_GPU: '1' },
        encoding: 'utf8',
      });
      expect(status).toBe(0);
      expect(stdout).toContain('gpu-item: how long');
      const [row] = JSON.parse(readFileSync(json, 'utf8')) as Row[];
      const measured = findChromium() === undefined ? ['ours'] : ['ours', 'oursInBrowser'];
      const reasons = Object.keys(row?.reasons ?? {});
      expect(reasons.filter((name) => measured.includes(name))).toEqual([]);
      expect(row?.ours).toBeGreaterThan(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 180_000);
}

async function firstResult(place: 'cpu' | 'gpu', of: Case) {
  const runtime = ours(gradus, '0', place);
  const step = runtime.prepare(of);
  if (typeof step !== 'function') throw new Error('the runtime itself has no work');
  const first = await runtime.checksum(step);
  await runtime.repeat(step, 2);
  gradus.torch.setDefaultDevice(null);
  return first;
}
