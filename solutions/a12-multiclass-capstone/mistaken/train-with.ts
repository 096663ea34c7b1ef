import { data, F, type nn, optim, type Tensor, torch } from '#torch';
import { type Loader, type MlpOptions, multiClassifier } from '../multiclass-capstone.ts';

/** One step: the loss of a batch, as a number unless that is the mistake. */
export type Step = (model: nn.Module, optimizer: optim.Adam, x: Tensor, labels: Tensor) => number;

/** The loop of the reference around another step. */
export function trainWith(step: Step) {
  return function trainMulticlass(
    model: nn.Module,
    loader: Loader,
    o: { lr: number; epochs: number },
  ): number[] {
    const optimizer = new optim.Adam(model.parameters(), { lr: o.lr });
    return Array.from({ length: o.epochs }, () => {
      let total = 0;
      for (const [x, labels] of loader) total += step(model, optimizer, x, labels);
      return total / loader.length;
    });
  };
}

/** A step in the right order on another loss. */
export function stepOn(lossOf: (logits: Tensor, labels: Tensor) => Tensor): Step {
  return (model, optimizer, x, labels) => {
    optimizer.zeroGrad();
    const loss = lossOf(model.call(x), labels);
    loss.backward();
    optimizer.step();
    return loss.item();
  };
}

export const forgetful: Step = (model, optimizer, x, labels) => {
  const loss = F.crossEntropy(model.call(x), labels);
  loss.backward();
  optimizer.step();
  return loss.item();
};

/** What `mlpWay` begins with: seed, model and batches, in this order. */
export function begin(Xtr: Tensor, ytr: Tensor, { seed, hidden, batchSize }: MlpOptions) {
  torch.manualSeed(seed);
  const sizes = [Xtr.shape[1], hidden, ytr.max().item() + 1] as const;
  const model = multiClassifier(...sizes);
  const loader = new data.DataLoader(new data.TensorDataset(Xtr, ytr), { batchSize, shuffle: true });
  return { model, loader, sizes };
}

/** The share of rows that a model labels rightly. */
export const accuracyOf = (model: nn.Module, X: Tensor, y: Tensor): number =>
  (model.call(X) as Tensor).argmax(1).eq(y).sum().item() / y.shape[0];

/** The network of the reference, trained by another loop. */
export function mlpWith(train: ReturnType<typeof trainWith>) {
  return function mlpWay(Xtr: Tensor, ytr: Tensor, Xv: Tensor, yv: Tensor, o: MlpOptions) {
    const { model, loader } = begin(Xtr, ytr, o);
    const losses = train(model, loader, { lr: o.lr, epochs: o.epochs });
    return { model, losses, accuracy: accuracyOf(model, Xv, yv) };
  };
}
