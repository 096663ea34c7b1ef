import { describe, expect, test } from '@jest/globals';
import { type Tensor, torch } from '#torch';

const float64 = { dtype: torch.float64 };

/** Numbers without a pattern. */
function doubles(...sizes: number[]): Tensor {
  const count = sizes.reduce((all, size) => all * size, 1);
  return torch
    .arange(1, 1 + count, float64)
    .square()
    .mul(0.37)
    .sin()
    .reshape(sizes);
}

/** The product of two matrices by its definition. */
function product(a: Tensor, b: Tensor): number[][] {
  const [x, y] = [a.tolist() as number[][], b.tolist() as number[][]];
  return x.map((row) =>
    (y[0] ?? []).map((_, j) => row.reduce((sum, value, k) => sum + value * (y[k]?.[j] ?? 0), 0)),
  );
}

describe('matrix products', () => {
  const views: [string, (x: Tensor) => Tensor][] = [
    ['as they are', (x) => x],
    ['transposed', (x) => x.t().contiguous().t()],
    ['every second row of more', (x) => torch.stack([x, x.neg()], 1).reshape(-1, x.size(1)).at('::2')],
    [
      'every second column of more',
      (x) => torch.stack([x, x.neg()], 2).reshape(x.size(0), -1).at(':', '::2'),
    ],
  ];
  test.each(views.flatMap(([left, f]) => views.map(([right, g]) => [`${left}, ${right}`, f, g] as const)))(
    '%s',
    (_, f, g) => {
      const [a, b] = [doubles(3, 6), doubles(6, 5)];
      const c = f(a).mm(g(b));
      expect(c.allclose(torch.tensor(product(a, b), float64))).toBe(true);
      const [x, y] = [f(a).float(), g(b).float()];
      expect(x.mm(y).dtype).toBe(torch.float32);
      expect(x.mm(y).allclose(c.float())).toBe(true);
    },
  );

  test('rows of every length, in blocks of four and the rest', () => {
    for (const k of [0, 1, 3, 4, 5, 8, 9]) {
      const [a, b] = [doubles(2, k), doubles(k, 3)];
      const expected = k === 0 ? torch.zeros(2, 3, float64) : torch.tensor(product(a, b), float64);
      expect(a.mm(b).allclose(expected)).toBe(true);
    }
  });

  test('NaN and infinity come through', () => {
    const a = torch.tensor([[Number.POSITIVE_INFINITY, 1, 0, 0, 1]]);
    expect(
      a
        .mm(torch.tensor([[0], [1], [1], [1], [1]]).float())
        .isnan()
        .item(),
    ).toBe(true);
    expect(a.mm(torch.ones(5, 1)).item()).toBe(Number.POSITIVE_INFINITY);
  });

  test('small integers wrap around, int64 is exact', () => {
    const bytes = torch.tensor([[16, 16]], { dtype: torch.uint8 });
    expect(bytes.mm(bytes.t()).item()).toBe(512 % 256);
    const long = torch.tensor([[2n ** 62n, 2n ** 62n]]);
    expect(long.mm(torch.tensor([[1], [1]])).itemBigInt()).toBe(-(2n ** 63n));
  });

  test('ranks and sizes that do not fit', () => {
    expect(() => torch.ones(2).mm(torch.ones(2, 2))).toThrow(
      'mm: the left operand must be a matrix, got (2,)',
    );
    expect(() => torch.ones(2, 2).mv(torch.ones(2, 2))).toThrow('the right operand must be a vector');
    expect(() => torch.ones(2, 2).bmm(torch.ones(1, 2, 2))).toThrow('must be a 3D tensor');
    expect(() => torch.ones(2, 2, 3).bmm(torch.ones(1, 3, 2))).toThrow('batches of 2 and 1 matrices');
    expect(() => torch.ones(2, 2, 3).bmm(torch.ones(2, 2, 3))).toThrow('did you mean x.matmul(w.mT)?');
    expect(() => torch.ones(2, 2).mm(torch.ones(2, 2).bool())).toThrow(
      'expected scalar type Float but found Bool',
    );
    expect(() => torch.ones(2, 2).bool().mm(torch.ones(2, 2).bool())).toThrow("not implemented for 'Bool'");
    const mm = torch.mm as (a: unknown, b: unknown) => Tensor;
    expect(() => mm(torch.ones(1, 1), [[1]])).toThrow('mm: an array of 1');
  });

  test('sums with a product: beta 0 leaves NaN behind, the sum never grows', () => {
    const [a, b] = [torch.ones(2, 3), torch.ones(3, 2)];
    expect(torch.full([2], Number.NaN).addmm(a, b, { beta: 0 }).tolist()).toEqual([
      [3, 3],
      [3, 3],
    ]);
    expect(() => torch.ones(3, 2, 2).addmm(a, b)).toThrow('addmm');
    expect(() => torch.ones(3).addmm(a, b)).toThrow('(2, 2)');
    expect(() => torch.ones(2).double().addmm(a, b)).toThrow('expected scalar type Double but found Float');
    const x = torch.ones(2, 2);
    expect(x.addmm_(a, b)).toBe(x);
    expect(x.tolist()).toEqual([
      [4, 4],
      [4, 4],
    ]);
    const addmm = torch.addmm as (...all: unknown[]) => Tensor;
    expect(() => addmm(x, a, b, { gamma: 1 })).toThrow('the option gamma');
  });
});

describe('einsum', () => {
  const [a, b] = [doubles(2, 3), doubles(3, 4)];

  test('implicit results are in alphabetical order, capitals first', () => {
    expect(torch.einsum('ba', a).equal(a.t())).toBe(true);
    expect(torch.einsum('aB', a).equal(a.t())).toBe(true);
    expect(torch.einsum('ij,jk', a, b).allclose(a.mm(b))).toBe(true);
    expect(torch.einsum(' i j , j k -> k i ', [a, b]).allclose(a.mm(b).t())).toBe(true);
  });

  test('an ellipsis broadcasts from its last dimension', () => {
    const [x, y] = [doubles(4, 1, 2, 3), doubles(5, 3)];
    expect(torch.einsum('...ij,...j->...i', x, y).allclose(x.matmul(y.unsqueeze(-1)).squeeze(-1))).toBe(true);
    expect(torch.einsum('...->...', x).equal(x)).toBe(true);
    expect(torch.einsum('i...->...', x).allclose(x.sum(0))).toBe(true);
  });

  test('letters of size 1 stretch, letters in one operand are summed there', () => {
    expect(torch.einsum('ij,ij->i', a, a.at(':', '0:1')).allclose(a.mul(a.at(':', '0:1')).sum(1))).toBe(true);
    expect(torch.einsum('ij,k->j', a, b.at(0)).allclose(a.sum(0).mul(b.at(0).sum()))).toBe(true);
    expect(torch.einsum('iij->ji', doubles(2, 2, 3)).shape).toEqual([3, 2]);
    expect(torch.einsum(',->', torch.tensor(2), torch.tensor(3)).item()).toBe(6);
    expect(torch.einsum('ij,jk->ik', torch.zeros(2, 0), torch.zeros(0, 3)).tolist()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  test.each<[string, Tensor[], string]>([
    ['ij,jk->ik', [a], 'fewer operands were provided'],
    ['ij', [a, b], 'more operands were provided'],
    ['ijk', [a], 'the number of subscripts in the equation (3)'],
    ['i', [a], 'does not match the number of dimensions (2) for operand 0'],
    ['ij->ik', [a], 'output subscript k does not appear'],
    ['ij->ii', [a], 'appears more than once'],
    ['i1', [a], "invalid subscript '1'"],
    ['i.j', [a], 'the number of subscripts'],
    ['ij->j->i', [a], "more than one '->'"],
    ['ii', [a], 'is repeated for operand 0'],
    ['ij,jk', [a, a], 'subscript j has size 2 for operand 1'],
  ])('%s', (equation, operands, message) => {
    expect(() => torch.einsum(equation, ...operands)).toThrow(message);
  });
});

describe('products of other kinds', () => {
  test('tensordot', () => {
    const [x, y] = [doubles(2, 3, 4), doubles(4, 3, 5)];
    expect(
      torch
        .tensordot(x, y, [
          [1, -1],
          [1, 0],
        ])
        .allclose(torch.einsum('ijk,kjl->il', x, y)),
    ).toBe(true);
    expect(torch.tensordot(x, y, { dims: 1 }).shape).toEqual([2, 3, 3, 5]);
    expect(torch.tensordot(x, y, 0).shape).toEqual([2, 3, 4, 4, 3, 5]);
    expect(() => torch.tensordot(x, y)).toThrow('first has size 3 in dim 1 and second has size 4 in dim 0');
    expect(() => torch.tensordot(x, y, 4)).toThrow('dims is 4');
    expect(() => torch.tensordot(x, y, [[0], [0, 1]])).toThrow('of the same length');
  });

  test('cross, along the first dimension of size 3 unless said', () => {
    const [x, y] = [doubles(3, 3), doubles(3, 3).cos()];
    expect(x.cross(y).allclose(x.t().cross(y.t(), 1).t())).toBe(true);
    expect(x.cross(y, -1).mul(x).sum(-1).allclose(torch.zeros(3, float64))).toBe(true);
    expect(() => torch.ones(2, 2).cross(torch.ones(2, 2))).toThrow('of size 3');
    expect(() => torch.ones(3, 2).cross(torch.ones(3, 2), 1)).toThrow('must have length 3. Got 2 and 2');
  });

  test('cdist of every order', () => {
    const [x, y] = [
      torch.tensor([[0, 0.5]]),
      torch.tensor([
        [3, 4.5],
        [0, 0.5],
      ]),
    ];
    const at = (p: number): unknown => torch.cdist(x, y, p).tolist();
    expect(at(2)).toEqual([[5, 0]]);
    expect(at(1)).toEqual([[7, 0]]);
    expect(at(0)).toEqual([[2, 0]]);
    expect(at(Number.POSITIVE_INFINITY)).toEqual([[4, 0]]);
    expect(torch.cdist(torch.zeros(2, 0), torch.zeros(3, 0)).tolist()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(() => torch.cdist(x, torch.ones(2, 3))).toThrow('X1: 2 X2: 3');
    expect(() => torch.cdist(x, y, -1)).toThrow('non-negative p');
  });

  test('inner, kron and trace', () => {
    expect(
      torch
        .tensor(2)
        .inner(torch.tensor([1, 2]))
        .tolist(),
    ).toEqual([2, 4]);
    expect(() => torch.ones(2, 3).inner(torch.ones(2, 2))).toThrow('(2, 3) and (2, 2)');
    expect(torch.ones(2).kron(torch.ones(3, 1, 2)).shape).toEqual([3, 1, 4]);
    expect(
      torch
        .tensor([
          [1, 2, 3],
          [4, 5, 6],
        ])
        .trace()
        .item(),
    ).toBe(6);
    expect(() => torch.ones(3).trace()).toThrow('tensor with dim 1');
  });
});

describe('linear algebra', () => {
  const a = doubles(4, 4).add(torch.eye(4, float64));

  test('the inverse and the solution of equations', () => {
    expect(a.inverse().mm(a).allclose(torch.eye(4, float64))).toBe(true);
    const b = doubles(3, 4, 2);
    expect(a.matmul(torch.linalg.solve(a, b)).allclose(b)).toBe(true);
    const vectors = doubles(3, 4);
    const batch = a.expand(3, 4, 4);
    expect(batch.matmul(torch.linalg.solve(batch, vectors).unsqueeze(-1)).squeeze(-1).allclose(vectors)).toBe(
      true,
    );
    // A zero on the diagonal needs rows to be exchanged.
    const turned = torch.tensor([
      [0, 1.5],
      [1, 0],
    ]);
    expect(turned.inverse().mm(turned).allclose(torch.eye(2))).toBe(true);
    expect(turned.det().item()).toBe(-1.5);
    expect(torch.zeros(0, 0).det().item()).toBe(1);
  });

  test('powers', () => {
    expect(a.matrixPower(5).allclose(a.mm(a).mm(a).mm(a).mm(a))).toBe(true);
    expect(a.matrixPower(-2).allclose(a.mm(a).inverse())).toBe(true);
    expect(a.matrixPower(0).equal(torch.eye(4, float64))).toBe(true);
    expect(() => torch.ones(2, 3).matrixPower(2)).toThrow('2 by 3 matrices');
    expect(() => a.matrixPower(0.5)).toThrow('n is 0.5');
  });

  test('decompositions', () => {
    const s = torch.linalg.svdvals(doubles(3, 5));
    expect(s.square().sum().item()).toBeCloseTo(doubles(3, 5).square().sum().item(), 12);
    expect([...s].every((value, i) => i === 0 || value.item() <= (s.at(i - 1) as Tensor).item())).toBe(true);
    const positive = a.mm(a.t());
    const lower = torch.linalg.cholesky(positive);
    expect(lower.mm(lower.t()).allclose(positive)).toBe(true);
    expect(torch.linalg.cholesky(positive, { upper: true }).equal(lower.t())).toBe(true);
    expect(lower.at(0, 1).item()).toBe(0);
  });

  test('the pseudo-inverse of a matrix without full rank', () => {
    const x = doubles(4, 1).mm(doubles(1, 3));
    const p = torch.linalg.pinv(x);
    expect(x.mm(p).mm(x).allclose(x)).toBe(true);
    expect(p.mm(x).mm(p).allclose(p)).toBe(true);
    expect(torch.linalg.matrixRank(x).item()).toBe(1);
    expect(
      torch.linalg.matrixRank(torch.eye(3).mul(torch.tensor([1, 0.1, 0.01])), { atol: 0.05 }).item(),
    ).toBe(2);
    expect(torch.linalg.matrixRank(torch.zeros(2, 3, 3)).tolist()).toEqual([0, 0]);
    expect(torch.linalg.pinv(torch.zeros(2, 3)).tolist()).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  test('a chain is multiplied in the cheapest order', () => {
    const chain = [doubles(5, 2), doubles(2, 7), doubles(7, 3), doubles(3, 4)];
    const straight = chain.reduce((x, y) => x.mm(y));
    expect(torch.linalg.multiDot(chain).allclose(straight)).toBe(true);
    expect(torch.linalg.multiDot([doubles(2), doubles(2, 3), doubles(3)]).shape).toEqual([]);
    expect(() => torch.linalg.multiDot([a])).toThrow('1 tensors');
    expect(() => torch.linalg.multiDot([a, doubles(3, 3), a])).toThrow('tensors 0 and 1');
    expect(() => torch.linalg.multiDot([a, doubles(4), a])).toThrow('tensor 1 must be a matrix');
  });

  test('matrices that an algorithm cannot use', () => {
    const singular = torch.tensor([
      [1.5, 3],
      [1, 2],
    ]);
    expect(() => singular.inverse()).toThrow('the diagonal element 2 is zero');
    expect(() => torch.stack([torch.eye(2), singular]).inverse()).toThrow('(Batch element 1)');
    expect(() => torch.linalg.solve(singular, torch.ones(2))).toThrow('singular');
    expect(() =>
      torch.linalg.cholesky(
        torch.tensor([
          [1.5, 3],
          [3, 2],
        ]),
      ),
    ).toThrow('leading minor of order 2');
    expect(() => singular.inverse()).toThrow(torch.linalg.LinAlgError);
    expect(() => torch.ones(2, 3).det()).toThrow('2 by 3 matrices');
    expect(() =>
      torch
        .tensor([
          [1, 2],
          [3, 4],
        ])
        .inverse(),
    ).toThrow('Got Long');
    expect(() => torch.linalg.svdvals(torch.ones(3))).toThrow('at least 2 dimensions');
    expect(() => torch.linalg.solve(torch.eye(2), torch.ones(3))).toThrow('B with 2 rows');
  });
});
