import { describe, expect, test } from '@jest/globals';
import { COMPARED, checksumOf, disagreement } from '../../bench/harness/checksum.ts';
import { interleave } from '../../bench/harness/interleave.ts';
import { renderTable } from '../../bench/harness/render-table.ts';
import { makeRow, type Row } from '../../bench/harness/row.ts';
import { quantile, spreadOf } from '../../bench/harness/statistics.ts';
import {
  type Case,
  milliseconds,
  missing,
  python,
  type RuntimeName,
  ramp,
  rate,
} from '../../bench/question.ts';

const nothing = () => () => undefined;
const timed: Case = {
  size: '10 rows',
  figure: milliseconds,
  targets: [{ over: 'pytorch', times: 3 }, { over: 'jaxJs', times: 1 }, { reach: 5 }],
  ours: nothing,
  tfjs: nothing,
  jaxJs: missing('cannot'),
  pytorch: python`
    def step():
        pass
  `,
};
const sampled = (samples: readonly (readonly [RuntimeName, readonly (number | null)[]])[]) => ({
  samples: new Map(samples),
  failed: new Map<RuntimeName, string>([['tfjsCpu', 'gave up']]),
});
const example = (): Row =>
  makeRow(
    'loops',
    timed,
    sampled([
      ['ours', [0.01, 0.02, 0.04]],
      ['pytorch', [0.02, 0.04, 0.08]],
      ['tfjsWasm', [0.03, null, 0.04]],
    ]),
    new Map([['jaxJs', 'cannot']]),
  );

describe('statistics', () => {
  test('the median of an even number lies between; order does not matter', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(spreadOf([5, 1, 2, 4, 3])).toEqual({ median: 3, low: 2, high: 4 });
    expect(spreadOf([7])).toEqual({ median: 7, low: 7, high: 7 });
  });

  test('nothing has no median', () => {
    expect(() => quantile([], 0.5)).toThrow('no values');
  });
});

describe('interleave', () => {
  const rounds = { rounds: 3, atLeast: 1, budgetMs: 1_000 };

  test('every library has its turn in a round, and each round begins with the next', async () => {
    const order: string[] = [];
    const samplers = new Map(['a', 'b'].map((name) => [name, async () => order.push(name)]));
    const { samples } = await interleave(samplers, rounds, () => 0);
    expect(order).toEqual(['a', 'b', 'b', 'a', 'a', 'b']);
    expect([...samples.keys()]).toEqual(['a', 'b']);
  });

  test('a slow one sits out once its time is used, and keeps its rounds apart', async () => {
    let clock = 0;
    const samplers = new Map([
      ['slow', async () => (clock += 2_000)],
      ['quick', async () => 1],
    ]);
    const { samples } = await interleave(samplers, rounds, () => clock);
    expect(samples.get('slow')).toEqual([2_000, null, null]);
    expect(samples.get('quick')).toEqual([1, 1, 1]);
  });

  test('one that throws is out, with what it said; the others go on', async () => {
    const samplers = new Map([
      ['broken', async () => Promise.reject(new Error('no such kernel'))],
      ['sound', async () => 1],
    ]);
    const { samples, failed } = await interleave<string>(samplers, rounds);
    expect([...samples]).toEqual([['sound', [1, 1, 1]]]);
    expect([...failed]).toEqual([['broken', 'no such kernel']]);
  });
});

describe('a row', () => {
  test('has the figures of the schema: medians in the unit, null where a peer is not there', () => {
    expect(example()).toMatchObject({
      question: 'loops',
      size: '10 rows',
      unit: 'ms',
      higherIsBetter: false,
      ours: 20,
      peers: { pytorch: 40, tfjsWasm: 35, tfjsCpu: null, jaxJs: null },
      reasons: { tfjsCpu: 'gave up', jaxJs: 'cannot' },
    });
    expect(JSON.parse(JSON.stringify(example()))).toEqual(example());
  });

  test('takes ratios round by round: what slows a round slows both', () => {
    const { ratios } = example();
    expect(ratios.pytorch).toEqual({ median: 2, low: 2, high: 2 });
    expect(ratios.tfjsWasm?.median).toBe(2);
    expect(ratios.jaxJs).toBeNull();
  });

  test('where more is better the ratio still says how much better ours is', () => {
    const fast = { ...timed, figure: rate('GFLOP/s', 6), targets: [{ reach: 30 }] };
    const row = makeRow(
      'products',
      fast,
      sampled([
        ['ours', [0.1]],
        ['pytorch', [0.2]],
      ]),
      new Map(),
    );
    expect(row).toMatchObject({ ours: 60, peers: { pytorch: 30 }, higherIsBetter: true });
    expect(row.ratios.pytorch?.median).toBe(2);
    expect(row.targets).toEqual([{ text: '≥ 30 GFLOP/s', wanting: 0.5 }]);
  });

  test('judges targets; one whose peer is absent stays open', () => {
    expect(example().targets).toEqual([
      { text: '≥ 3 × pytorch', wanting: 1.5 },
      { text: '≥ 1 × jaxJs', wanting: null },
      { text: '≤ 5 ms', wanting: 4 },
    ]);
  });

  test('there is none without a figure of ours', () => {
    const failed = { samples: new Map(), failed: new Map<RuntimeName, string>([['ours', 'matmul: broken']]) };
    expect(() => makeRow('loops', timed, failed, new Map())).toThrow('loops, 10 rows: matmul: broken');
  });
});

describe('a row about the GPU', () => {
  const row = (samples: readonly (readonly [RuntimeName, readonly (number | null)[]])[]) =>
    makeRow(
      'gpu-loops',
      { ...timed, targets: [] },
      sampled(samples),
      new Map([['ours', 'no adapter']]),
      'gpu',
    );

  test('has columns of its own, and what runs in a page is compared with ours in that page', () => {
    const { peers, ratios } = row([
      ['ours', [0.01]],
      ['oursOnCpu', [0.03]],
      ['oursInBrowser', [0.02]],
      ['tfjsWebgpu', [0.08]],
    ]);
    const figures = { oursOnCpu: 30, pytorch: null, oursInBrowser: 20, jaxJsWebgpu: null, tfjsWebgpu: 80 };
    expect(peers).toEqual(figures);
    expect(Object.values(ratios).map((ratio) => ratio?.median)).toEqual([3, undefined, 2, undefined, 4]);
  });

  test('may have no figure of ours: the table says why, and what the others come to', () => {
    const without = row([
      ['oursOnCpu', [0.03]],
      ['jaxJsWebgpu', [0.02]],
    ]);
    expect(without).toMatchObject({ ours: null, peers: { oursOnCpu: 30 }, reasons: { ours: 'no adapter' } });
    expect(renderTable('gpu-loops: how long?', [without])).toBe(
      [
        'gpu-loops: how long?',
        '         unit   ours  oursOnCpu  pytorch  oursInBrowser  jaxJsWebgpu  tfjsWebgpu  target',
        '10 rows    ms  – [1]       30.0        –              –         20.0           –',
        '[1] no adapter',
        '',
      ].join('\n'),
    );
  });
});

test('the table shows medians, ratios with their spread, reasons once each, and targets', () => {
  const again = { ...example(), size: 'again', reasons: { tfjsCpu: 'cannot' } };
  expect(renderTable('loops: how long?', [example(), again])).toBe(
    [
      'loops: how long?',
      '         unit  ours           pytorch           tfjsWasm  tfjsCpu  jaxJs  target',
      '10 rows    ms  20.0  40.0  2.00 × ±0%  35.0  2.00 × ±25%    – [1]  – [2]  ≥ 3 × pytorch: missed by 1.50 ×; ≥ 1 × jaxJs; ≤ 5 ms: missed by 4.00 ×',
      'again      ms  20.0  40.0  2.00 × ±0%  35.0  2.00 × ±25%    – [2]      –  ≥ 3 × pytorch: missed by 1.50 ×; ≥ 1 × jaxJs; ≤ 5 ms: missed by 4.00 ×',
      '[1] gave up',
      '[2] cannot',
      '',
    ].join('\n'),
  );
});

describe('checksums', () => {
  test('agree within rounding, and tell a transposed result from the right one', () => {
    const right = checksumOf([1, 2, 3, 4]);
    expect(disagreement(right, checksumOf([1.0001, 2, 3, 4]))).toBeNull();
    expect(disagreement(right, checksumOf([1, 3, 2, 4]))).toContain('another result');
    expect(disagreement(right, checksumOf([Number.NaN, 2, 3, 4]))).toContain('another result');
    expect(disagreement(right, null)).toBeNull();
  });

  test('of what is very large compare its first elements', () => {
    const [large, larger] = [new Float32Array(COMPARED).fill(1), new Float32Array(COMPARED + 9).fill(1)];
    expect(checksumOf(larger)).toEqual(checksumOf(large));
  });
});

test('python source loses its indentation and keeps its structure', () => {
  expect(timed.pytorch).toEqual({ source: 'def step():\n    pass' });
});

test('the shared inputs lie around 0 and do not repeat soon', () => {
  const values = ramp(1009);
  expect(new Set(values).size).toBe(1009);
  expect(Math.min(...values)).toBeCloseTo(-0.5);
  expect(Math.max(...values)).toBeLessThan(0.5);
});
