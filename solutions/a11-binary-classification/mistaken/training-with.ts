import { data, optim, type Tensor, torch } from '#torch';
import {
  bceWithLogits,
  binaryClassifier,
  predictLabels,
  predictProba,
  type Trained,
  type TrainOptions,
} from '../binary-classification.ts';

/** Where a training may differ from the reference's. */
export interface Ways {
  /** The network, from features and hidden units. */
  readonly model?: typeof binaryClassifier;
  /** The loss of a batch, from what the model gives for it, a column, and the targets. */
  readonly loss?: (output: Tensor, targets: Tensor) => Tensor;
  /** Whether gradients are cleared. */
  readonly clears?: boolean;
}

/** The training of the reference with other parts, and the losses of each epoch's batches. */
export function trainingWith(
  X: Tensor,
  y: Tensor,
  o: TrainOptions,
  {
    model: make = binaryClassifier,
    loss: lossOf = (output, targets) => bceWithLogits(output.flatten(), targets),
    clears = true,
  }: Ways = {},
): Trained & { readonly batchLosses: Tensor[][] } {
  torch.manualSeed(o.seed);
  const model = make(X.shape[1], o.hidden);
  const loader = new data.DataLoader(new data.TensorDataset(X, y), {
    batchSize: o.batchSize,
    shuffle: true,
  });
  const optimizer = new optim.Adam(model.parameters(), { lr: o.lr });
  const batchLosses = Array.from({ length: o.epochs }, () =>
    [...loader].map(([x, t]) => {
      if (clears) optimizer.zeroGrad();
      const loss = lossOf(model.call(x), t);
      loss.backward();
      optimizer.step();
      return loss;
    }),
  );
  const losses = batchLosses.map((epoch) => epoch.reduce((sum, loss) => sum + loss.item(), 0) / epoch.length);
  const accuracy = predictLabels(predictProba(model, X)).eq(y).sum().item() / y.shape[0];
  return { model, losses, accuracy, batchLosses };
}
