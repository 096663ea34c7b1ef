import { F, type Tensor, torch } from '#torch';

/** The parts of an epoch that a mistake may replace. */
export interface Parts {
  /** Scores to probabilities. */
  readonly squash?: (scores: Tensor) => Tensor;
  /** What the right class is subtracted as. */
  readonly wanted?: (labels: Tensor, c: number) => Tensor;
  /** What the sum over a batch is divided by. */
  readonly divisor?: (rows: number, batch: number) => number;
  /** What becomes of W and b, given their gradients. */
  readonly update?: (W: Tensor, b: Tensor, dW: Tensor, db: Tensor, lr: number) => void;
}

/** The epoch of the reference with other parts. */
export function epochWith(parts: Parts) {
  const {
    squash = (scores) => torch.softmax(scores, 1),
    wanted = (labels, c) => F.oneHot(labels, c),
    divisor = (rows) => rows,
    update = (W, b, dW, db, lr) => {
      W.sub_(dW.mul(lr));
      b.sub_(db.mul(lr));
    },
  } = parts;
  return function softmaxRegressionEpoch(
    X: Tensor,
    y: Tensor,
    W: Tensor,
    b: Tensor,
    o: { lr: number; batch: number },
  ): void {
    const labels = y.split(o.batch);
    for (const [i, x] of X.split(o.batch).entries()) {
      const surplus = squash(x.matmul(W).add(b))
        .sub(wanted(labels[i], W.shape[1]))
        .div(divisor(x.shape[0], o.batch));
      update(W, b, x.t().matmul(surplus), surplus.sum(0), o.lr);
    }
  };
}
