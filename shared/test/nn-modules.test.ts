import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { nn, type Tensor, torch } from '#torch';

class Net extends nn.Module {
  second: nn.Linear;
  first: nn.Linear;

  constructor() {
    super();
    this.first = new nn.Linear(2, 3);
    this.second = new nn.Linear(3, 1);
  }

  override forward(x: Tensor): Tensor {
    return this.second.call(this.first.call(x).relu());
  }
}

describe('members', () => {
  test('stand in the order of their first assignment, not of their declaration', () => {
    const net = new Net();
    expect(net.namedChildren().map(([name]) => name)).toEqual(['first', 'second']);
    net.first = new nn.Linear(2, 3);
    expect(net.namedParameters().map(([name]) => name)).toEqual([
      'first.weight',
      'first.bias',
      'second.weight',
      'second.bias',
    ]);
  });

  test('a tensor is no parameter, and a parameter that is deleted is gone', () => {
    const module = Object.assign(new nn.Module(), { a: torch.ones(2), b: new nn.Parameter(torch.ones(2)) });
    expect(module.namedParameters().map(([name]) => name)).toEqual(['b']);
    Reflect.deleteProperty(module, 'b');
    expect(module.parameters()).toEqual([]);
  });

  test('a sequence runs the children that it has at the moment', () => {
    const double = new nn.Linear(1, 1, false);
    const triple = new nn.Linear(1, 1, false);
    torch.noGrad(() => {
      double.weight.fill_(2);
      triple.weight.fill_(3);
    });
    const model = new nn.Sequential(double, double);
    const result = () => model.call(torch.ones(1, 1)).item();
    expect(result()).toBe(4);
    model.put(1, triple);
    expect(result()).toBe(6);
    model.append(triple);
    expect(result()).toBe(18);
    Reflect.deleteProperty(model, '0');
    expect(result()).toBe(9);
    Reflect.set(model, '1', null);
    expect(result()).toBe(3);
    model.namedChildren().pop();
    expect(result()).toBe(3);
  });

  test('a layer that stands twice counts once, but is saved under both names', () => {
    const layer = new nn.Linear(2, 2);
    const tied = new nn.Sequential(layer, new nn.ReLU(), layer);
    expect(tied.parameters()).toHaveLength(2);
    expect(tied.children()).toHaveLength(2);
    expect(Object.keys(tied.stateDict())).toEqual(['0.weight', '0.bias', '2.weight', '2.bias']);
    const x = torch.rand(1, 2);
    expect(tied.call(x).equal(layer.call(layer.call(x).relu()))).toBe(true);
  });

  test('names that are not free are refused', () => {
    const module = new nn.Module();
    for (const name of ['forward', 'call', 'training', '', 'a.b']) {
      expect(() => module.addModule(name, new nn.ReLU())).toThrow(
        expect.objectContaining({ name: 'KeyError' }),
      );
    }
    expect(() => new nn.ModuleDict({ length: new nn.ReLU() })).toThrow("attribute 'length' already exists");
  });

  test('names in Python’s spelling are there in both, and one tensor', () => {
    const norm = new nn.BatchNorm1d(2);
    expect(Object.keys(norm.stateDict())).toEqual([
      'weight',
      'bias',
      'running_mean',
      'running_var',
      'num_batches_tracked',
    ]);
    norm.runningMean = torch.tensor([1.5, 2]);
    expect(norm.stateDict().running_mean?.tolist()).toEqual([1.5, 2]);
    expect(new nn.LSTM(1, 1).namedParameters().map(([name]) => name)).toEqual([
      'weight_ih_l0',
      'weight_hh_l0',
      'bias_ih_l0',
      'bias_hh_l0',
    ]);
  });
});

describe('call', () => {
  test('refuses more inputs than forward has', () => {
    const x = torch.ones(2);
    expect(() => Reflect.apply(nn.ReLU.prototype.call, new nn.ReLU(), [x, x])).toThrow('but 3 were given');
    expect(() => Reflect.apply(nn.ReLU.prototype.call, new nn.ReLU(), [])).toThrow('expected: a Tensor');
  });

  test('takes inputs that forward declares as optional, with a default, or as a rest', () => {
    class Added extends nn.Module {
      override forward(x: Tensor, y?: Tensor): Tensor {
        return y === undefined ? x : x.add(y);
      }
    }
    class Scaled extends nn.Linear {
      override forward(x: Tensor, factor = 1): Tensor {
        return super.forward(x).mul(factor);
      }
    }
    const scaled = new Scaled(2, 1);
    const x = torch.ones(1, 2);
    expect(new Added().call(x)).toBe(x);
    expect(new Added().call(x, x).tolist()).toEqual([[2, 2]]);
    expect(scaled.call(x, 3).equal(scaled.call(x).mul(3))).toBe(true);
    class Sum extends nn.Module {
      override forward(...xs: Tensor[]): Tensor {
        return torch.stack(xs).sum(0);
      }
    }
    expect(new Sum().call(x, x, x).tolist()).toEqual([[3, 3]]);
  });

  test('hooks see and replace inputs and outputs, until they are removed', () => {
    const layer = new nn.ReLU();
    const before = layer.registerForwardPreHook((_, [x]) => [(x as Tensor).neg()]);
    const after = layer.registerForwardHook((_, __, y) => (y as Tensor).mul(10));
    const x = torch.tensor([-1.5, 2]);
    expect(layer.call(x).tolist()).toEqual([15, 0]);
    before.remove();
    after.remove();
    expect(layer.call(x).tolist()).toEqual([0, 2]);
  });
});

describe('modes, dtypes and gradients', () => {
  test('train and eval reach all modules below', () => {
    const model = new nn.Sequential(new nn.Dropout(0.5), new nn.Sequential(new nn.Dropout(0.5)));
    model.eval();
    expect(model.modules().map(({ training }) => training)).toEqual([false, false, false, false]);
    model.at(1).train();
    expect(model.at(0).training).toBe(false);
  });

  test('double keeps parameters what they are, and integers as they are', () => {
    const norm = new nn.BatchNorm1d(2);
    const { weight } = norm;
    norm.double();
    expect(norm.weight).toBe(weight);
    expect(weight?.dtype).toBe(torch.float64);
    expect(norm.numBatchesTracked?.dtype).toBe(torch.int64);
    expect(norm.call(torch.rand(3, 2, { dtype: torch.float64 })).dtype).toBe(torch.float64);
  });

  test('zeroGrad drops gradients, or fills them', () => {
    const layer = new nn.Linear(1, 1);
    layer.call(torch.ones(1, 1)).backward();
    layer.zeroGrad({ setToNone: false });
    expect(layer.bias?.grad?.tolist()).toEqual([0]);
    layer.zeroGrad();
    expect(layer.bias?.grad).toBeNull();
  });
});

describe('state dicts', () => {
  test('share their storage with the module and go into another', () => {
    const [from, to] = [new Net(), new Net()];
    expect(String(to.loadStateDict(from.stateDict()))).toBe('<All keys matched successfully>');
    expect(to.first.weight.equal(from.first.weight)).toBe(true);
    expect(to.first.weight.storage).not.toBe(from.first.weight.storage);
  });

  test('what does not fit is named, and nothing is changed', () => {
    const net = new Net();
    const before = net.first.bias?.tolist();
    const { 'first.weight': weight, ...rest } = net.stateDict();
    const wrong = { ...rest, 'first.bias': torch.zeros(4), other: weight as Tensor };
    expect(() => net.loadStateDict(wrong)).toThrow(
      /Unexpected.*"other"[\s\S]*Missing.*"first.weight"[\s\S]*first.bias/,
    );
    expect(net.first.bias?.tolist()).toEqual(before);
    const lenient = net.loadStateDict({ other: weight as Tensor }, { strict: false });
    expect(lenient.unexpectedKeys).toEqual(['other']);
    expect(lenient.missingKeys).toContain('first.weight');
  });
});

describe('the nn object', () => {
  test('every class in it is a type as well', () => {
    const source = readFileSync(join(__dirname, '../src/nn/namespace.ts'), 'utf8');
    const types = [...source.matchAll(/^ {2}type (\w+) = layers\.\1;$/gm)].map(([, name]) => name);
    const classes = Object.keys(nn).filter((name) => /^[A-Z]/.test(name));
    expect(types.sort()).toEqual(classes.sort());
  });

  test('a host may replace what stands in it; the layers do not notice', () => {
    const { Linear } = nn;
    const forbidden = () => {
      throw new Error('Forbidden');
    };
    try {
      Object.defineProperty(nn, 'Linear', {
        value: forbidden,
        configurable: true,
        writable: true,
        enumerable: true,
      });
      expect(() => Reflect.apply(nn.Linear, null, [1, 1])).toThrow('Forbidden');
      expect(new nn.MultiheadAttention(2, 1).outProj).toBeInstanceOf(Linear);
    } finally {
      nn.Linear = Linear;
    }
    expect(new nn.Linear(1, 1)).toBeInstanceOf(Linear);
  });
});
