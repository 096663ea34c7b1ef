import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { F, nn, py, type Tensor, torch } from '#torch';

afterEach(() => {
  jest.restoreAllMocks();
});

function doubles(...sizes: number[]): Tensor {
  torch.manualSeed(3);
  return torch.randn(sizes, { dtype: torch.float64 });
}

describe('constructors', () => {
  test('arguments stand in their places or among the options', () => {
    expect(String(new nn.Linear(2, 3, false))).toBe(String(new nn.Linear(2, 3, { bias: false })));
    expect(String(new nn.Conv2d(1, 2, 3, 2, 1))).toBe(
      String(new nn.Conv2d(1, 2, 3, { stride: 2, padding: 1 })),
    );
    expect(() => Reflect.construct(nn.Linear, [2])).toThrow('missing 1 required argument: outFeatures');
    expect(() => Reflect.construct(nn.Linear, [2, 3, { Bias: false }])).toThrow('did you mean bias?');
    expect(() => Reflect.construct(nn.Linear, ['2', 3])).toThrow("inFeatures is '2'");
    expect(() => Reflect.construct(nn.Tanh, [3])).toThrow('expected: at most 0');
  });

  test('a float prints as one', () => {
    expect(String(new nn.ELU())).toBe('ELU(alpha=1.0)');
    expect(String(new nn.ELU(2))).toBe('ELU(alpha=2)');
    expect(String(Reflect.construct(nn.ELU, [py.float(2)]))).toBe('ELU(alpha=2.0)');
    const layer = new nn.ELU();
    layer.alpha = 0.5;
    expect(String(layer)).toBe('ELU(alpha=0.5)');
  });

  test('parameters come in the dtype asked for', () => {
    const layer = new nn.Conv1d(1, 1, 2, { dtype: torch.float64 });
    expect(layer.weight.dtype).toBe(torch.float64);
    expect(new nn.MultiheadAttention(2, 1, { dtype: torch.float64 }).outProj.weight.dtype).toBe(
      torch.float64,
    );
  });

  test('impossible settings are refused', () => {
    expect(() => new nn.Dropout(-0.1)).toThrow('-0.1');
    expect(() => new nn.GroupNorm(3, 4)).toThrow('must be divisible');
    expect(() => new nn.Conv2d(3, 4, 3, { groups: 2 })).toThrow('in_channels must be divisible by groups');
    expect(() => new nn.Conv2d(1, 1, 3, { padding: 'same', stride: 2 })).toThrow('strided');
    expect(() => new nn.Embedding(3, 2, 3)).toThrow('Padding_idx must be within num_embeddings');
    expect(() => new nn.LSTM(2, 2, { projSize: 2 })).toThrow('smaller than hidden_size');
    expect(() => new nn.Hardtanh(1, -1)).toThrow('max_val above min_val');
    expect(() => new nn.MultiheadAttention(5, 2)).toThrow('divisible by num_heads');
  });
});

describe('activations', () => {
  test('in place, the input becomes the output', () => {
    const x = torch.tensor([-1.5, 2]);
    expect(new nn.ReLU({ inplace: true }).call(x)).toBe(x);
    expect(x.tolist()).toEqual([0, 2]);
  });

  test('without dim, softmax chooses one and warns', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const x = torch.rand(2, 3);
    expect(new nn.Softmax().call(x).equal(x.softmax(1))).toBe(true);
    expect(new nn.Softmax().call(x.at(0)).equal(x.at(0).softmax(0))).toBe(true);
    expect(warn.mock.calls[0]?.[0]).toContain('Implicit dimension choice for softmax');
  });
});

describe('dropout and normalisation', () => {
  test('dropout leaves all alone in evaluation, and keeps the mean in training', () => {
    torch.manualSeed(0);
    const layer = new nn.Dropout(0.25);
    const x = torch.ones(10_000);
    expect(layer.call(x).mean().item()).toBeCloseTo(1, 1);
    expect(layer.eval().call(x)).toBe(x);
  });

  test('running statistics: a momentum of null gives the mean of all batches', () => {
    const norm = new nn.BatchNorm1d(1, { momentum: null });
    for (const value of [1, 2, 6]) norm.call(torch.tensor([[value], [value + 1]], { dtype: torch.float32 }));
    expect(norm.runningMean?.item()).toBeCloseTo(3.5, 5);
    expect(norm.numBatchesTracked?.item()).toBe(3);
    norm.eval().call(torch.ones(1, 1));
    expect(norm.numBatchesTracked?.item()).toBe(3);
  });

  test('without running statistics the batch’s own count, also in evaluation', () => {
    const norm = new nn.BatchNorm1d(1, { trackRunningStats: false }).eval();
    const y = norm.call(torch.tensor([[1.5], [3.5]]));
    expect(y.allclose(torch.tensor([[-1.0001], [1.0001]]), { atol: 1e-3 })).toBe(true);
    expect(norm.runningMean).toBeNull();
  });

  test('instance norm takes one example without a batch', () => {
    const x = doubles(3, 4, 5);
    const norm = new nn.InstanceNorm2d(3);
    expect(norm.call(x).equal(norm.call(x.unsqueeze(0)).squeeze(0))).toBe(true);
    expect(() => norm.call(x.at(0))).toThrow('expected 3D or 4D input (got 2D input)');
  });
});

describe('upsampling', () => {
  test('a factor for all dimensions or for each, which may be fractions', () => {
    const x = torch.rand(1, 1, 4, 4);
    expect(new nn.Upsample({ scaleFactor: [2, 1.5] }).call(x).shape).toEqual([1, 1, 8, 6]);
    expect(String(new nn.Upsample({ scaleFactor: [2, 1.5] }))).toBe(
      'Upsample(scale_factor=(2.0, 1.5), mode=nearest)',
    );
    expect(String(new nn.Upsample({ size: [3, 5], mode: 'bilinear' }))).toBe(
      'Upsample(size=[3, 5], mode=bilinear)',
    );
  });
});

describe('convolutions', () => {
  test('other padding than zeros comes first', () => {
    const layer = new nn.Conv2d(1, 1, 3, { padding: [1, 2], paddingMode: 'circular', dtype: torch.float64 });
    const x = doubles(2, 1, 5, 6);
    const padded = F.pad(x, [2, 2, 1, 1], { mode: 'circular' });
    expect(layer.call(x).equal(F.conv2d(padded, layer.weight, layer.bias))).toBe(true);
    expect(String(layer)).toBe(
      'Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1), padding=(1, 2), padding_mode=circular)',
    );
    const same = new nn.Conv1d(1, 1, 4, { padding: 'same', paddingMode: 'reflect' });
    expect(same.call(torch.rand(1, 1, 9)).shape).toEqual([1, 1, 9]);
  });
});

describe('recurrent networks', () => {
  const options = { numLayers: 2, bidirectional: true, dtype: torch.float64 };

  test('a layer is its cell, step by step', () => {
    const x = doubles(5, 2, 3);
    const pairs = [
      [new nn.RNN(3, 4, { dtype: torch.float64 }), new nn.RNNCell(3, 4, { dtype: torch.float64 })],
      [new nn.GRU(3, 4, { dtype: torch.float64 }), new nn.GRUCell(3, 4, { dtype: torch.float64 })],
    ] as const;
    for (const [layer, cell] of pairs) {
      for (const name of ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh']) {
        cell.registerParameter(name, Reflect.get(layer, `${name}_l0`));
      }
      let h = torch.zeros(2, 4, { dtype: torch.float64 });
      for (const at of x) h = cell.call(at, h);
      const [outputs, last] = layer.call(x);
      expect(last.at(0).allclose(h)).toBe(true);
      expect(outputs.at(-1).allclose(h)).toBe(true);
    }
  });

  test('the way back is the way there on the reversed sequence', () => {
    const x = doubles(5, 2, 3);
    const both = new nn.LSTM(3, 4, { bidirectional: true, dtype: torch.float64 });
    const back = new nn.LSTM(3, 4, { dtype: torch.float64 });
    for (const [name] of back.namedParameters()) {
      back.registerParameter(name, Reflect.get(both, `${name}_reverse`));
    }
    const [outputs, [h]] = both.call(x);
    const [reversed, [last]] = back.call(x.flip(0));
    expect(outputs.at('...', '4:').allclose(reversed.flip(0))).toBe(true);
    expect(h.at(1).allclose(last.at(0))).toBe(true);
  });

  test('batchFirst and a missing batch change places, not numbers', () => {
    const x = doubles(5, 2, 3);
    const layer = new nn.GRU(3, 4, options);
    const [outputs, h] = layer.call(x);
    const turned = new nn.GRU(3, 4, { ...options, batchFirst: true });
    turned.loadStateDict(layer.stateDict());
    expect(turned.call(x.transpose(0, 1))[0].transpose(0, 1).equal(outputs)).toBe(true);
    const [single, state] = layer.call(x.at(':', 1));
    expect(single.allclose(outputs.at(':', 1))).toBe(true);
    expect(state.allclose(h.at(':', 1))).toBe(true);
    expect(outputs.shape).toEqual([5, 2, 8]);
    expect(h.shape).toEqual([4, 2, 4]);
  });

  test('a state carries over', () => {
    const x = doubles(6, 2, 3);
    const layer = new nn.LSTM(3, 4, { numLayers: 2, projSize: 2, dtype: torch.float64 });
    const [all] = layer.call(x);
    const [, state] = layer.call(x.at(':4'));
    expect(layer.call(x.at('4:'), state)[0].allclose(all.at('4:'))).toBe(true);
    expect(state.map(({ shape }) => [...shape])).toEqual([
      [2, 2, 2],
      [2, 2, 4],
    ]);
    expect(layer.namedParameters().map(([name]) => name)).toContain('weight_hr_l1');
  });

  test('gradients reach every parameter', () => {
    for (const layer of [new nn.RNN(3, 4, options), new nn.LSTM(3, 4, options), new nn.GRU(3, 4, options)]) {
      const [outputs] = layer.call(doubles(5, 2, 3));
      outputs.square().sum().backward();
      expect(layer.parameters().every(({ grad }) => grad !== null && grad.abs().sum().item() > 0)).toBe(true);
    }
  });

  test('sizes that do not fit are named', () => {
    const layer = new nn.GRU(3, 4);
    expect(() => layer.call(torch.zeros(5, 2, 4))).toThrow('Expected 3, got 4');
    expect(() => layer.call(torch.zeros(5))).toThrow('received 1-D tensor');
    expect(() => layer.call(torch.zeros(5, 2, 3), torch.zeros(1, 3, 4))).toThrow(
      /\(1, 2, 4\), got \[1, 3, 4\]/,
    );
    expect(() => new nn.LSTMCell(3, 4).call(torch.zeros(2, 5))).toThrow('got 5 expected 3');
  });

  test('a dropout without a place warns', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    expect(String(new nn.LSTM(2, 3, { dropout: 0.5 }))).toBe('LSTM(2, 3, dropout=0.5)');
    expect(warn.mock.calls[0]?.[0]).toContain('dropout=0.5 and num_layers=1');
  });
});

describe('attention', () => {
  test('one head is softmax(Q Kᵀ / √d) V', () => {
    const [q, k] = [doubles(3, 2, 4), doubles(5, 2, 4)];
    const layer = new nn.MultiheadAttention(4, 1, { dtype: torch.float64 });
    const [wq, wk, wv] = torch.chunk(layer.inProjWeight as Tensor, 3) as [Tensor, Tensor, Tensor];
    const scores = q.transpose(0, 1).matmul(wq.T).matmul(k.transpose(0, 1).matmul(wk.T).mT).div(2);
    const weights = scores.softmax(-1);
    const seen = weights.matmul(k.transpose(0, 1).matmul(wv.T));
    const [outputs, given] = layer.call(q, k, k);
    expect(given?.allclose(weights)).toBe(true);
    expect(outputs.transpose(0, 1).allclose(layer.outProj.call(seen))).toBe(true);
  });

  test('masks leave keys out', () => {
    const x = doubles(3, 2, 4);
    const layer = new nn.MultiheadAttention(4, 2, { dtype: torch.float64 });
    const ahead = torch.ones(3, 3).triu(1).bool();
    const [, causal] = layer.call(x, x, x, { attnMask: ahead, averageAttnWeights: false });
    expect(causal?.shape).toEqual([2, 2, 3, 3]);
    expect(causal?.at(0, 0, 0).tolist()).toEqual([1, 0, 0]);
    const keyPaddingMask = torch.tensor([
      [false, false, true],
      [true, false, false],
    ]);
    const [, padded] = layer.call(x, x, x, { keyPaddingMask });
    expect(padded?.at(0, ':', 2).tolist()).toEqual([0, 0, 0]);
    expect(padded?.at(1, ':', 0).tolist()).toEqual([0, 0, 0]);
    expect(layer.call(x, x, x, { needWeights: false })[1]).toBeNull();
  });

  test('keys and values of other sizes, batch first, and no batch', () => {
    const layer = new nn.MultiheadAttention(4, 2, {
      kdim: 3,
      vdim: 5,
      batchFirst: true,
      dtype: torch.float64,
    });
    const [q, k, v] = [doubles(2, 3, 4), doubles(2, 6, 3), doubles(2, 6, 5)];
    const [outputs, weights] = layer.call(q, k, v);
    expect(weights?.shape).toEqual([2, 3, 6]);
    const [single] = layer.call(q.at(1), k.at(1), v.at(1));
    expect(single.allclose(outputs.at(1))).toBe(true);
    expect(() => layer.call(q, q, v)).toThrow('the last size of key being 3');
  });
});
