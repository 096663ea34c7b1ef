import { ArgumentError, describe } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import type { Module } from '../nn/module.ts';
import type { Figure } from '../plots/figure.ts';
import { type NodeData, nodeFigure, type PlotNodesOptions } from '../plots/node-figure.ts';
import { type Numbers, outputRows, requireSameLength, rowsOf, vectorOf } from '../plots/numbers.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { asTensor, isModule } from './ask-model.ts';

/**
 * A model of one hidden layer taken apart: what each hidden node gives to the prediction, and how the prediction grows
 * when node after node is added. Node j gives w₂ⱼ · f(w₁ⱼ·x + b₁ⱼ), and all nodes and the output's bias together are the
 * prediction. The page has a slider for the sum.
 *
 * The model is nn.Sequential(nn.Linear(1, H), any activation, nn.Linear(H, 1)), or has it as its attribute `main`.
 * x and yHat: (n,) or (n, 1); they are drawn from left to right.
 *
 * ```ts
 * const model = new nn.Sequential(new nn.Linear(1, 3), new nn.Sigmoid(), new nn.Linear(3, 1));
 * const x = torch.linspace(-3, 3, 50).unsqueeze(1);
 * plotNodes(x, model.call(x), model).data.nodes.length; // → 3
 * ```
 *
 * @throws TypeError for another kind of model, ValueError where shapes do not fit or there are more than 30 nodes.
 */
export function plotNodes(
  x: Numbers,
  yHat: Numbers,
  model: Module,
  options: PlotNodesOptions = {},
): Figure<NodeData> {
  const who = 'plotNodes';
  checkOptions(who, options, ['xRange', 'yRange', 'dx', 'dy', 'title']);
  const [first, activation, last] = hiddenLayerOf(model);
  const xs = vectorOf(who, 'x', x);
  const predictions = vectorOf(who, 'yHat', yHat);
  requireSameLength(who, ['x', xs], ['yHat', predictions]);
  const order = xs.map((_, i) => i).sort((a, b) => (xs[a] as number) - (xs[b] as number));
  const sorted = (values: readonly number[]): number[] => order.map((i) => values[i] as number);
  const inputs = asTensor(
    who,
    sorted(xs).map((value) => [value]),
    first,
    x,
  );
  const hidden = outputRows(who, activation.call(first.call(inputs)), xs.length);
  const [weights = []] = rowsOf(who, 'the weight of the last layer', last.weight, hidden[0]?.length);
  return nodeFigure(
    {
      x: sorted(xs),
      nodes: weights.map((weight, j) => hidden.map((activations) => weight * (activations[j] as number))),
      bias: last.bias === null ? 0 : (vectorOf(who, 'the bias of the last layer', last.bias)[0] as number),
      prediction: sorted(predictions),
    },
    options,
  );
}

/** As much of a linear layer as is needed here. */
type LinearLike = Module & { readonly weight: Tensor; readonly bias: Tensor | null };

function hiddenLayerOf(model: Module): [LinearLike, Module, LinearLike] {
  const main: unknown = isModule(model) ? (Reflect.get(model, 'main') ?? model) : undefined;
  const [first, activation, last, ...rest] = isModule(main) ? main.children() : [];
  if (isLinear(first) && activation !== undefined && isLinear(last) && rest.length === 0) {
    const [[hidden, inputs], [outputs]] = [first.weight.shape, last.weight.shape] as [number[], number[]];
    if (inputs === 1 && outputs === 1 && hidden !== undefined) return [first, activation, last];
  }
  throw new ArgumentError({
    who: 'plotNodes',
    seen: `the model is ${isModule(main) ? String(main) : describe(model)}`,
    expected: 'Sequential(Linear(1, H), an activation, Linear(H, 1)), or a model that has it as main',
  });
}

const isLinear = (module: Module | undefined): module is LinearLike =>
  module !== undefined && 'weight' in module && 'bias' in module && 'inFeatures' in module;
