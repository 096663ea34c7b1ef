/** Figures: what students import from '#plots'. The runtime does not know of it, so that '#torch' stays small. */

export { type DrawGraphOptions, drawGraph, type GraphDrawing } from './index.ts';
export type { Figure } from './plots/figure.ts';
export type { Numbers } from './plots/numbers.ts';
export { type LossData, type PlotLossOptions, plotLoss } from './plots/plot-loss.ts';
export { type PlotRegressionOptions, plotRegression, type RegressionData } from './plots/plot-regression.ts';
