import { data, type NdArray, nn, np, optim, print, py, sk, summary, Tensor, torch } from '#torch';

const LEARNING_RATE = 0.1;
const BATCH_SIZE = 50;

/** Python's `type(x)` of an array or a tensor. */
const typeText = (value: Tensor | NdArray): string =>
  `<class '${value instanceof Tensor ? 'torch.Tensor' : 'numpy.ndarray'}'>`;

/** The notebook's training loop: a criterion over flattened predictions, and the mean loss of each epoch. */
function trainer(
  model: nn.Module,
  criterion: nn.MSELoss | nn.BCEWithLogitsLoss,
  optimizer: optim.Optimizer,
  loader: data.DataLoader<Tensor[]>,
  { epochs = 5, verbose = true } = {},
): void {
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let losses = 0;
    for (const [X, y] of loader) {
      optimizer.zeroGrad();
      const loss = criterion.call(model.call(X).flatten(), y);
      loss.backward();
      optimizer.step();
      losses += loss.item();
    }
    if (verbose) print(`epoch: ${epoch}, loss: ${(losses / loader.length).toFixed(4)}`);
  }
}

/** Data as float32 tensors, and a loader of shuffled batches of them. */
function batches(X: NdArray, y: NdArray, yDtype = torch.float32) {
  const inputs = torch.tensor(X, { dtype: torch.float32 });
  const targets = torch.tensor(y, { dtype: yDtype });
  const dataset = new data.TensorDataset(inputs, targets);
  return { inputs, targets, loader: new data.DataLoader(dataset, { batchSize: BATCH_SIZE, shuffle: true }) };
}

/** A model whose layers stand in a row, under the name `main`. */
class Main extends nn.Module {
  readonly main: nn.Sequential;

  constructor(...layers: readonly nn.Module[]) {
    super();
    this.main = new nn.Sequential(...layers);
  }

  override forward(x: Tensor): Tensor {
    return this.main.call(x);
  }
}

/**
 * Tensors, data loaders, and training of regressions and classifiers. A GPU may be the default device: what NumPy takes
 * comes by `cpu()` first.
 */
export function* seed003(seed: number): Generator<unknown, void, void> {
  torch.manualSeed(seed);
  yield;

  const tensor1 = torch.tensor([1, 2, 3]);
  const tensor2 = torch.tensor([1, 2, 3], { dtype: torch.float32 });
  const tensor3 = torch.tensor(np.array([1, 2, 3]));
  for (const t of [tensor1, tensor2, tensor3]) print(`${t}, dtype: ${t.dtype}`);
  yield;

  yield torch.zeros(2, 2);

  yield torch.ones(2, 2);

  yield torch.randn(3, 2);

  yield torch.rand(2, 3, 2);

  const x = torch.rand(2, 3, 2, 2);
  yield x.shape;

  yield x.ndim;

  print(np.array([2.5]).dtype.name);
  print(torch.tensor([2.5]).dtype);
  yield;

  print(torch.tensor([2.5], { dtype: torch.float64 }).dtype);
  yield;

  const a = torch.rand(1, 3);
  const b = torch.rand(3, 1);
  yield a.add(b);

  yield a.mul(b);

  yield a.mean();

  yield a.sum();

  const table = torch.rand(5, 2);
  print(table);
  yield;

  print(table.at(0, ':'));
  print(table.at(0));
  print(table.at(':', 0));
  yield;

  const square = torch.rand(3, 3);
  print(typeText(square));
  print(typeText(square.cpu().numpy()));
  yield;

  yield torch.cuda.isAvailable();

  const device = torch.device(torch.cuda.isAvailable() ? 'cuda' : 'cpu');
  print(device);
  yield;

  print(torch.rand(2, 2, 2, { device }).device);
  yield;

  const [X1, y1] = sk.makeRegression({ nSamples: 500, nFeatures: 1, randomState: 0, noise: 10 });
  yield;

  const line = new sk.LinearRegression().fit(X1, y1);
  yield;

  print(`w_0: ${line.intercept_.toFixed(2)} (bias/intercept)`);
  print(`w_1: ${line.coef_.item(0).toFixed(2)}`);
  yield;

  class linearRegression extends nn.Module {
    readonly linear: nn.Linear;

    constructor(inputSize: number, outputSize: number) {
      super();
      this.linear = new nn.Linear(inputSize, outputSize);
    }

    override forward(x: Tensor): Tensor {
      return this.linear.call(x);
    }
  }
  yield;

  const model1 = new linearRegression(1, 1);
  yield;

  print(model1);
  yield;

  summary(model1, [1]);
  yield;

  yield model1.stateDict();

  const X1t = torch.tensor(X1, { dtype: torch.float32 });
  const y1t = torch.tensor(y1, { dtype: torch.float32 });
  yield;

  print(`Predicted: ${model1.call(X1t.at(0)).item().toFixed(2)}`);
  print(`   Actual: ${y1.item(0).toFixed(2)}`);
  yield;

  const mse = new nn.MSELoss();
  const optimizer1 = new optim.SGD(model1.parameters(), { lr: LEARNING_RATE });
  yield;

  const dataset = new data.TensorDataset(X1t, y1t);
  const loader1 = new data.DataLoader(dataset, { batchSize: BATCH_SIZE, shuffle: true });
  yield;

  print(`Total number of batches: ${loader1.length}`);
  yield;

  const [[XX, yy] = []] = loader1;
  print(` Shape of feature data (X) in batch: ${XX?.shape}`);
  print(`Shape of response data (y) in batch: ${yy?.shape}`);
  yield;

  trainer(model1, mse, optimizer1, loader1);
  yield;

  yield model1.stateDict();

  trainer(model1, mse, optimizer1, loader1);
  yield;

  const [X3, y3] = sk.makeRegression({ nSamples: 500, nFeatures: 3, randomState: 0, noise: 10 });
  const { loader: loader3 } = batches(X3, y3);
  yield;

  const model3 = new linearRegression(3, 1);
  yield;

  summary(model3, [3]);
  yield;

  trainer(model3, mse, new optim.SGD(model3.parameters(), { lr: LEARNING_RATE }), loader3);
  yield;

  const plane = new sk.LinearRegression().fit(X3, y3);
  print(np.round([plane.intercept_, ...plane.coef_.toTypedArray()], 2));
  const { weight, bias } = model3.linear;
  const learned = [...(bias?.toTypedArray() ?? []), ...weight.toTypedArray()];
  print(learned.map((value) => py.float(Number(Number(value).toFixed(2)))));
  yield;

  np.random.seed(2020);
  const X = np.sort(np.random.randn(500));
  const y = X.pow(2).add(np.sin(X).pow(3).mul(15));
  const curve = batches(X.at(':', null), y);
  yield;

  class nonlinRegression extends Main {
    constructor(inputSize: number, hiddenSize: number, outputSize: number) {
      super(new nn.Linear(inputSize, hiddenSize), new nn.Sigmoid(), new nn.Linear(hiddenSize, outputSize));
    }
  }
  yield;

  const nonlinear = new nonlinRegression(1, 3, 1);
  summary(nonlinear, [1]);
  yield;

  trainer(nonlinear, mse, new optim.SGD(nonlinear.parameters(), { lr: 0.3 }), curve.loader);
  yield;

  const predicted = nonlinear.call(curve.inputs).detach().cpu().numpy().squeeze();
  print(predicted.shape, predicted.dtype.name);
  yield;

  class deepRegression extends Main {
    constructor(inputSize: number, hiddenSize1: number, hiddenSize2: number, outputSize: number) {
      super(
        new nn.Linear(inputSize, hiddenSize1),
        new nn.Sigmoid(),
        new nn.Linear(hiddenSize1, hiddenSize2),
        new nn.Sigmoid(),
        new nn.Linear(hiddenSize2, outputSize),
      );
    }
  }
  yield;

  const deep = new deepRegression(1, 5, 3, 1);
  const deepSgd = new optim.SGD(deep.parameters(), { lr: 0.3 });
  trainer(deep, mse, deepSgd, curve.loader, { epochs: 20, verbose: false });
  print(mse.call(deep.call(curve.inputs).flatten(), curve.targets));
  yield;

  const [circlesX, circlesY] = sk.makeCircles({ nSamples: 300, factor: 0.5, noise: 0.1, randomState: 2020 });
  const circles = batches(circlesX, circlesY);
  yield;

  class binaryClassifier extends Main {
    constructor(inputSize: number, hiddenSize: number, outputSize: number) {
      super(new nn.Linear(inputSize, hiddenSize), new nn.ReLU(), new nn.Linear(hiddenSize, outputSize));
    }
  }
  yield;

  const binary = new binaryClassifier(2, 5, 1);
  const binaryAdam = new optim.Adam(binary.parameters(), { lr: LEARNING_RATE });
  trainer(binary, new nn.BCEWithLogitsLoss(), binaryAdam, circles.loader, { epochs: 20 });
  yield;

  const points = torch.tensor(
    [
      [0, 0],
      [-1, -1],
    ],
    { dtype: torch.float32 },
  );
  const logit = binary.call(points).detach();
  print(logit);
  yield;

  const probability = new nn.Sigmoid().call(logit);
  print(probability);
  yield;

  print(np.where(probability.gt(0.5).cpu(), 1, 0));
  yield;

  class multiClassifier extends Main {
    constructor(inputSize: number, hiddenSize: number, outputSize: number) {
      super(new nn.Linear(inputSize, hiddenSize), new nn.ReLU(), new nn.Linear(hiddenSize, outputSize));
    }
  }
  yield;

  const [blobsX, blobsY] = sk.makeBlobs({
    nSamples: 200,
    centers: 4,
    centerBox: [-1.2, 1.2],
    clusterStd: [0.15, 0.15, 0.15, 0.15],
    randomState: 12345,
  });
  const blobs = batches(blobsX, blobsY, torch.int64);
  yield;

  const multi = new multiClassifier(2, 5, 4);
  const crossEntropy = new nn.CrossEntropyLoss();
  const multiAdam = new optim.Adam(multi.parameters(), { lr: 0.2 });
  for (let epoch = 1; epoch <= 10; epoch++) {
    let losses = 0;
    for (const [XBatch, yBatch] of blobs.loader) {
      multiAdam.zeroGrad();
      const loss = crossEntropy.call(multi.call(XBatch), yBatch);
      loss.backward();
      multiAdam.step();
      losses += loss.item();
    }
    print(`epoch: ${epoch}, loss: ${(losses / blobs.loader.length).toFixed(4)}`);
  }
  yield;

  const corners = torch.tensor(
    [
      [-1, -1],
      [1, 1],
    ],
    { dtype: torch.float32 },
  );
  const prediction = multi.call(corners).detach();
  print(prediction);
  yield;

  const probabilities = new nn.Softmax({ dim: 1 }).call(prediction);
  print(probabilities);
  yield;

  yield probabilities.sum({ dim: 1 });

  print(probabilities.argmax({ dim: 1 }));
  yield;
}
