import { describe, expect, test } from '@jest/globals';
import { nn, summary, torch } from '#torch';

describe('initial values', () => {
  test('are written into parameters, unrecorded', () => {
    const { weight } = new nn.Linear(3, 2);
    const version = weight.storage.version;
    expect(nn.init.constant_(weight, 0.5)).toBe(weight);
    expect(weight.requiresGrad && weight.isLeaf).toBe(true);
    expect(weight.storage.version).toBeGreaterThan(version);
    expect(weight.tolist()).toEqual([
      [0.5, 0.5, 0.5],
      [0.5, 0.5, 0.5],
    ]);
  });

  test('fans count the kernel', () => {
    torch.manualSeed(0);
    const w = nn.init.kaimingNormal_(torch.zeros(50, 4, 5, 5), { mode: 'fan_out', nonlinearity: 'relu' });
    expect(w.std().item()).toBeCloseTo(Math.sqrt(2 / (50 * 25)), 2);
    expect(() => nn.init.xavierUniform_(torch.zeros(3))).toThrow('fewer than 2 dimensions');
    expect(() => Reflect.apply(nn.init.kaimingUniform_, null, [w, 0, 'fan'])).toThrow(
      'Mode fan not supported',
    );
    expect(() => Reflect.apply(nn.init.calculateGain, null, ['swish'])).toThrow(
      'Unsupported nonlinearity swish',
    );
  });

  test('a truncated normal stays within its bounds', () => {
    torch.manualSeed(0);
    const w = nn.init.truncNormal_(torch.zeros(1000), { mean: 1, std: 2, a: 0, b: 1.5 });
    expect(w.min().item()).toBeGreaterThanOrEqual(0);
    expect(w.max().item()).toBeLessThanOrEqual(1.5);
  });

  test('orthogonal: rows, or columns where they are fewer', () => {
    torch.manualSeed(0);
    const wide = nn.init.orthogonal_(torch.zeros(3, 2, 4), { gain: 2 }).reshape(3, 8);
    expect(wide.matmul(wide.T).allclose(torch.eye(3).mul(4), { atol: 1e-5 })).toBe(true);
    const tall = nn.init.orthogonal_(torch.zeros(6, 3));
    expect(tall.T.matmul(tall).allclose(torch.eye(3), { atol: 1e-6 })).toBe(true);
  });

  test('layers without elements draw nothing', () => {
    expect(new nn.Linear(0, 2).bias?.tolist()).toEqual([0, 0]);
    expect(new nn.Linear(2, 0).weight.shape).toEqual([0, 2]);
  });
});

describe('parameters as a vector', () => {
  test('there and back', () => {
    const [a, b] = [new nn.Linear(2, 3), new nn.Linear(2, 3)];
    nn.utils.vectorToParameters(nn.utils.parametersToVector(a.parameters()), b.parameters());
    expect(b.weight.equal(a.weight)).toBe(true);
    expect(() => nn.utils.vectorToParameters(torch.zeros(8), b.parameters())).toThrow(
      'a vector of 9 elements',
    );
  });
});

describe('summary', () => {
  test('prints unless told not to, and leaves the model as it was', () => {
    const model = new nn.Sequential(new nn.Linear(2, 3), new nn.Dropout(0.5));
    const table = summary(model, [2], { verbose: 0 });
    expect(model.at(1).training).toBe(true);
    expect(table.rows.map(({ type, outputShape }) => [type, ...outputShape])).toEqual([
      ['Linear', -1, 3],
      ['Dropout', -1, 3],
    ]);
    expect(String(model.call(torch.ones(1, 2)).gradFn?.name)).toBe('MulBackward0');
  });

  test('a model that throws leaves no hooks behind', () => {
    const model = new nn.Sequential(new nn.Linear(2, 3), new nn.Linear(4, 1));
    expect(() => summary(model, [2], { verbose: 0 })).toThrow('cannot be multiplied');
    expect(model.at(0).training).toBe(true);
    expect(() => model.at(0).call(torch.ones(1, 2))).not.toThrow();
  });

  test('several inputs, other dtypes, fewer levels', () => {
    const model = new nn.Sequential(new nn.Sequential(new nn.Embedding(10, 4), new nn.Flatten()));
    const table = summary(model, [3], { dtypes: [torch.int64], depth: 1, verbose: 0 });
    expect(String(table)).toContain(
      '├─Sequential: 1-1                        [-1, 12]                  40\n=',
    );
    const pair = summary(new nn.Bilinear(2, 3, 1), [[2], [3]], { verbose: 0 });
    expect(pair.totalParameters).toBe(7);
    expect(pair.inputSize).toBe(5);
  });
});
