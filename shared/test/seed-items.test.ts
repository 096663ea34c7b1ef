import { describe, expect, jest, test } from '@jest/globals';
import { DataFrame, data, F, NdArray, nn, np, optim, print, sk, summary, type Tensor, torch } from '#torch';

/*
 * Items of the course documents that the runtime itself carries: what is imported, and what is printed for numbers
 * that the documents show. The ids stand in brackets; `grader/test/assignments/seed-items.ts` says what each is.
 */

const float = (values: Parameters<typeof torch.tensor>[0]): Tensor =>
  torch.tensor(values, { dtype: torch.float32 });

/** What `print` writes. */
function printed(...values: Parameters<typeof print>): string {
  const log = jest.spyOn(console, 'log').mockImplementation(() => {});
  try {
    print(...values);
    return log.mock.calls.map(([line]) => String(line)).join('\n');
  } finally {
    log.mockRestore();
  }
}

/** A linear layer with one output and the given parameters. */
function layerOf(weight: readonly number[], bias: number): nn.Linear {
  const layer = new nn.Linear(weight.length, 1);
  layer.loadStateDict({ weight: float([[...weight]]), bias: float([bias]) });
  return layer;
}

describe('a notebook on linear models', () => {
  const weight = [-0.1317, 0.0311, 0.2894, -0.0874, 0.0068, -0.2635, -0.289, -0.2572, -0.2682, -0.2943];
  const x = float([1.0906, 0.391, 0.0868, 0.098, 0.0124, 0.386, -0.662, 0.4804, 0.068, 1.3457]);

  test('torch and torch.nn [S0-01], and a layer that prints as there [S0-02]', () => {
    expect(printed(new nn.Linear(10, 1))).toBe('Linear(in_features=10, out_features=1, bias=True)');
    expect(torch.isTensor(new nn.Linear(10, 1).weight)).toBe(true);
  });

  test('its parameters print as there, and others are as small [S0-03]', () => {
    const layer = layerOf(weight, -0.0242);
    expect(printed(layer.weight)).toBe(
      [
        'Parameter containing:',
        'tensor([[-0.1317,  0.0311,  0.2894, -0.0874,  0.0068, -0.2635, -0.2890, -0.2572,',
        '         -0.2682, -0.2943]], requires_grad=True)',
      ].join('\n'),
    );
    expect(printed(layer.bias)).toBe('Parameter containing:\ntensor([-0.0242], requires_grad=True)');
    torch.manualSeed(0);
    const fresh = new nn.Linear(10, 1);
    for (const parameter of [fresh.weight, fresh.bias]) {
      expect(parameter?.abs().max().item()).toBeLessThanOrEqual(1 / Math.sqrt(10));
    }
  });

  test('the printed input, weights and bias give the printed value [S0-05]', () => {
    expect(printed(x)).toBe(
      'tensor([ 1.0906,  0.3910,  0.0868,  0.0980,  0.0124,  0.3860, -0.6620,  0.4804,\n         0.0680,  1.3457])',
    );
    const y = layerOf(weight, -0.0242).call(x);
    // The notebook's release of PyTorch ended in a view here, that of the recorded cases ends in an addition.
    expect(printed(y)).toBe('tensor([-0.5873], grad_fn=<AddBackward0>)');
    expect(y.item()).toBeCloseTo(-0.58726, 4);
  });

  test('the classifier’s printed value implies a bias that the layer may start with [S0-10]', () => {
    const weights = [0.3162, 0.2263, -0.012, 0.159, 0.1616, -0.0768, -0.2428, -0.2046, -0.1925, 0.2249];
    const day = float([0.0563, -0.9167, -1.0453, 0.0662, 0.3473, 0.0155, 1.1827, -0.0678, 1.1243, -1.3446]);
    const score = layerOf(weights, 0).call(day).item() as number;
    const bias = Math.log(0.3444 / (1 - 0.3444)) - score;
    expect(bias).toBeCloseTo(0.26, 3);
    expect(Math.abs(bias)).toBeLessThan(1 / Math.sqrt(10));
    const y = torch.sigmoid(layerOf(weights, bias).call(day));
    expect(printed(y)).toBe('tensor([0.3444], grad_fn=<SigmoidBackward0>)');
  });

  test('whole numbers have float32 exponentials [S0-13 S0-14], their sum [S0-15], and probabilities [S0-16]', () => {
    const v = torch.tensor([1, -3, 5, -6, 10]);
    expect([v.dtype, v.exp().dtype]).toEqual([torch.int64, torch.float32]);
    expect(printed(v)).toBe('tensor([ 1, -3,  5, -6, 10])');
    expect(printed(v.exp())).toBe('tensor([2.7183e+00, 4.9787e-02, 1.4841e+02, 2.4788e-03, 2.2026e+04])');
    const total = v.exp().sum();
    expect(printed(total)).toBe('tensor(22177.6484)');
    expect(printed(v.exp().div(total))).toBe(
      'tensor([1.2257e-04, 2.2449e-06, 6.6920e-03, 1.1177e-07, 9.9318e-01])',
    );
    expect(printed(v.exp().div(total).argmax().item())).toBe('4');
  });
});

describe('a page on softmax and logistic regression', () => {
  test('softmax makes probabilities of scores, relu clips what is negative [S1-01]', () => {
    const scores = float([1, 2, -1]);
    expect(printed(torch.softmax(scores, 0))).toBe('tensor([0.2595, 0.7054, 0.0351])');
    expect(printed(F.relu(scores))).toBe('tensor([1., 2., 0.])');
  });

  test('what it imports [S1-12 S4-08]', () => {
    const used = [torch.tensor, nn.Linear, nn.MSELoss, optim.SGD, F.softmax, F.relu];
    expect(used.map((one) => typeof one)).toEqual(used.map(() => 'function'));
  });
});

describe('a chapter on neural networks', () => {
  test('what a reader can do in the end: tell arrays from tensors, and build a network that learns [S3-01]', () => {
    const array = np.array([0, 1, 2, 3]);
    const x = torch.tensor(array, { dtype: torch.float32 }).reshape(4, 1);
    expect(array).toBeInstanceOf(NdArray);
    expect(torch.isTensor(array)).toBe(false);
    torch.manualSeed(0);
    const net = new nn.Sequential(new nn.Linear(1, 3), new nn.Tanh(), new nn.Linear(3, 1));
    const optimizer = new optim.SGD(net.parameters(), { lr: 0.1 });
    const y = x.mul(2).sub(3);
    const losses = Array.from({ length: 30 }, () => {
      optimizer.zeroGrad();
      const loss = F.mseLoss(net.call(x), y);
      loss.backward();
      optimizer.step();
      return loss.item() as number;
    });
    expect(losses.at(-1)).toBeLessThan((losses[0] as number) / 10);
  });

  test('what it imports, under the names of this runtime [S3-02]', () => {
    const used = {
      numpy: np.array,
      pandas: DataFrame,
      torchsummary: summary,
      DataLoader: data.DataLoader,
      TensorDataset: data.TensorDataset,
      makeRegression: sk.makeRegression,
      makeCircles: sk.makeCircles,
      makeBlobs: sk.makeBlobs,
      StandardScaler: sk.StandardScaler,
      LinearRegression: sk.LinearRegression,
    };
    expect(Object.entries(used).filter(([, one]) => typeof one !== 'function')).toEqual([]);
  });

  test('no CUDA: the device is the processor, and asking for another is an error [S3-11]', () => {
    expect(printed(torch.cuda.isAvailable())).toBe('False');
    const device = torch.device(torch.cuda.isAvailable() ? 'cuda' : 'cpu');
    expect(printed(device)).toBe('cpu');
    const x = torch.rand(2, 2, 2, { device });
    expect(printed(x.device)).toBe('cpu');
    expect(() => x.to('cuda')).toThrow('Torch not compiled with CUDA enabled');
  });

  test('the summary has the layout of torch-summary, with a branch before each layer [E-26]', () => {
    const table = summary(new nn.Sequential(new nn.Linear(1, 1)), [1], { verbose: 0 });
    const lines = String(table).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      '='.repeat(90),
      'Layer (type:depth-idx)                   Output Shape              Param #',
      '='.repeat(90),
      '├─Linear: 1-1                            [-1, 1]                   2',
    ]);
  });

  test('the log loss is a mean by default, and its formula there a sum [E-22]', () => {
    const p = float([0.9, 0.2, 0.6, 0.7]);
    const y = float([1, 0, 0, 1]);
    const sum = F.binaryCrossEntropy(p, y, { reduction: 'sum' }).item() as number;
    expect(new nn.BCELoss().call(p, y).item()).toBeCloseTo(sum / 4, 6);
  });

  test('the printed labels belong to (−1, −1) and (1, 1); (0, 0), of which the text speaks, is of class 2 [E-23]', () => {
    const [points, labels] = sk.makeBlobs({
      nSamples: 200,
      centers: 4,
      centerBox: [-1.2, 1.2],
      clusterStd: [0.15, 0.15, 0.15, 0.15],
      randomState: 12345,
    });
    const X = torch.tensor(points);
    const y = torch.tensor(labels);
    const centres = torch.stack([0, 1, 2, 3].map((k) => X.at(y.eq(k)).mean(0)));
    const nearest = (place: readonly number[]) =>
      centres
        .sub(torch.tensor([...place]))
        .square()
        .sum(1)
        .argmin()
        .item();
    const printedLogits = float([
      [-11.2613, 14.0553, -3.234, -51.9501],
      [-2.035, -3.3383, 1.7017, 3.785],
    ]);
    expect(printedLogits.argmax(1).tolist()).toEqual([nearest([-1, -1]), nearest([1, 1])]);
    expect(nearest([0, 0])).toBe(2);
  });
});
