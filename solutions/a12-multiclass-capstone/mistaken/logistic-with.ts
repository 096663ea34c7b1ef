import { F, type Tensor, torch } from '#torch';

/** The parts of the descent that a mistake may replace. */
export interface Parts {
  /** The loss of the scores. */
  readonly loss?: (scores: Tensor, y: Tensor) => Tensor;
  /** What the gradient of the loss is multiplied by, given the number of rows. */
  readonly factor?: (rows: number) => number;
  /** Lets gradients add up. */
  readonly accumulates?: boolean;
}

export type Descent = (
  Xtr: Tensor,
  ytr: Tensor,
  Xv: Tensor,
  yv: Tensor,
  o: { lr: number; steps: number },
) => { W: Tensor; b: Tensor; losses: number[]; accuracy: number };

/** Logistic regression by autograd, with other parts. */
export function logisticWith({
  loss = F.crossEntropy,
  factor = () => 1,
  accumulates = false,
}: Parts): Descent {
  return (Xtr, ytr, Xv, yv, o) => {
    const c = ytr.max().item() + 1;
    const params = [torch.zeros(Xtr.shape[1], c), torch.zeros(c)];
    let sums = params.map((p) => torch.zerosLike(p));
    const losses = Array.from({ length: o.steps }, () => {
      const [W, b] = params.map((p) => p.clone().requiresGrad_());
      const value = loss(Xtr.matmul(W).add(b), ytr);
      const grads = torch.autograd.grad(value, [W, b]) as Tensor[];
      sums = sums.map((sum, i) => (accumulates ? sum.add(grads[i]) : grads[i]));
      const size = o.lr * factor(Xtr.shape[0]);
      for (const [i, p] of params.entries()) p.sub_(sums[i].mul(size));
      return value.item();
    });
    const [W, b] = params;
    return { W, b, losses, accuracy: Xv.matmul(W).add(b).argmax(1).eq(yv).sum().item() / yv.shape[0] };
  };
}

/** The mean of −log p of the right class, for any way to make probabilities of scores. */
export const surpriseOf =
  (squash: (scores: Tensor) => Tensor) =>
  (scores: Tensor, y: Tensor): Tensor =>
    squash(scores).gather(1, y.unsqueeze(1)).log().neg().mean();
