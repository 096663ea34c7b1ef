import { sk, type Tensor, torch } from '#torch';

/** The parts of the wrong way that a mistake may replace. */
export interface Parts {
  readonly fitIntercept?: boolean;
  /** Labels of predictions; `top` is the largest one there is. */
  readonly labels?: (yHat: Tensor, top: number) => Tensor;
}

/** The wrong way of the reference with other parts. */
export function regressionWith({
  fitIntercept = true,
  labels = (yHat, top) => yHat.round().clamp(0, top).long(),
}: Parts) {
  return function wrongWay(X: Tensor, y: Tensor, Xv: Tensor, yv: Tensor) {
    const regression = new sk.LinearRegression({ fitIntercept }).fit(X, y);
    const predictions = labels(torch.tensor(regression.predict(Xv)), y.max().item());
    return { accuracy: predictions.eq(yv).sum().item() / yv.shape[0], predictions };
  };
}
