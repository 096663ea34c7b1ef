import { test } from '@jest/globals';
import { data, F, nn, np, optim, torch } from '#torch';
function run(noise: number, zero: boolean, seed = 0) {
  torch.manualSeed(seed);
  const rng = new np.random.RandomState(seed);
  const X = rng.uniform(-1, 1, { size: [30, 2] });
  const y = X.matmul(np.array([2, -3.4])).add(4.2).add(np.multiply(rng.randn(30), 0.01));
  const Xt = torch.tensor(X, { dtype: torch.float32 });
  const yt = torch.tensor(y, { dtype: torch.float32 }).unsqueeze(1);
  const model = new nn.Linear(2, 1);
  const perm = torch.randperm(30);
  const trainIdx = perm.at(':20'), valIdx = perm.at('20:');
  const Z = Xt.sub(Xt.at(trainIdx).mean(0)).div(Xt.at(trainIdx).std(0));
  if (noise) Z.mul_(torch.tensor(Array.from({ length: 60 }, () => 1 + noise * (Math.random() - 0.5)), { dtype: torch.float32 }).reshape(30, 2));
  const net = new nn.Sequential(new nn.Linear(2, 8), new nn.BatchNorm1d(8), new nn.ReLU(), new nn.Dropout(0.25), new nn.Linear(8, 1));
  const adam = new optim.Adam(net.parameters(), { lr: 0.01 });
  const scheduler = new optim.lrScheduler.StepLR(adam, { stepSize: 2, gamma: 0.5 });
  const out = [];
  for (let epoch = 0; epoch < 4; epoch++) {
    net.train();
    for (const [xb, yb] of new data.DataLoader(new data.TensorDataset(Z.at(trainIdx), yt.at(trainIdx)), { batchSize: 8, shuffle: true })) {
      adam.zeroGrad();
      F.mseLoss(net.call(xb), yb).backward();
      const b = net.at<nn.Linear>(0).bias!;
      if (noise === 0 && !zero) console.log(String(b.grad));
      if (zero) b.grad!.zero_();
      adam.step();
    }
    scheduler.step();
    net.eval();
    out.push(torch.noGrad(() => F.mseLoss(net.call(Z.at(valIdx)), yt.at(valIdx))).item().toFixed(4));
  }
  return out.join(' ');
}
test('x', () => {
  const o = [run(0, false), 'zero ' + run(0, true)];
  for (let i = 0; i < 15; i++) o.push(run(1e-6, false));
  console.log(o.join('\n'));
});
