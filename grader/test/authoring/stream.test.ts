import { describe, expect, test } from '@jest/globals';
import { caseId } from '../../src/authoring/case-id.ts';
import { draw } from '../../src/authoring/draw.ts';
import { caseStream, type SeedKey } from '../../src/authoring/stream.ts';

const key: SeedKey = { secret: 's', courseSeed: 7, learner: 'ada', slug: 'a03-softmax', attempt: 1 };
const first = (changes: Partial<SeedKey>, id = 'a') => caseStream({ ...key, ...changes }, id)();

describe('case streams', () => {
  test('the same names give the same numbers', () => {
    expect(first({})).toBe(first({}));
  });

  test.each([{ secret: 't' }, { courseSeed: 8 }, { learner: 'bob' }, { slug: 'a04' }, { attempt: 2 }])(
    'another %p gives other numbers',
    (change) => {
      expect(first(change)).not.toBe(first({}));
    },
  );

  test('another case has another stream', () => {
    expect(first({}, 'b')).not.toBe(first({}, 'a'));
  });

  test('names cannot run into one another', () => {
    expect(first({ learner: 'ada","a03' })).not.toBe(first({ learner: 'ada', slug: 'a03' }));
  });
});

describe('case ids', () => {
  test('are the titles in one word each', () => {
    expect(caseId('A03.2 softmaxStable stability scores of ±1000')).toBe(
      'A03.2-softmaxStable-stability-scores-of-1000',
    );
  });
});

describe('draw', () => {
  const rng = () => caseStream(key, 'draw');

  test('uniform stays inside its bounds', () => {
    const numbers = draw.uniform(rng(), 500, -3, 2);
    expect(numbers).toHaveLength(500);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(-3);
    expect(Math.max(...numbers)).toBeLessThan(2);
  });

  test('integer reaches both ends and nothing else', () => {
    const next = rng();
    const seen = new Set(Array.from({ length: 200 }, () => draw.integer(next, 2, 4)));
    expect([...seen].sort()).toEqual([2, 3, 4]);
  });

  test('normal has the mean and the spread it was asked for', () => {
    const numbers = draw.normal(rng(), 4000, { mean: 5, std: 2 });
    const mean = numbers.reduce((a, b) => a + b) / numbers.length;
    const std = Math.sqrt(numbers.reduce((a, b) => a + (b - mean) ** 2, 0) / numbers.length);
    expect(mean).toBeCloseTo(5, 0);
    expect(std).toBeCloseTo(2, 0);
  });

  test('shuffle keeps every item and leaves its input alone', () => {
    const items = [1, 2, 3, 4, 5, 6, 7];
    expect(draw.shuffle(rng(), items).sort()).toEqual(items);
    expect(items).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('distinct sizes differ pairwise; asking for too many says so', () => {
    expect(new Set(draw.distinct(rng(), 4, 2, 5)).size).toBe(4);
    expect(() => draw.distinct(rng(), 5, 2, 5)).toThrow('5 different integers do not fit in 2…5');
  });
});
