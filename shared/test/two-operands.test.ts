import { describe, expect, test } from '@jest/globals';
import { type Tensor, torch } from '#torch';

/*
 * Two operands are walked where they lie. However they lie, the result is that of copies in row-major order.
 */

torch.manualSeed(0);
const plain = (sizes: number[]): Tensor => torch.randint(-50, 50, sizes).to(torch.float32);

/** Operands of the shape (2, 3, 4), or that stretch to it. */
const layouts: Record<string, () => Tensor> = {
  'row-major': () => plain([2, 3, 4]),
  'a transposed matrix in each batch': () => plain([2, 4, 3]).transpose(1, 2),
  'dimensions in reverse order': () => plain([4, 3, 2]).permute(2, 1, 0),
  'every second column': () => plain([2, 3, 8]).at('...', '::2'),
  'a part behind an offset': () => plain([5, 3, 4]).at('3:'),
  'one row for all': () => plain([4]),
  'one column for all': () => plain([3, 1]),
  'one matrix for all': () => plain([1, 3, 4]),
  'a number for each batch': () => plain([2, 1, 1]),
  'rows that the batch repeats': () => plain([2, 1, 4]),
  'a single element': () => plain([1, 1]),
  'a 0-d tensor': () => plain([]),
};

const dtypes = ['float32', 'float64', 'int64', 'int32'] as const;

describe.each(Object.keys(layouts))('%s', (left) => {
  test.each(Object.keys(layouts))('with %s', (right) => {
    for (const dtype of dtypes) {
      const [a, b] = [left, right].map((name) => (layouts[name] as () => Tensor)().to(torch[dtype]));
      if (a === undefined || b === undefined) throw new Error('two layouts');
      const sizes = torch.broadcastTensors(a, b)[0]?.shape as number[];
      const copies = [a, b].map((x) =>
        torch.tensor(x.expand(sizes).tolist() as number[], { dtype: torch[dtype] }),
      );
      const [copyA, copyB] = copies as [Tensor, Tensor];
      expect(a.sub(b).tolist()).toEqual(copyA.sub(copyB).tolist());
      expect(a.mul(b).tolist()).toEqual(copyA.mul(copyB).tolist());
      // Without a loop of its own.
      expect(torch.maximum(a, b).tolist()).toEqual(torch.maximum(copyA, copyB).tolist());
      // In the dtype of the other.
      expect(a.add(b.to(torch.int16)).tolist()).toEqual(copyA.add(copyB).tolist());
    }
  });
});

test('nothing is walked where there is nothing', () => {
  expect(torch.zeros(0, 3).add(torch.ones(3)).shape).toEqual([0, 3]);
  expect(torch.zeros(2, 0, 3).mul(torch.ones(2, 1, 1)).shape).toEqual([2, 0, 3]);
});
