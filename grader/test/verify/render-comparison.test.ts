import { describe, expect, test } from '@jest/globals';
import type { DeviceComparison, FoundDifference } from '../../src/verify/compare-devices.ts';
import { renderComparison } from '../../src/verify/render-comparison.ts';

const difference: FoundDifference = {
  at: 'solutions/a90-double/double.ts',
  seed: 1,
  id: 'A90.1/values/one',
  cpu: 'passes',
  gpu: 'fails',
  because: undefined,
};
const explained = { ...difference, because: 'no float64' };

const comparison = (...differences: FoundDifference[]): DeviceComparison => ({
  slug: 'a90-double',
  submissions: 3,
  seeds: 1,
  compared: 12,
  differences,
});

const told = (...differences: FoundDifference[]) => {
  const { text, holds } = renderComparison([comparison(...differences)]);
  return { holds, lines: text.split('\n\n').slice(1).join('\n').trim().split('\n') };
};

describe('what ends otherwise on the GPU', () => {
  test('is told of every submission, last what nothing explains', () => {
    const other = { ...difference, at: 'solutions/a90-double/mistakes/m-scalar-negate.ts' };
    const { holds, lines } = told(difference, explained, other);
    expect(holds).toBe(false);
    expect(lines).toEqual([
      expect.stringMatching(/^explained: solutions\/a90-double\/double\.ts: seed 1: .*: no float64$/),
      'differs: solutions/a90-double/double.ts: seed 1: A90.1/values/one: on the CPU passes; on the GPU fails',
      `differs: ${other.at}: seed 1: A90.1/values/one: on the CPU passes; on the GPU fails`,
      'a90-double ends otherwise on the GPU',
    ]);
  });

  test('is told once where the same explains it in several submissions; another case, seed or ending stands apart', () => {
    const { holds, lines } = told(
      explained,
      { ...explained, at: 'mistakes/one.ts' },
      { ...explained, seed: 2 },
      { ...explained, at: 'mistakes/two.ts' },
    );
    expect(holds).toBe(true);
    expect(lines).toEqual([
      expect.stringMatching(/^explained: solutions\/a90-double\/double\.ts and 2 more: seed 1: /),
      expect.stringMatching(/^explained: solutions\/a90-double\/double\.ts: seed 2: /),
      'a90-double ends on the GPU as on the CPU, on 1 seed, but for what is explained',
    ]);
  });
});
