import type { Tensor } from '#torch';
import type { Gradus } from '../question.ts';
import { ends, layersOf, type Trainer, type Training, trainingData } from './training.ts';

export function oursTrainer(gradus: Gradus, training: Training): Trainer<[Tensor, Tensor]> {
  const { torch, nn, optim, data } = gradus;
  const { sizes, samples, batchSize, lr } = training;
  const { X, y } = trainingData(training);
  const classes = training.loss === 'crossEntropy';
  const targets = torch.tensor(y);
  const dataset = new data.TensorDataset(
    torch.tensor(X).reshape(samples, ends(sizes).features),
    classes ? targets.long() : targets,
  );
  const activation = { sigmoid: nn.Sigmoid, tanh: nn.Tanh, relu: nn.ReLU }[training.activation];
  const loss = { mse: nn.MSELoss, bceWithLogits: nn.BCEWithLogitsLoss, crossEntropy: nn.CrossEntropyLoss }[
    training.loss
  ];
  return {
    newStep: () => {
      const layers = layersOf(sizes).flatMap(([inputs, outputs], i) => {
        const linear = new nn.Linear(inputs, outputs);
        return i === 0 ? [linear] : [new activation(), linear];
      });
      const model = new nn.Sequential(...layers);
      const criterion = new loss();
      const optimizer =
        training.optimizer === 'adam'
          ? new optim.Adam(model.parameters(), { lr })
          : new optim.SGD(model.parameters(), { lr });
      return ([x, target]) => {
        optimizer.zeroGrad();
        const predicted = model.call(x);
        const cost = criterion.call(classes ? predicted : predicted.flatten(), target);
        cost.backward();
        optimizer.step();
        return Number(cost.item());
      };
    },
    epoch: () => new data.DataLoader(dataset, { batchSize, shuffle: true }) as Iterable<[Tensor, Tensor]>,
  };
}
