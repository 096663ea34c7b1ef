/** Figures: what students import from '#plots'. The runtime does not know of it, so that '#torch' stays small. */

export { type DrawGraphOptions, drawGraph, type GraphDrawing } from './index.ts';
export type { Model } from './inspect/ask-model.ts';
export { type ActivationLike, plotActivations } from './inspect/plot-activations.ts';
export { plotClassification2d } from './inspect/plot-classification2d.ts';
export { plotNodes } from './inspect/plot-nodes.ts';
export type { ActivationCurve, ActivationData, PlotActivationsOptions } from './plots/activation-figure.ts';
export type { Range } from './plots/axis.ts';
export type {
  ClassificationData,
  ClassifiedPoint,
  Grid,
  PlotClassification2dOptions,
  Surface,
} from './plots/classification-figure.ts';
export {
  type DrawNetworkOptions,
  drawNetwork,
  type NetworkData,
  type NetworkLayer,
} from './plots/draw-network.ts';
export type { Figure } from './plots/figure.ts';
export type { NodeData, PlotNodesOptions } from './plots/node-figure.ts';
export type { Numbers } from './plots/numbers.ts';
export { type LossData, type PlotLossOptions, plotLoss } from './plots/plot-loss.ts';
export { type PlotRegressionOptions, plotRegression, type RegressionData } from './plots/plot-regression.ts';
export type { Point } from './plots/points.ts';
export {
  type ProbabilityBar,
  type ProbabilityBarsOptions,
  probabilityBars,
} from './plots/probability-bars.ts';
export { softmaxDemo } from './softmax-demo.ts';
