import { F, nn, optim, print, type Tensor, torch } from '#torch';

/** Modules, softmax regression by hand, and training with autograd alone. */
export function* seed004(seed: number): Generator<unknown, void, void> {
  torch.manualSeed(seed);
  yield;

  print(new nn.Linear(2, 3, { bias: true }));
  yield;

  class Model extends nn.Module {
    readonly linear: nn.Linear;

    constructor() {
      super();
      this.linear = new nn.Linear(2, 3, { bias: true });
    }

    override forward(x: Tensor): Tensor {
      return this.linear.call(x);
    }
  }
  print(new Model());
  yield;

  const nHidden = 100;
  const model = new nn.Sequential(new nn.Linear(2, nHidden), new nn.ReLU(), new nn.Linear(nHidden, 3));
  print(model);
  print(model.parameters().reduce((sum, p) => sum + p.numel(), 0));
  yield;

  const X = torch.rand(100, 2);
  const yTrue = torch.randn(100, 3);
  const W0 = torch.randn(2, 3);
  const b0 = torch.zeros(3);
  print(X.shape, W0.shape, b0.shape, X.matmul(W0).add(b0).shape);
  yield;

  const lossFn = new nn.MSELoss();
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.05 });
  for (let step = 0; step < 3; step++) {
    const loss = lossFn.call(model.call(X), yTrue);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    print(step, loss.item());
  }
  yield;

  const softmax = (x: Tensor): Tensor => {
    const e = torch.exp(x.sub(x.max({ dim: -1, keepdim: true }).values));
    return e.div(e.sum({ dim: -1, keepdim: true }));
  };
  const probs = softmax(torch.tensor([1, 2, -1], { dtype: torch.float32 }));
  print(probs);
  print(probs.argmax().item() === 1, torch.log(probs.at(1)).neg());
  yield;

  const labels = torch.randint(0, 3, [100]);
  const logits = X.matmul(W0).add(b0);
  const lossByHand = F.oneHot(labels, 3)
    .mul(torch.log(softmax(logits)))
    .sum({ dim: 1 })
    .neg()
    .mean();
  print(lossByHand, F.crossEntropy(logits, labels));
  print(logits.argmax({ dim: 1 }).eq(labels).float().mean());
  yield;

  const W = torch.zeros(2, 3, { requiresGrad: true });
  const b = torch.zeros(3, { requiresGrad: true });
  for (let epoch = 0; epoch < 4; epoch++) {
    const loss = F.crossEntropy(X.matmul(W).add(b), labels);
    loss.backward();
    torch.noGrad(() => {
      for (const parameter of [W, b]) {
        if (parameter.grad === null) continue;
        parameter.sub_(parameter.grad.mul(0.5));
        parameter.grad.zero_();
      }
    });
    print(`${epoch}: ${loss.item().toFixed(6)}`);
  }
  print(W);
  print(b);
  yield;

  const x = torch.linspace(-2, 2, 5, { requiresGrad: true });
  const y = torch.relu(x).pow(2).add(torch.exp(x.neg()));
  y.sum().backward();
  print(x.grad);
  print(y);
  yield;
}
