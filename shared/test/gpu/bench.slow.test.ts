import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { disagreement } from '../../bench/harness/checksum.ts';
import { ours } from '../../bench/harness/js-runtimes.ts';
import type { Case, Question } from '../../bench/question.ts';
import * as gradus from '../../src/index.ts';
import { openGpu } from './open-gpu.ts';

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
