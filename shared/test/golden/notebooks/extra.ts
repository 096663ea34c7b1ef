import { data, F, nn, np, optim, print, py, torch } from '#torch';

/** Gradient descent in NumPy and in PyTorch, standardised inputs, batch norm, dropout, and random draws. */
export function* extra(seed: number): Generator<unknown, void, void> {
  torch.manualSeed(seed);
  yield;

  const rng = new np.random.RandomState(seed);
  const X = rng.uniform(-1, 1, { size: [30, 2] });
  const trueW = np.array([2, -3.4]);
  const y = X.matmul(trueW)
    .add(4.2)
    .add(np.multiply(rng.randn(30), 0.01));
  print(X.at(':3'));
  print(y.at(':4'));
  yield;

  let w = np.zeros(2);
  let b = 0;
  for (let i = 0; i < 4; i++) {
    const error = X.matmul(w).add(b).sub(y);
    w = w.sub(
      X.T.matmul(error)
        .mul(0.3 * 2)
        .div(y.length),
    );
    b -= 0.3 * 2 * error.mean();
    print(py.float(np.round(error.pow(2).mean(), 6)));
  }
  print(np.round(w, 4), py.float(np.round(b, 4)));
  yield;

  const Xt = torch.tensor(X, { dtype: torch.float32 });
  const yt = torch.tensor(y, { dtype: torch.float32 }).unsqueeze(1);
  const model = new nn.Linear(2, 1);
  const sgd = new optim.SGD(model.parameters(), { lr: 0.3 });
  for (let i = 0; i < 4; i++) {
    sgd.zeroGrad();
    const loss = F.mseLoss(model.call(Xt), yt);
    loss.backward();
    sgd.step();
    print(i, loss.item().toFixed(5));
  }
  print(model.weight.data, model.bias?.data);
  yield;

  const perm = torch.randperm(30);
  const trainIdx = perm.at(':20');
  const valIdx = perm.at('20:');
  print(valIdx);
  print(Xt.at(trainIdx).mean({ dim: 0 }), Xt.at(trainIdx).std({ dim: 0 }));
  yield;

  const mean = Xt.at(trainIdx).mean(0);
  const std = Xt.at(trainIdx).std(0);
  const Z = Xt.sub(mean).div(std);
  print(Z.at(':2'));
  print(Z.at(trainIdx).mean(0).abs().max().lt(1e-5));
  yield;

  const net = new nn.Sequential(
    new nn.Linear(2, 8),
    new nn.BatchNorm1d(8),
    new nn.ReLU(),
    new nn.Dropout(0.25),
    new nn.Linear(8, 1),
  );
  const adam = new optim.Adam(net.parameters(), { lr: 0.01 });
  const scheduler = new optim.lrScheduler.StepLR(adam, { stepSize: 2, gamma: 0.5 });
  for (let epoch = 0; epoch < 4; epoch++) {
    net.train();
    const dataset = new data.TensorDataset(Z.at(trainIdx), yt.at(trainIdx));
    for (const [xb, yb] of new data.DataLoader(dataset, { batchSize: 8, shuffle: true })) {
      adam.zeroGrad();
      F.mseLoss(net.call(xb), yb).backward();
      adam.step();
    }
    scheduler.step();
    net.eval();
    const validation = torch.noGrad(() => F.mseLoss(net.call(Z.at(valIdx)), yt.at(valIdx)));
    print(epoch, validation.item().toFixed(4), scheduler.getLastLr());
  }
  yield;

  const embedding = new nn.Embedding(5, 3);
  print(embedding.call(torch.tensor([1, 4])));
  print(torch.cat([embedding.weight.at(':1'), torch.zeros(1, 3)]));
  yield;

  const generator = new torch.Generator().manualSeed(seed);
  print(torch.randn(2, { generator }), torch.randint(10, [3], { generator }));
  print(torch.multinomial(torch.tensor([0.1, 0.6, 0.3]), 5, { replacement: true }));
  print(torch.bernoulli(torch.full([6], 0.5)));
  yield;
}
