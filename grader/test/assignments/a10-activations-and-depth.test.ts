import { describe, expect, test } from '@jest/globals';
import { nn, type Tensor, torch } from '#torch';
import * as reference from '../../../solutions/a10-activations-and-depth/activations-and-depth.ts';
import * as probes from '../../suites/a10-activations-and-depth/probes.ts';
import { codesOf, testFairness } from './fair-suites.ts';

const SLUG = 'a10-activations-and-depth';

/** A layer that a student may write: σ by tanh, as a module of its own. */
class OwnSigmoid extends nn.Module {
  override forward(x: Tensor): Tensor {
    return torch.tanh(x.mul(0.5)).add(1).mul(0.5);
  }
}

/** A model that keeps other things beside `main`, and calls its layers itself. */
class Row extends nn.Module {
  readonly main: nn.Sequential;
  readonly note = 'layers in a row';

  constructor(...sizes: number[]) {
    super();
    const last = sizes.length - 2;
    this.main = new nn.Sequential(
      ...sizes
        .slice(1)
        .flatMap((size, i) => [
          new nn.Linear(sizes[i], size),
          ...(i === last ? [] : [i === 0 ? new OwnSigmoid() : new nn.Sigmoid()]),
        ]),
    );
  }

  override forward(x: Tensor): Tensor {
    return [...this.main].reduce((y: Tensor, layer) => layer.call(y), x);
  }
}

const fromLeft = (x: Tensor, right: Tensor, left: Tensor): Tensor => torch.where(x.le(0), left, right);
const ones = (x: Tensor): Tensor => torch.onesLike(x);
const half = (x: Tensor): Tensor => x.abs().neg().exp();
/** By the sign of x, so that no exponential is larger than 1. */
const sigmoid = (x: Tensor): Tensor => fromLeft(x, ones(x), half(x)).div(half(x).add(1));
const tanh = (x: Tensor): Tensor => sigmoid(x.mul(2)).mul(2).sub(1);
const { ALPHA, LAMBDA } = reference;

/** Right by another road: stable forms by sign, loops over entries, layers probed with the unit vectors. */
const otherRoad = {
  ...reference,
  sigmoid,
  tanh,
  softplus: (x: Tensor) => fromLeft(x, x, torch.zerosLike(x)).add(half(x).add(1).log()),
  relu: (x: Tensor) => x.abs().add(x).div(2),
  leakyRelu: (x: Tensor) => torch.maximum(x, x.mul(0.01)),
  selu: (x: Tensor) => fromLeft(x, x, half(x).sub(1).mul(ALPHA)).mul(LAMBDA),
  sigmoidGrad: (x: Tensor) => half(x).div(half(x).add(1).square()),
  tanhGrad: (x: Tensor) =>
    sigmoid(x.mul(2))
      .mul(sigmoid(x.mul(-2)))
      .mul(4),
  softplusGrad: sigmoid,
  reluGrad: (x: Tensor) => x.sign().clampMin(0),
  leakyReluGrad: (x: Tensor) => x.gt(0).to(x.dtype).mul(0.99).add(0.01),
  seluGrad: (x: Tensor) =>
    fromLeft(
      x,
      ones(x).mul(LAMBDA),
      x
        .clampMax(0)
        .exp()
        .mul(ALPHA * LAMBDA),
    ),
  collapseLinear(layers: reference.LinearLayer[]): reference.LinearLayer {
    const { W } = layers[0];
    const through = (x: Tensor): Tensor => layers.reduce((y, { W, b }) => W.matmul(y).add(b), x);
    const b = through(torch.zeros(W.shape[1], { dtype: W.dtype }));
    const columns = torch.eye(W.shape[1], { dtype: W.dtype }).unbind(0);
    return {
      W: torch.stack(
        columns.map((unit) => through(unit).sub(b)),
        1,
      ),
      b,
    };
  },
  nonlinRegression: (...sizes: number[]) => new Row(...sizes),
  deepRegression: (...sizes: number[]) => new Row(...sizes),
  nodeContributions(model: nn.Module & { main: nn.Sequential }, x: Tensor) {
    const layers = [...model.main];
    const { weight, bias } = layers[layers.length - 1] as nn.Linear;
    const rows = x
      .flatten()
      .unbind(0)
      .map((sample) => {
        let values = sample.reshape([1]);
        for (const layer of layers.slice(0, -1)) values = layer.call(values);
        return values.mul(weight.squeeze(0));
      });
    // Still part of a graph: the task does not ask for more.
    return { nodes: torch.stack(rows), bias: Number(bias?.tolist()) };
  },
  hingeFeatures: (x: Tensor, hinges: number[]) =>
    torch.stack(
      hinges.map((hinge) => torch.maximum(x.sub(hinge), torch.zerosLike(x))),
      1,
    ),
  traceShapes(sizes: number[], N: number) {
    const shapes: number[][] = [];
    let x = torch.zeros(N, sizes[0]);
    for (const size of sizes.slice(1)) {
      x = x.matmul(torch.zeros(x.shape[1], size));
      shapes.push([...x.shape]);
    }
    return shapes;
  },
};

test('the bank holds every wrong answer that the curriculum names for A10', () => {
  expect(codesOf(SLUG)).toEqual(
    expect.arrayContaining([
      'M-LINSTACK',
      'M-SOFTPLUSOVER',
      'M-SELUCONST',
      'M-LEAKYSIGN',
      'M-SIGPRIME',
      'M-NODEBIAS',
      'M-ACTLAST',
      'M-COLLAPSEORDER',
    ]),
  );
});

testFairness(SLUG, { right: { otherRoad }, seeds: [11, 12] });

describe('while an activation is under test', () => {
  const x = torch.tensor([0.5, -2]);
  const answering = (sigmoid: (x: Tensor) => Tensor) => ({ ...reference, sigmoid });

  test('nn.Sigmoid refuses to work, and works again afterwards', () => {
    const layer = new nn.Sigmoid();
    const borrowed = answering((t) => layer.call(t));
    expect(() => probes.pointwise(borrowed, x, 'sigmoid')).toThrow(
      expect.objectContaining({ name: 'Forbidden' }),
    );
    expect(layer.call(x).allclose(reference.sigmoid(x))).toBe(true);
  });

  test('nothing is recorded that could be differentiated', () => {
    const recording = answering((t) => {
      const leaf = t.clone().requiresGrad_();
      reference.softplus(leaf).sum().backward();
      return leaf.grad as Tensor;
    });
    expect(() => probes.pointwise(recording, x, 'sigmoid')).toThrow(/does not require grad/);
    expect(torch.isGradEnabled()).toBe(true);
  });
});
