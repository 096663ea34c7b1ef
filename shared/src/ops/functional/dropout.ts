import { ValueError } from '../../core/errors.ts';
import { bernoulli } from '../../random/bernoulli.ts';
import { defaultGenerator } from '../../random/generator.ts';
import { filled } from '../../tensor/creation.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import { div } from '../div.ts';
import { bind } from '../families/bound-arguments.ts';
import { assign } from '../families/in-place.ts';
import { requireTensor } from '../families/operand.ts';
import { mul } from '../mul.ts';

export interface DropoutOptions {
  /** How likely each element is to become 0; 0.5 unless given. */
  readonly p?: number;
  /** false leaves the input as it is. */
  readonly training?: boolean;
  /** Whether to write the result over the input. */
  readonly inplace?: boolean;
}

/**
 * Sets each element to 0 with probability p and multiplies the others by 1 / (1 − p), so that the expected sum stays:
 * PyTorch's `F.dropout`. The mask comes from the default generator; nothing is drawn for p = 0 and p = 1.
 *
 * ```ts
 * torch.manualSeed(0);
 * F.dropout(torch.ones(6)); // → tensor([0., 0., 2., 0., 0., 0.])
 * F.dropout(torch.ones(2), { training: false }); // → tensor([1., 1.])
 * ```
 *
 * @throws ValueError for a p outside of 0 … 1.
 */
export function dropout(
  x: Tensor,
  p?: number | DropoutOptions,
  training?: boolean | DropoutOptions,
  inplace?: boolean | DropoutOptions,
): Tensor {
  const who = 'dropout';
  requireTensor(who, x);
  const given = bind(who, [p, training, inplace], ['p', 'training', 'inplace']);
  const probability = given.number('p', 0.5);
  if (!(probability >= 0 && probability <= 1)) {
    throw new ValueError({
      who,
      seen: `p is ${probability}`,
      expected: `dropout probability has to be between 0 and 1, but got ${probability}`,
    });
  }
  if (probability === 0 || !given.flag('training', true) || x.numel() === 0) return x;
  const y = mul(x, probability === 1 ? filled([], 0, x.dtype, x.device) : mask(x, 1 - probability));
  return given.flag('inplace', false) ? assign('dropout_', x, y) : y;
}

/** 1 / kept with probability `kept`, else 0; drawn row by row, however the elements of `x` lie in memory. */
function mask(x: Tensor, kept: number): Tensor {
  const drawn = x.dtype.allocate(x.numel());
  bernoulli(drawn, kept, defaultGenerator);
  return div(fromElements(drawn, x.dtype, x.sizes, x.device), kept);
}
