import { F, nn, print, torch } from '#torch';

/** Layers in a row, cross entropy with one-hot targets, and gradients by hand. */
export function* seed002(seed: number): Generator<unknown, void, void> {
  torch.manualSeed(seed);
  yield;

  const inputData = torch.tensor([
    [-0.4421, 1.5207, 2.0607, -0.3647, 0.4691, 0.0946],
    [0.4838, 0.4001, 0.9786, 0.7858, 0.9876, 0.5987],
    [0.1902, 0.8507, 0.8175, 0.0994, 0.3862, 0.0132],
    [0.1973, 0.6625, 0.8123, 0.4483, 0.0345, 0.4165],
    [0.6948, 0.3557, 0.7689, 0.2793, 0.6816, 0.9152],
  ]);
  yield;

  const binary = new nn.Sequential(new nn.Linear(6, 4), new nn.Linear(4, 1), new nn.Sigmoid());
  const probabilities = binary.call(inputData);
  yield;

  print(probabilities);
  yield;

  const nClasses = 3;
  const multiClass = new nn.Sequential(
    new nn.Linear(6, 4),
    new nn.Linear(4, nClasses),
    new nn.Softmax({ dim: -1 }),
  );
  const output = multiClass.call(inputData);
  print(output.shape);
  yield;

  print(output);
  yield;

  const regression = new nn.Sequential(new nn.Linear(6, 4), new nn.Linear(4, 1));
  print(regression.call(inputData));
  yield;

  const eight = new torch.Tensor([[3, 4, 6, 2, 3, 6, 8, 9]]);
  print(new nn.Sequential(new nn.Linear(8, 1), new nn.Sigmoid()).call(eight));
  yield;

  const eleven = new torch.Tensor([[3, 4, 6, 7, 10, 12, 2, 3, 6, 8, 9]]);
  const narrowing = new nn.Sequential(
    new nn.Linear(11, 8),
    new nn.Linear(8, 4),
    new nn.Linear(4, 2),
    new nn.Linear(2, 1),
  );
  print(narrowing.call(eleven));
  yield;

  const deep = new nn.Sequential(
    new nn.Linear(11, 20),
    new nn.Linear(20, 12),
    new nn.Linear(12, 6),
    new nn.Linear(6, 4),
    new nn.Softmax({ dim: -1 }),
  );
  print(deep.call(eleven));
  yield;

  yield F.oneHot(torch.tensor(0), { numClasses: 3 });

  const criterion = new nn.CrossEntropyLoss();
  yield criterion.call(torch.tensor([[-0.1211, 0.1059]]).double(), torch.tensor([[1, 0]]).double());

  const scores = torch.tensor([[0.1, 6, -2, 3.2]]);
  const oneHotLabel = F.oneHot(torch.tensor([2]), scores.size(1));
  print(criterion.call(scores.double(), oneHotLabel.double()));
  yield;

  const model = new nn.Sequential(new nn.Linear(16, 8), new nn.Linear(8, 4), new nn.Linear(4, 2));
  const sample = torch.randn(1, 16);
  const target = torch.tensor([1]);
  criterion.call(model.call(sample), target).backward();
  const gradients = (place: number) => {
    const { weight, bias } = model.at<nn.Linear>(place);
    return [weight.grad, bias?.grad];
  };
  yield gradients(0);

  yield gradients(1);

  yield gradients(2);

  const { bias } = model.at<nn.Linear>(0);
  if (bias?.grad) print(bias.sub(bias.grad.mul(0.001)));
  yield;

  const last = new nn.Sequential(new nn.Linear(16, 8), new nn.Sigmoid(), new nn.Linear(8, 2));
  print(last.at<nn.Linear>(2).bias);
  yield;
}
