import { type PythonWork, python } from '../question.ts';
import { ends, layersOf, type Training } from './training.ts';

const ACTIVATIONS = { sigmoid: 'nn.Sigmoid()', tanh: 'nn.Tanh()', relu: 'nn.ReLU()' };
const LOSSES = {
  mse: 'nn.MSELoss()',
  bceWithLogits: 'nn.BCEWithLogitsLoss()',
  crossEntropy: 'nn.CrossEntropyLoss()',
};
const OPTIMIZERS = { sgd: 'SGD', adam: 'Adam' };

/** Defines `new_step()` and `loader`; `then` defines `step()` with them. */
export function pytorchTraining(training: Training, then: PythonWork): PythonWork {
  const { sizes, samples, batchSize, lr, loss, activation, optimizer } = training;
  const { features, outputs } = ends(sizes);
  const layers = layersOf(sizes).map(([ins, outs]) => `nn.Linear(${ins}, ${outs})`);
  const targets = {
    mse: '3 * X[:, 0]',
    bceWithLogits: '((X[:, 0] + 0.5) * 2).floor()',
    crossEntropy: `((X[:, 0] + 0.5) * ${outputs}).floor().long()`,
  };
  const { source } = python`
    from torch.utils.data import DataLoader, TensorDataset
    X = ramp(${samples * features}).reshape(${samples}, ${features})
    loader = DataLoader(TensorDataset(X, ${targets[loss]}), batch_size=${batchSize}, shuffle=True)
    def new_step():
        model = nn.Sequential(${layers.join(`, ${ACTIVATIONS[activation]}, `)}).to(X.device)
        criterion = ${LOSSES[loss]}
        optimizer = torch.optim.${OPTIMIZERS[optimizer]}(model.parameters(), lr=${lr})
        def train_step(x, y):
            optimizer.zero_grad()
            loss = criterion(model(x)${loss === 'crossEntropy' ? '' : '.flatten()'}, y)
            loss.backward()
            optimizer.step()
            return loss.item()
        return train_step
  `;
  return { source: `${source}\n${then.source}` };
}

export const pytorchRun = (training: Training): PythonWork =>
  pytorchTraining(
    training,
    python`
      def step():
          train_step = new_step()
          for epoch in range(${training.epochs}):
              losses = 0
              for x, y in loader:
                  losses += train_step(x, y)
    `,
  );

export const pytorchSteps = (training: Training, steps = 1): PythonWork =>
  pytorchTraining(
    training,
    python`
      x, y = next(iter(loader))
      train_step = new_step()
      def step():
          for _ in range(${steps}):
              train_step(x, y)
    `,
  );
