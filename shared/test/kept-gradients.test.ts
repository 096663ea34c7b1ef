import { describe, expect, jest, test } from '@jest/globals';
import { F, nn, Tensor, torch } from '#torch';
import { casesByOperation } from './device/recorded-on-devices.ts';
import { perform, readCall } from './golden/driver/dispatch.ts';
import { resetGlobals } from './golden/driver/helpers.ts';
import type { Fields } from './golden/driver/read.ts';
import { newScope } from './golden/driver/values.ts';

/*
 * A leaf may keep the gradient that comes in without a copy: then nobody else may have its elements. Not another leaf, not
 * the program, and not a formula that runs again.
 */

const leaf = (values: number[] | number[][]): Tensor =>
  torch.tensor(values, { dtype: torch.float32, requiresGrad: true });

const gradOf = (x: Tensor): Tensor => {
  if (x.grad === null) throw new Error('no gradient has come in');
  return x.grad;
};

const copiesOf = (tensors: readonly Tensor[]): Tensor[] => tensors.map((x) => x.detach().clone());

/** How many gradients a backward copies. */
function copies(run: () => unknown): number {
  const spy = jest.spyOn(torch.device('cpu'), 'copy');
  try {
    run();
    return spy.mock.calls.length;
  } finally {
    spy.mockRestore();
  }
}

/** Whether no two of these tensors are of one memory. */
const areApart = (tensors: readonly Tensor[]): boolean =>
  new Set(tensors.map((x) => x.storage.buffer)).size === tensors.length;

/**
 * Goes back twice from the outputs, and spoils the gradients in between. Says what is wrong: a gradient that is of one memory
 * with another or with what the program has, or one that comes out otherwise the second time.
 */
function fault(leaves: readonly Tensor[], outputs: readonly Tensor[]): string | null {
  const starts = outputs.filter((y) => y.requiresGrad);
  const upstream = starts.map((y) => torch.ones(y.shape, { dtype: y.dtype }));
  const back = (): void => {
    for (const x of leaves) x.grad = null;
    starts.forEach((y, i) => {
      y.backward(upstream[i] as Tensor, { retainGraph: true });
    });
  };
  back();
  const kept = leaves.flatMap((x) => x.grad ?? []).filter((grad) => grad.numel() > 0);
  if (!areApart(kept)) return 'two gradients are of one memory';
  const others = new Set([...leaves, ...outputs, ...upstream].map((x) => x.storage.buffer));
  if (kept.some((grad) => others.has(grad.storage.buffer))) return 'the program has it';
  const first = copiesOf(kept);
  for (const grad of kept) grad.fill_(Number.NaN);
  back();
  const second = leaves.flatMap((x) => x.grad ?? []).filter((grad) => grad.numel() > 0);
  const isSame = first.every((grad, i) => torch.allclose(grad, second[i] as Tensor, { equalNan: true }));
  return isSame ? null : 'it comes out otherwise the second time';
}

describe('no copy', () => {
  test.each<[string, () => Tensor]>([
    ['what a formula makes for one leaf', () => leaf([1, 2]).mul(3)],
    ['what a formula makes for each of two', () => leaf([1, 2]).mul(leaf([3, 4]))],
    ['a sum over two ways', () => [leaf([1, 2])].map((x) => x.add(x))[0] as Tensor],
    [
      'what goes through a view',
      () =>
        leaf([
          [1, 2],
          [3, 4],
        ])
          .mul(2)
          .reshape(4)
          .exp(),
    ],
  ])('of %s', (_, make) => {
    const loss = make().sum();
    expect(copies(() => loss.backward())).toBe(0);
  });

  test('of the gradients of a net', () => {
    const net = new nn.Sequential(new nn.Linear(4, 3), new nn.ReLU(), new nn.Linear(3, 2));
    const loss = F.crossEntropy(net.call(torch.randn(5, 4)), torch.tensor([0, 1, 1, 0, 1]));
    expect(copies(() => loss.backward())).toBe(0);
    for (const w of net.parameters()) {
      expect(gradOf(w).isContiguous()).toBe(true);
      expect(gradOf(w).stride()).toEqual(w.stride());
      expect(gradOf(w).base).toBeNull();
    }
  });
});

test('a part of what a formula makes does not hold the rest', () => {
  const x = leaf([1, 2]);
  torch
    .cat([x, torch.ones(1000)])
    .mul(3)
    .sum()
    .backward();
  expect(gradOf(x).storage.buffer.length).toBe(2);
});

describe('apart from what others have', () => {
  test.each<[string, (a: Tensor, b: Tensor) => Tensor]>([
    ['the gradient that was given', (a, b) => a.add(b)],
    ['one that a formula makes', (a, b) => a.add(b).mul(3)],
    ['one that comes from a sum', (a, b) => [a.add(b)].map((y) => y.mul(y))[0] as Tensor],
    ['views of one', (a, b) => a.reshape(2, 1).t().reshape(2).add(b.view(2, 1).reshape(2)).exp()],
    ['parts of one', (a, b) => torch.cat([a, b]).mul(3)],
    [
      'a part of one',
      (a, b) =>
        torch
          .cat([a.mul(2), b, torch.ones(1)])
          .narrow(0, 2, 2)
          .mul(3),
    ],
    ['stretched from one', (a, b) => a.sum().add(b.mean())],
  ])('two leaves: %s', (_, f) => {
    const [a, b] = [leaf([1, 2]), leaf([3, 4])];
    expect(fault([a, b], [f(a, b)])).toBeNull();
  });

  test('what a hook of the leaf has seen, or has given', () => {
    const [x, z] = [leaf([1, 2]), leaf([1, 2])];
    const own = torch.tensor([5.5, 6]);
    const seen: Tensor[] = [];
    x.registerHook((grad) => {
      seen.push(grad);
    });
    z.registerHook(() => own);
    x.mul(z).sum().backward();
    gradOf(x).fill_(0);
    gradOf(z).fill_(0);
    expect([seen.map((grad) => grad.tolist()), own.tolist()]).toEqual([[[1, 2]], [5.5, 6]]);
  });

  test('what a hook on the way has seen, or has given', () => {
    const [x, z] = [leaf([1, 2]), leaf([1, 2])];
    const seen: Tensor[] = [];
    const own = torch.tensor([5.5, 6]);
    const y = x.reshape(2, 1).reshape(2);
    y.registerHook((grad) => {
      seen.push(grad);
    });
    const w = z.reshape(2, 1).reshape(2);
    w.registerHook(() => own);
    y.mul(w).mul(2).sum().backward();
    gradOf(x).fill_(0);
    gradOf(z).fill_(0);
    expect([seen.map((grad) => grad.tolist()), own.tolist()]).toEqual([[[2, 4]], [5.5, 6]]);
  });

  test('what retainGrad keeps', () => {
    const x = leaf([1, 2]);
    const y = x.view(2);
    y.retainGrad();
    y.mul(3).sum().backward();
    gradOf(x).fill_(0);
    expect(gradOf(y).tolist()).toEqual([3, 3]);
  });

  test('the gradient of a leaf that is itself where backward begins', () => {
    const x = leaf([1, 2]);
    const given = torch.tensor([3.5, 4]);
    x.backward(given);
    gradOf(x).fill_(0);
    expect(given.tolist()).toEqual([3.5, 4]);
  });

  test('what a walk within a walk has kept', () => {
    const x = leaf([1, 2]);
    const y = x.mul(3);
    const other = x.mul(7).sum();
    let inner: Tensor | null = null;
    y.registerHook((grad) => {
      other.backward();
      inner = gradOf(x);
      return grad;
    });
    y.exp().mul(0).add(y).sum().backward();
    expect(gradOf(x)).toBe(inner);
    expect(gradOf(x).tolist()).toEqual([10, 10]);
  });

  test('the graph of a gradient', () => {
    const x = leaf([1, 2]);
    x.mul(x).mul(x).sum().backward({ createGraph: true });
    const first = gradOf(x);
    const [second] = torch.autograd.grad(first.sum(), x);
    expect([first.tolist(), second?.tolist()]).toEqual([
      [3, 12],
      [6, 12],
    ]);
  });

  test('and it stays the same tensor while gradients add up', () => {
    const x = leaf([1, 2]);
    x.mul(3).sum().backward();
    const first = gradOf(x);
    x.mul(4).sum().backward();
    expect(gradOf(x)).toBe(first);
    expect(first.tolist()).toEqual([7, 7]);
  });
});

describe('every operation', () => {
  const differentiable = [...casesByOperation()].flatMap(([op, cases]): [string, Fields[]][] => {
    const own = cases.filter(({ cot }) => cot !== undefined);
    return own.length === 0 ? [] : [[op, own]];
  });

  const isTensor = (value: unknown): value is Tensor => value instanceof Tensor;

  test.each(differentiable)('%s', (_, cases) => {
    const faults = cases.map((recorded) => {
      resetGlobals();
      const scope = newScope();
      const result = perform(readCall(recorded), scope);
      const outputs = isTensor(result) ? [result] : Object.values(Object(result));
      return fault(scope.leaves.filter(isTensor), outputs.filter(isTensor));
    });
    expect(faults).toEqual(cases.map(() => null));
  });
});

describe('layers', () => {
  test.each<[string, () => nn.Module, number[]]>([
    ['Linear', () => new nn.Linear(4, 3), [2, 4]],
    ['Linear on batches', () => new nn.Linear(4, 3), [2, 5, 4]],
    ['Conv2d', () => new nn.Conv2d(2, 4, 3, { groups: 2 }), [2, 2, 5, 5]],
    ['ConvTranspose2d', () => new nn.ConvTranspose2d(2, 3, 2, { stride: 2 }), [2, 2, 5, 3]],
    ['BatchNorm1d', () => new nn.BatchNorm1d(3), [4, 3]],
    ['LayerNorm', () => new nn.LayerNorm(4), [3, 4]],
    ['GroupNorm', () => new nn.GroupNorm(2, 4), [2, 4, 3]],
    ['MaxPool2d', () => new nn.MaxPool2d(2), [1, 2, 4, 4]],
    ['Dropout', () => new nn.Dropout(0.5), [3, 4]],
    ['RNN', () => new nn.RNN(3, 4, { batchFirst: true }), [2, 5, 3]],
    ['LSTM', () => new nn.LSTM(3, 4), [5, 2, 3]],
    ['GRU', () => new nn.GRU(3, 4, { bidirectional: true }), [5, 2, 3]],
    ['PReLU', () => new nn.PReLU(), [2, 3]],
  ])('%s', (_, make, sizes) => {
    torch.manualSeed(1);
    const layer = make();
    const x = torch.randn(...sizes).requiresGrad_();
    const result: unknown = layer.call(x);
    const y = result instanceof Tensor ? result : (result as Tensor[])[0];
    expect(fault([x, ...layer.parameters()], [y as Tensor])).toBeNull();
  });
});
