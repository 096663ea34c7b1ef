import { describe, expect, test } from '@jest/globals';
import { data, type Tensor, torch } from '#torch';

const rows = (n: number) => new data.TensorDataset(torch.arange(n));
const drawn = (loader: Iterable<Tensor[]>): unknown[] => [...loader].map(([x]) => (x as Tensor).tolist());

describe('TensorDataset', () => {
  test('gives the rows of all its tensors, from the end as well', () => {
    const dataset = new data.TensorDataset(torch.arange(6).reshape(3, 2), torch.tensor([7, 8, 9]));
    expect(dataset.length).toBe(3);
    expect(dataset.get(-1).map((x) => x.tolist())).toEqual([[4, 5], 9]);
    expect(() => dataset.get(3)).toThrow('index 3 is out of bounds');
  });

  test('refuses tensors of different lengths', () => {
    expect(() => new data.TensorDataset(torch.zeros(2), torch.zeros(3))).toThrow('(2,) and (3,)');
    expect(() => new data.TensorDataset()).toThrow('Size mismatch');
  });
});

describe('DataLoader', () => {
  test('keeps the order unless told otherwise, and its last batch may be smaller', () => {
    expect(drawn(new data.DataLoader(rows(5), { batchSize: 2 }))).toEqual([[0, 1], [2, 3], [4]]);
    const whole = new data.DataLoader(rows(5), { batchSize: 2, dropLast: true });
    expect([whole.length, drawn(whole)]).toEqual([
      2,
      [
        [0, 1],
        [2, 3],
      ],
    ]);
  });

  test('shuffles anew in every epoch; a seed gives the same epochs, a row comes once in each', () => {
    const loader = new data.DataLoader(rows(20), { batchSize: 6, shuffle: true });
    const epochs = () => {
      torch.manualSeed(3);
      return [drawn(loader), drawn(loader)];
    };
    const [first, second] = epochs();
    expect(first).not.toEqual(second);
    expect(epochs()).toEqual([first, second]);
    expect((first as number[][]).flat().sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
  });

  test('draws from a generator of its own without touching the default stream', () => {
    const generator = new torch.Generator().manualSeed(5);
    torch.manualSeed(0);
    const next = torch.rand(1).item();
    torch.manualSeed(0);
    drawn(new data.DataLoader(rows(4), { shuffle: true, generator }));
    expect(torch.rand(1).item()).toBe(next);
  });

  test('leaves a generator where the draws that were asked for leave it', () => {
    const drawnAfter = (
      read: (sampler: InstanceType<typeof data.RandomSampler>) => void,
      numSamples?: number,
    ) => {
      const generator = new torch.Generator().manualSeed(5);
      read(new data.RandomSampler(rows(8), { generator, numSamples: numSamples ?? null }));
      return torch.randperm(8, { generator }).tolist();
    };
    const permutations = (count: number) => {
      const generator = new torch.Generator().manualSeed(5);
      for (let i = 0; i < count; i++) torch.randperm(8, { generator });
      return torch.randperm(8, { generator }).tolist();
    };
    // Whoever stops in the first permutation has drawn one, whoever reads on to its end another.
    expect(drawnAfter((sampler) => sampler[Symbol.iterator]().next())).toEqual(permutations(1));
    expect(drawnAfter((sampler) => [...sampler])).toEqual(permutations(2));
    expect(drawnAfter((sampler) => [...sampler], 12)).toEqual(permutations(2));
    expect(drawnAfter((sampler) => [...new data.BatchSampler(sampler, 3, true)])).toEqual(permutations(2));
  });

  test("asks a sampler's own iteration, also where it extends another", () => {
    class Backwards extends data.RandomSampler {
      override *[Symbol.iterator](): Generator<number> {
        for (let i = this.length - 1; i >= 0; i--) yield i;
      }
    }
    const loader = new data.DataLoader(rows(3), { batchSize: 2, sampler: new Backwards(rows(3)) });
    expect(drawn(loader)).toEqual([[2, 1], [0]]);
  });

  test('may be iterated twice at once', () => {
    const loader = new data.DataLoader(rows(3));
    const [one, other] = [loader[Symbol.iterator](), loader[Symbol.iterator]()];
    one.next();
    expect(String(other.next().value)).toBe('tensor([0])');
    expect(String(one.next().value)).toBe('tensor([1])');
  });

  test('takes any dataset with a length and get, and collates numbers, lists and records', () => {
    const squares = { length: 3, get: (i: number) => ({ x: [i, i / 2], y: i * i, name: `row ${i}` }) };
    const [batch] = new data.DataLoader(squares, { batchSize: 3 });
    expect(batch).toEqual({
      x: [torch.tensor([0, 1, 2]), torch.tensor([0, 0.5, 1], { dtype: torch.float64 })],
      y: torch.tensor([0, 1, 4]),
      name: ['row 0', 'row 1', 'row 2'],
    });
    const ragged = { length: 2, get: (i: number) => Array(i + 1).fill(0) };
    expect(() => [...new data.DataLoader(ragged, { batchSize: 2 })]).toThrow('1 and 2 entries');
  });

  test('calls collateFn with the samples', () => {
    const words = { length: 3, get: (i: number) => 'abc'.charAt(i) };
    const loader = new data.DataLoader<string, string>(words, {
      batchSize: 2,
      collateFn: (samples) => samples.join(''),
    });
    expect([...loader]).toEqual(['ab', 'c']);
  });

  test('gives single samples for batchSize null', () => {
    const words = { length: 2, get: (i: number) => `w${i}` };
    expect([...new data.DataLoader(words, { batchSize: null })]).toEqual(['w0', 'w1']);
  });

  test('refuses what cannot be', () => {
    expect(() => new data.DataLoader(rows(3), { batchSize: 0 })).toThrow('batch_size=0');
    expect(() => new data.DataLoader(rows(3), { batchSize: 2.5 })).toThrow('batch_size=2.5');
    expect(() => new data.DataLoader(rows(0), { shuffle: true })).toThrow('num_samples=0');
    const misspelt: object = { batch_size: 2 };
    expect(() => new data.DataLoader(rows(3), misspelt)).toThrow('did you mean batchSize?');
    expect(() => Reflect.construct(data.DataLoader, [[1, 2, 3]])).toThrow('get(i)');
    const sampler = new data.SequentialSampler(rows(3));
    expect(() => new data.DataLoader(rows(3), { sampler, shuffle: true })).toThrow('mutually exclusive');
  });

  test('lets gradients through to the rows of a batch', () => {
    const x = torch.tensor([[1], [2], [3]], { dtype: torch.float32, requiresGrad: true });
    for (const [batch] of new data.DataLoader(new data.TensorDataset(x), { batchSize: 2 })) {
      (batch as Tensor).square().sum().backward();
    }
    expect(x.grad?.tolist()).toEqual([[2], [4], [6]]);
  });
});

describe('samplers', () => {
  test('choose among the numbers listed, or by weight', () => {
    torch.manualSeed(1);
    const listed = [...new data.SubsetRandomSampler([5, 7, 9])];
    expect([...listed].sort()).toEqual([5, 7, 9]);
    const weighted = [...new data.WeightedRandomSampler([0, 1, 0, 3], 200)];
    expect(new Set(weighted)).toEqual(new Set([1, 3]));
    expect(weighted.filter((i) => i === 3).length).toBeGreaterThan(120);
    expect([...new data.RandomSampler(rows(3), { replacement: true, numSamples: 40 })]).toHaveLength(40);
    expect([...new data.RandomSampler(rows(3), { numSamples: 7 })]).toHaveLength(7);
  });

  test('a batch sampler takes the place of all other options', () => {
    const batchSampler = new data.BatchSampler(new data.SequentialSampler(rows(5)), 2, true);
    expect(drawn(new data.DataLoader(rows(5), { batchSampler }))).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});

describe('parts of datasets', () => {
  test('randomSplit gives every row to one part, remainders from the front', () => {
    const parts = data.randomSplit(rows(11), [0.5, 0.25, 0.25]);
    expect(parts.map((part) => part.length)).toEqual([6, 3, 2]);
    const all = parts.flatMap((part) => part.indices);
    expect([...all].sort((a, b) => a - b)).toEqual([...Array(11).keys()]);
    expect(() => data.randomSplit(rows(10), [7, 4])).toThrow('Sum of input lengths');
  });

  test('ConcatDataset counts through', () => {
    const both = new data.ConcatDataset([rows(2), rows(3)]);
    expect([both.length, both.get(3)[0]?.item(), both.get(-5)[0]?.item()]).toEqual([5, 1, 0]);
    expect(() => both.get(5)).toThrow('index 5');
  });
});
