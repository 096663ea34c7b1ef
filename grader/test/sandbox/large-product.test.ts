import { afterAll, describe, expect, test } from '@jest/globals';
import { LEVELS } from './levels.ts';
import { BUILT_TORCH, sandbox } from './sandbox.ts';

/*
 * A product that the runtime shares among threads where it may: a submission gets it at every level, with or without
 * them, in the same digits, and hears nothing of it.
 */

const { launch, clear } = sandbox();
afterAll(clear);

const SUBMISSION = `import { torch } from '#torch';
torch.manualSeed(1);
const [a, b] = [torch.randn(512, 512), torch.randn(512, 512)];
const digits = () => a.matmul(b).reshape(-1).at('::4097').tolist();
torch.setNumThreads(1);
const byOne = digits();
torch.setNumThreads(2);
export const differ = () => digits().filter((digit, i) => digit !== byOne[i]).length;`;

describe.each(LEVELS)('$name', ({ isolation, available }) => {
  const there = available ? test : test.skip;
  there('a product of 512 × 512 matrices', async () => {
    const host = await launch(SUBMISSION, { isolation, torch: BUILT_TORCH });
    // The first one starts workers where there can be any; they are ready for later ones.
    for (let i = 0; i < 5; i++) {
      expect((await host.call('differ', [])).value).toBe(0);
      await new Promise((next) => setTimeout(next, 50));
    }
    const { outputBytes, restarts } = await host.close();
    expect({ outputBytes, restarts }).toEqual({ outputBytes: 0, restarts: 0 });
  });
});
