import { describe, expect, test } from '@jest/globals';
import { torch } from '#torch';
import { noFloat64 } from '../../../shared/src/device/gpu/complaints.ts';
import { SinglePrecisionDevice } from '../../../shared/test/device/single-precision-device.ts';
import type { CaseFact, Failure } from '../../src/schema/kinds.ts';
import { differencesOf } from '../../src/verify/case-differences.ts';
import { DEVICE_DEVIATIONS } from '../../src/verify/device-deviations.ts';
import { renderComparison } from '../../src/verify/render-comparison.ts';
import { said } from './toy-kit.ts';

const passed = (id: string): CaseFact => ({ id, status: 'pass', wallMs: 1 });

const failed = (id: string, failure: Partial<Failure> = {}): CaseFact => ({
  id,
  status: 'fail',
  wallMs: 1,
  failure: { kind: 'wrong', who: 'softmax', what: 'gives other values', ...failure },
});

/** What the runtime says of float64 on a device that has none. */
function complaintOf(run: () => unknown): Partial<Failure> {
  try {
    run();
  } catch (error) {
    const quote = `RuntimeError: ${(error as Error).message} (line 3)`;
    return { kind: 'student-error', what: 'threw a RuntimeError', quote };
  }
  throw new Error('nothing was thrown');
}

const refused = complaintOf(() => {
  throw noFloat64('double');
});

const mixed = complaintOf(() => {
  const device = new SinglePrecisionDevice();
  torch.ones(2, { dtype: torch.float64 }).add(torch.ones(2, { device }));
});

const elsewhere = complaintOf(() => torch.ones(2, { device: new SinglePrecisionDevice() }).numpy());

const misplaced = complaintOf(() =>
  torch.ones(2).add(torch.ones(2, { device: new SinglePrecisionDevice() })),
);

describe('verdicts on the CPU and on a GPU', () => {
  test.each<[string, CaseFact, CaseFact]>([
    ['both pass', passed('a'), passed('a')],
    ['both fail, each in its way', failed('a'), failed('a', refused)],
    ['neither is run', failed('a', { kind: 'not-run' }), failed('a', { kind: 'not-run' })],
  ])('%s: no difference', (_, here, there) => {
    expect(differencesOf([here], [there])).toEqual([]);
  });

  test.each<[string, CaseFact, readonly CaseFact[], string, string]>([
    ['wrong there', passed('a'), [failed('a')], 'passes', 'softmax gives other values'],
    ['wrong here', failed('a'), [passed('a')], 'softmax gives other values', 'passes'],
    [
      'not run there',
      failed('a'),
      [failed('a', { kind: 'not-run', what: 'was not called' })],
      'softmax gives other values',
      'softmax was not called',
    ],
    ['absent there', passed('a'), [passed('b')], 'passes', 'is absent'],
    [
      'on two devices by a fault of the runtime',
      passed('a'),
      [failed('a', misplaced)],
      'passes',
      'softmax threw a RuntimeError (RuntimeError: add: Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!)',
    ],
  ])('%s: a difference that nothing explains', (_, here, there, cpu, gpu) => {
    expect(differencesOf([here], there)).toEqual([{ id: 'a', cpu, gpu, because: undefined }]);
  });

  test.each<[string, Partial<Failure>, RegExp]>([
    ['where float64 is asked for there', refused, /^a GPU has no float64$/],
    ['where float64 of the CPU meets what is there', mixed, /stay on the CPU/],
    ['where NumPy is given what is there', elsewhere, /memory of the host/],
  ])('the complaint of the runtime %s explains it', (_, failure, because) => {
    const [difference] = differencesOf([passed('a')], [failed('a', failure)]);
    expect(difference?.because).toMatch(because);
  });

  test('nothing is explained by a complaint on the CPU, and every explanation is in use', () => {
    expect(differencesOf([failed('a', refused)], [passed('a')])[0]?.because).toBeUndefined();
    const used = [refused, mixed, elsewhere].map(({ quote = '' }) =>
      DEVICE_DEVIATIONS.findIndex(({ complaint }) => complaint.test(quote)),
    );
    expect(used).toEqual(DEVICE_DEVIATIONS.map((_, i) => i));
  });
});

describe('the table', () => {
  const comparison = { slug: 'a90-double', submissions: 4, seeds: 1, compared: 16 };
  const found = { at: 'solutions/a90-double/double.ts', seed: 1, id: 'a90.1-values' };
  const differs = { ...found, cpu: 'passes', gpu: 'double gives other values', because: undefined };
  const explained = { ...found, cpu: 'passes', gpu: 'double threw', because: 'a GPU has no float64' };

  test('everything agrees', () => {
    const { text, holds } = renderComparison([{ ...comparison, differences: [] }]);
    expect(text.split('\n')[2]).toMatch(/^a90-double +4 +16 +16 +0 +0$/);
    expect(said(text)).toEqual(['a90-double ends on the GPU as on the CPU, on 1 seed']);
    expect(holds).toBe(true);
  });

  test('what is explained is told, and does no harm', () => {
    const { text, holds } = renderComparison([{ ...comparison, seeds: 2, differences: [explained] }]);
    expect(text.split('\n')[2]).toMatch(/^a90-double +4 +16 +15 +1 +0$/);
    expect(said(text)).toEqual([
      'explained: solutions/a90-double/double.ts: seed 1: a90.1-values: on the CPU passes; on the GPU double threw: a GPU has no float64',
      'a90-double ends on the GPU as on the CPU, on 2 seeds, but for what is explained',
    ]);
    expect(holds).toBe(true);
  });

  test('one difference is too many', () => {
    const { text, holds } = renderComparison([{ ...comparison, differences: [explained, differs] }]);
    expect(text.split('\n')[2]).toMatch(/^a90-double +4 +16 +14 +1 +1$/);
    expect(said(text).slice(1)).toEqual([
      'differs: solutions/a90-double/double.ts: seed 1: a90.1-values: on the CPU passes; on the GPU double gives other values',
      'a90-double ends otherwise on the GPU',
    ]);
    expect(holds).toBe(false);
  });
});
