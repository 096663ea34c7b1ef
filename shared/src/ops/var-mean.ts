import { deviation, spreadMeasureAndMean, variance } from './families/variance.ts';

/**
 * The variance and the mean at once, in this order, with the arguments of `var`: `torch.var_mean`.
 *
 * ```ts
 * const [variance, mean] = torch.varMean(torch.tensor([1, 2, 3, 4.5]));
 * variance; // → tensor(2.2292)
 * mean; // → tensor(2.6250)
 * ```
 */
export const varMean = spreadMeasureAndMean('varMean', 'VarMeanBackward0', variance);

/** The standard deviation and the mean at once, in this order, with the arguments of `std`: `torch.std_mean`. */
export const stdMean = spreadMeasureAndMean('stdMean', 'StdMeanBackward0', deviation);
