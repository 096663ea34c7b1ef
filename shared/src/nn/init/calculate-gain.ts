import { ValueError } from '../../core/errors.ts';

/** The activations that a gain is known for, by PyTorch's names. */
export type Nonlinearity =
  | 'linear'
  | 'conv1d'
  | 'conv2d'
  | 'conv3d'
  | 'conv_transpose1d'
  | 'conv_transpose2d'
  | 'conv_transpose3d'
  | 'sigmoid'
  | 'tanh'
  | 'relu'
  | 'leaky_relu'
  | 'selu';

const gains: Readonly<Record<Nonlinearity, (param: number) => number>> = {
  linear: () => 1,
  conv1d: () => 1,
  conv2d: () => 1,
  conv3d: () => 1,
  conv_transpose1d: () => 1,
  conv_transpose2d: () => 1,
  conv_transpose3d: () => 1,
  sigmoid: () => 1,
  tanh: () => 5 / 3,
  relu: () => Math.sqrt(2),
  leaky_relu: (slope) => Math.sqrt(2 / (1 + slope ** 2)),
  selu: () => 3 / 4,
};

/**
 * The factor by which initial weights must be larger so that an activation leaves the variance as it is.
 *
 * ```ts
 * nn.init.calculateGain('relu'); // → 1.4142135623730951
 * nn.init.calculateGain('leaky_relu', 0.2); // → 1.3867504905630728
 * ```
 *
 * @param param the slope of 'leaky_relu' below 0; 0.01 unless given.
 * @throws ValueError for an activation that is not in the table.
 */
export function calculateGain(
  nonlinearity: Nonlinearity,
  param?: number | { readonly param?: number },
): number {
  const slope = (typeof param === 'object' ? param?.param : param) ?? 0.01;
  const gain = Object.hasOwn(gains, nonlinearity) ? gains[nonlinearity] : undefined;
  if (gain !== undefined && typeof slope === 'number') return gain(slope);
  throw new ValueError({
    who: 'calculateGain',
    seen:
      gain === undefined
        ? `Unsupported nonlinearity ${nonlinearity}`
        : `negative_slope ${slope} not a valid number`,
    expected: `one of ${Object.keys(gains).join(', ')}`,
  });
}
