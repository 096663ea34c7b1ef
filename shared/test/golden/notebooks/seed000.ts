import { F, nn, print, type Tensor, torch } from '#torch';

/** Linear layers, and classes by softmax. */
export function* seed000(seed: number): Generator<unknown, void, void> {
  torch.manualSeed(seed);
  yield;

  const n = 10;
  const model = new nn.Linear(n, 1);
  yield;

  print(model);
  yield;

  print(model.weight);
  print(model.bias);
  yield;

  const x = torch.randn(n);
  yield;

  yield x;

  yield model.call(x);

  class LinearClassifier extends nn.Module {
    readonly model: nn.Linear;

    constructor(n: number, d: number) {
      super();
      this.model = new nn.Linear(n, d);
    }

    override forward(x: Tensor): Tensor {
      return this.activation(this.model.call(x));
    }

    activation(output: Tensor): Tensor {
      return F.sigmoid(output);
    }
  }
  yield;

  const lc = new LinearClassifier(n, 1);
  yield;

  yield lc.model.weight;

  const x2 = torch.randn(n);
  yield x2;

  yield lc.call(x2);

  const v = torch.tensor([1, -3, 5, -6, 10]);
  print(v);
  yield;

  const vExp = torch.exp(v);
  print(vExp);
  yield;

  const normalizingCoefficient = torch.sum(vExp);
  print(normalizingCoefficient);
  yield;

  const normalizedV = vExp.div(normalizingCoefficient);
  print(normalizedV);
  yield;

  print(`Predicted class label: ${torch.argmax(normalizedV).item()}`);
  yield;

  const wRain = torch.randn(n);
  const wSnow = torch.randn(n);
  const wHail = torch.randn(n);
  const wSun = torch.randn(n);
  const bRain = torch.randn(1);
  const bSnow = torch.randn(1);
  const bHail = torch.randn(1);
  const bSun = torch.randn(1);
  print(`Shape of rain tensor: ${wRain.shape}\t Shape of rain bias: ${bRain.shape}`);
  print(`Rain tensor: ${wRain}\t Rain bias: ${bRain}`);
  print(`Sun tensor: ${wSun}\t Sun bias: ${bSun}`);
  yield;

  const W = torch.stack([wRain, wSnow, wHail, wSun], { dim: 0 });
  const b = torch.stack([bRain, bSnow, bHail, bSun], { dim: 0 }).squeeze();
  print(`Shape of W: ${W.shape}\t Shape of b: ${b.shape}`);
  yield;

  const xTemps = torch.randn(n);
  yield;

  const y = torch.matmul(W, xTemps).add(b);
  print(y);
  print(y.shape);
  yield;

  print(`Predicted class label: ${torch.argmax(y).item()}`);
  yield;

  print(F.softmax(y, { dim: 0 }));
  yield;

  class MultiClassClassifier extends LinearClassifier {
    override activation(output: Tensor): Tensor {
      return F.softmax(output, { dim: -1 });
    }
  }
  yield;

  const classifier = new MultiClassClassifier(n, 4);
  const x3 = torch.randn(n);
  yield;

  const scores = classifier.call(x3);
  print(scores);
  yield;

  print(`Predicted class label: ${torch.argmax(scores).item()}`);
  yield;
}
