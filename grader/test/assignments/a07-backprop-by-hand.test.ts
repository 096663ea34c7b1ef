import { describe, expect, test } from '@jest/globals';
import { F, nn, type Tensor, torch } from '#torch';
import * as reference from '../../../solutions/a07-backprop-by-hand/backprop-by-hand.ts';
import { always, codesOf, likeFirst, testFairness } from './fair-suites.ts';

const SLUG = 'a07-backprop-by-hand';

const { crossEntropyBackward, linearBackward, linearForward, numericalGradient } = reference;

describe('the reference', () => {
  const close = (found: Tensor, expected: Tensor) => {
    expect([...found.shape]).toEqual([...expected.shape]);
    expect(found.sub(expected).abs().max().item()).toBeLessThan(1e-8);
  };
  const normal = (...shape: number[]): Tensor => torch.randn(...shape).double();

  test('differentiates a linear layer as small steps do', () => {
    const [X, W, b, dOut] = [normal(3, 4), normal(2, 4), normal(2), normal(3, 2)];
    const loss = (x: Tensor, w: Tensor, bias: Tensor): number =>
      linearForward(x, w, bias).out.mul(dOut).sum().item();
    const { dX, dW, db } = linearBackward(dOut, { X, W });
    close(
      dX,
      numericalGradient((t) => loss(t, W, b), X),
    );
    close(
      dW,
      numericalGradient((t) => loss(X, t, b), W),
    );
    close(
      db,
      numericalGradient((t) => loss(X, W, t), b),
    );
  });

  test('the Jacobian and the loss of the right class together are the shortcut', () => {
    const p = torch.softmax(normal(4), -1);
    const right = 2;
    // −log p[right] changes with p[right] alone.
    const dP = F.oneHot(torch.tensor(right), 4).div(p).neg();
    const target = torch.tensor([right]);
    close(
      dP.matmul(reference.softmaxJacobian(p)),
      crossEntropyBackward(p.log().unsqueeze(0), target).squeeze(0),
    );
  });

  test('finds the gradients of the three layers in the course notes as autograd does', () => {
    const model = new nn.Sequential(new nn.Linear(16, 8), new nn.Linear(8, 4), new nn.Linear(4, 2));
    const [sample, target] = [torch.randn(1, 16), torch.tensor([1])];
    new nn.CrossEntropyLoss().call(model.call(sample), target).backward();
    const layers = [0, 1, 2].map((k) => model.at(k) as nn.Linear);
    const caches: reference.LinearCache[] = [];
    let x = sample;
    for (const { weight, bias } of layers) {
      const { out, cache } = linearForward(x, weight.detach(), (bias as Tensor).detach());
      caches.push(cache);
      x = out;
    }
    let flowing = crossEntropyBackward(x, target);
    for (const k of [2, 1, 0]) {
      const { dX, dW, db } = linearBackward(flowing, caches[k]);
      expect(dW.allclose(layers[k].weight.grad as Tensor, { atol: 1e-6 })).toBe(true);
      expect(db.allclose(layers[k].bias?.grad as Tensor, { atol: 1e-6 })).toBe(true);
      flowing = dX;
    }
  });

  test('numericalGradient asks about tensors like the one it was given, and leaves that alone', () => {
    const t = normal(2, 3);
    const before = t.clone();
    const shapes = new Set<string>();
    numericalGradient((x) => {
      shapes.add(`${x.dtype} ${x.shape.join()}`);
      return x.sum().item();
    }, t);
    expect([...shapes]).toEqual(['torch.float64 2,3']);
    expect(t.equal(before)).toBe(true);
  });
});

/** Right by another road: loops over samples, log-softmax, masks by where, matrix products with ones, plain lists. */
const otherRoad = {
  ...reference,
  linearForward(X: Tensor, W: Tensor, b: Tensor) {
    const rows = X.unbind(0).map((x) => W.matmul(x).add(b));
    return { cache: { W, X }, out: torch.stack(rows) };
  },
  linearBackward(dOut: Tensor, { X, W }: reference.LinearCache) {
    const outer = dOut.unbind(0).map((d, n) => d.unsqueeze(1).mul(X.at(n)));
    return {
      dX: W.t().matmul(dOut.t()).t(),
      dW: outer.reduce((sum, one) => sum.add(one)),
      db: torch.ones(dOut.shape[0], { dtype: dOut.dtype }).matmul(dOut),
    };
  },
  sigmoidBackward: (dOut: Tensor, out: Tensor) => out.sub(out.square()).mul(dOut),
  reluBackward: (dOut: Tensor, x: Tensor) => torch.where(x.gt(0), dOut, torch.zerosLike(dOut)),
  mseBackward: (yHat: Tensor, y: Tensor) => yHat.sub(y).div(yHat.numel()).mul(2),
  softmaxJacobian: (p: Tensor) => torch.eye(p.numel(), { dtype: p.dtype }).sub(p).mul(p.unsqueeze(1)),
  crossEntropyBackward(logits: Tensor, target: Tensor) {
    const grad = torch.logSoftmax(logits, 1).exp();
    for (const [n, label] of (target.tolist() as number[]).entries()) {
      grad.at(n, label).sub_(1);
    }
    return grad.div(target.numel());
  },
  unbroadcast(grad: Tensor, shape: number[]) {
    const padded = [...new Array<number>(grad.ndim - shape.length).fill(1), ...shape];
    const stretched = padded.flatMap((size, dim) => (size === grad.shape[dim] ? [] : [dim]));
    const summed = stretched.length === 0 ? grad : grad.sum(stretched, { keepdim: true });
    return summed.reshape(shape);
  },
  mlpGradients(params: Tensor[], X: Tensor, y: Tensor) {
    const [W1, b1, W2, b2] = params;
    const into = X.matmul(W1.t()).add(b1);
    const hidden = into.clampMin(0);
    const logProbs = torch.logSoftmax(hidden.matmul(W2.t()).add(b2), -1);
    const dScores = logProbs.exp().sub(F.oneHot(y, W2.shape[0])).div(X.shape[0]);
    const dInto = dScores.matmul(W2).mul(hidden.gt(0));
    return {
      loss: F.nllLoss(logProbs, y).item(),
      grads: [dInto.t().matmul(X), dInto.sum(0), dScores.t().matmul(hidden), dScores.sum(0)],
    };
  },
  /** Steps in place, and puts every entry back as it was. */
  numericalGradient(f: (t: Tensor) => number, t: Tensor, h = 1e-5) {
    const flat = t.view(-1);
    const slopes = torch.zerosLike(flat);
    for (let i = 0; i < flat.numel(); i++) {
      const x = flat.at(i).item();
      const valueAt = (moved: number): number => {
        flat.at(i).fill_(moved);
        return f(t);
      };
      slopes.at(i).fill_((valueAt(x + h) - valueAt(x - h)) / (2 * h));
      flat.at(i).fill_(x);
    }
    return slopes.reshape(t.shape);
  },
};

/** Answers that know nothing of the input. */
const unthinking = {
  'the number 0': () => 0,
  zeros: likeFirst((x) => torch.zerosLike(x)),
  ones: likeFirst((x) => torch.onesLike(x)),
  'its input': (x: unknown) => x,
  nothing: () => undefined,
  'an empty record': () => ({}),
};

test('the bank holds every wrong answer that the curriculum names for A07, and some more', () => {
  expect(codesOf(SLUG)).toEqual([
    'M-AXIS',
    'M-BIAS2D',
    'M-DBNOSUM',
    'M-FACTOR',
    'M-JACDIAG',
    'M-KEEPDIM',
    'M-MUTATE',
    'M-NOCHAIN',
    'M-NODIVN',
    'M-ONEHOTFORGOT',
    'M-ONESIDED',
    'M-OVERFLOW',
    'M-RELU0',
    'M-RELUGATE',
    'M-SIGN',
    'M-SIGPRIME',
    'M-TRANSPOSE',
    'M-UNBCAST',
  ]);
});

testFairness(SLUG, {
  right: { otherRoad },
  seeds: [11, 12, 13, 14, 15],
  thoughtless: always(reference, unthinking),
});
