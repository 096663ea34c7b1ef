import { ArgumentError, describe } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { Tensor } from '../tensor/tensor.ts';
import { graphDot } from './graph-dot.ts';
import { pictureOf, type TensorNames } from './graph-picture.ts';
import { graphSvg } from './graph-svg.ts';

export interface DrawGraphOptions {
  /** Names of tensors in the graph: `{ x, hidden, loss }`, or `model.namedParameters()`. */
  readonly names?: TensorNames;
}

/** A picture in two languages. */
export interface GraphDrawing {
  /** For Graphviz. */
  readonly dot: string;
  /** A stand-alone image. */
  readonly svg: string;
}

/**
 * A picture of the operations by which a tensor was computed, as backward will walk them: leaves with their shapes at
 * the top, one box for each operation under PyTorch's name of it, the tensor at the bottom. What requires no gradient
 * is not part of the graph.
 *
 * ```ts
 * const w = torch.tensor([0.5, 2], { requiresGrad: true });
 * const loss = w.square().sum();
 * const { svg, dot } = drawGraph(loss, { names: { w, loss } });
 * dot.includes('PowBackward0'); // → true
 * svg.startsWith('<svg'); // → true
 * ```
 *
 * @throws RuntimeError for a tensor without a graph, ValueError for more than 2,000 nodes.
 */
export function drawGraph(tensor: Tensor, options: DrawGraphOptions = {}): GraphDrawing {
  if (!(tensor instanceof Tensor)) {
    throw new ArgumentError({
      who: 'drawGraph',
      seen: describe(tensor),
      expected: 'a Tensor, such as a loss',
    });
  }
  checkOptions('drawGraph', options, ['names']);
  const picture = pictureOf(tensor, options.names ?? {});
  return { dot: graphDot(picture), svg: graphSvg(picture) };
}
