import { ValueError } from '../../core/errors.ts';
import { product } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';

/** How many values reach an output, and how many outputs a value reaches. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * The fans of a weight of shape (out, in, …kernel): in · kernel elements and out · kernel elements.
 *
 * @throws ValueError for fewer than two dimensions.
 */
export function fansOf(who: string, weight: Tensor): Fans {
  const [out, inside, ...kernel] = weight.sizes;
  if (out === undefined || inside === undefined) {
    throw new ValueError({
      who,
      seen: `Fan in and fan out can not be computed for tensor with fewer than 2 dimensions (it has ${weight.ndim})`,
      expected: 'a weight of shape (out, in), with the kernel behind',
    });
  }
  const positions = product(kernel);
  return { fanIn: inside * positions, fanOut: out * positions };
}

/** Which of the fans the variance is to be kept over: forward is 'fan_in', backward 'fan_out'. */
export type FanMode = 'fan_in' | 'fan_out';

/** @throws ValueError for another mode. */
export function fanOf(who: string, weight: Tensor, mode: string): number {
  const fans = fansOf(who, weight);
  if (mode === 'fan_in') return fans.fanIn;
  if (mode === 'fan_out') return fans.fanOut;
  throw new ValueError({
    who,
    seen: `Mode ${mode} not supported`,
    expected: "'fan_in' or 'fan_out'",
  });
}
