import { describe, expect, test } from '@jest/globals';
import { type Shard, shareOf } from '../../../src/pipeline/shards/shard.ts';
import { whichShard } from '../../../src/pipeline/shards/which-shard.ts';
import type { Plan } from '../../../src/schema/plan.ts';

/** A plan with so many submissions to each assignment: what a share depends on, and nothing else. */
function planOf(counts: Readonly<Record<string, number>>): Pick<Plan, 'assignments' | 'submissions'> {
  const slugs = Object.keys(counts);
  const learners = Math.max(...Object.values(counts));
  const assignment = { code: 'A', title: '', file: 'a.ts', tasks: [], cases: [] };
  const digests = { suite: '', runtime: '', manifest: '', grader: '' };
  const limits = {
    ...{ loadMs: 1, callMs: 1, totalMs: 1, heapMb: 1, outputBytes: 1, restarts: 1, timeoutsInARow: 1 },
  };
  return {
    assignments: slugs.map((slug) => ({
      ...assignment,
      ...{ slug, digests, limits, certificate: { status: 'none' }, forbids: { names: [], because: '' } },
    })),
    // As in a class: by learner first, so that the assignments lie scattered.
    submissions: Array.from({ length: learners }, (_, i) =>
      slugs
        .filter((slug) => i < (counts[slug] ?? 0))
        .map((slug) => ({
          ...{ learner: `s${i}`, assignment: slug, attempt: 1, sha256: '' },
          ...{ submittedAt: '', submittedAtFrom: 'record' as const },
        })),
    ).flat(),
  };
}

const shards = (of: number): Shard[] => Array.from({ length: of }, (_, i) => ({ index: i + 1, of }));

describe('the share of a shard', () => {
  test.each([
    [{ a: 17, b: 7 }, 4],
    [{ a: 1, b: 1, c: 1, d: 1, e: 1 }, 3],
    [{ a: 2 }, 5],
    [{ a: 300, b: 299, c: 1 }, 7],
    [{ a: 12 }, 1],
  ])('%j in %d parts: everything once, in order, whole and assignments even', (counts, of) => {
    const plan = planOf(counts);
    const shares = shards(of).map((shard) => shareOf(plan, shard));
    const all = shares.flat();
    expect(all).toHaveLength(plan.submissions.length);
    expect(new Set(all)).toEqual(new Set(plan.submissions));
    for (const share of shares) {
      const places = share.map((submission) => plan.submissions.indexOf(submission));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
    const spread = (sizes: number[]) => Math.max(...sizes) - Math.min(...sizes);
    expect(spread(shares.map((share) => share.length))).toBeLessThanOrEqual(1);
    for (const slug of Object.keys(counts)) {
      const sizes = shares.map((share) => share.filter(({ assignment }) => assignment === slug).length);
      expect(spread(sizes)).toBeLessThanOrEqual(1);
    }
  });
});

describe('which shard', () => {
  test.each<[string, Record<string, string>, Shard]>([
    ['2/4', {}, { index: 2, of: 4 }],
    ['1/1', { GRADUS_SHARD: '3/4' }, { index: 1, of: 1 }],
    ['auto', { GRADUS_SHARD: '3/4', CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2' }, { index: 3, of: 4 }],
    ['auto', { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2' }, { index: 1, of: 2 }],
    ['auto', { JOB_COMPLETION_INDEX: '0', GRADUS_SHARDS: '8' }, { index: 1, of: 8 }],
    ['auto', { JOB_COMPLETION_INDEX: '7', GRADUS_SHARDS: '8' }, { index: 8, of: 8 }],
  ])('--shard %s with %j', (text, env, shard) => {
    expect(whichShard(text, env)).toEqual(shard);
  });

  test.each([
    '0/4',
    '5/4',
    '1/0',
    '4',
    '1/4/2',
    '-1/4',
    '1.5/4',
    ' 1/4',
    '01/4',
    '1/4x',
    'AUTO',
    '',
    '1/100000',
  ])('--shard %p is refused', (text) => {
    expect(() => whichShard(text, {})).toThrow('expected: two whole numbers such as 2/4');
  });

  test.each<[Record<string, string>, string]>([
    [{}, 'GRADUS_SHARD (GitHub Actions, or any other), or CI_NODE_INDEX and CI_NODE_TOTAL (GitLab CI)'],
    // A GitLab job without `parallel`.
    [{ CI_NODE_TOTAL: '1' }, 'no variable says which part this is'],
    [{ CI_NODE_INDEX: '1' }, 'CI_NODE_INDEX is “1”, CI_NODE_TOTAL is not set'],
    [{ JOB_COMPLETION_INDEX: '0' }, 'JOB_COMPLETION_INDEX is “0”, GRADUS_SHARDS is not set'],
    [{ JOB_COMPLETION_INDEX: '4', GRADUS_SHARDS: '4' }, 'GRADUS_SHARDS as Kubernetes has them'],
    [{ JOB_COMPLETION_INDEX: '', GRADUS_SHARDS: '4' }, 'JOB_COMPLETION_INDEX is “”'],
    // The engine's own variable is wrong: another engine's is not asked instead.
    [{ GRADUS_SHARD: '0/2', CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2' }, 'GRADUS_SHARD is “0/2”'],
  ])('auto with %j says what is there and what is wanted', (env, message) => {
    expect(() => whichShard('auto', env)).toThrow(message);
  });
});
