import { ArgumentError, describe } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { wgsl } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { dtypeComplaint, requireTensor } from './families/operand.ts';
import { unary, unaryFunction } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The nearest whole number, halves to the even one; with `decimals`, the nearest multiple of 10 to the minus
     * `decimals`. The dtype stays.
     *
     * ```ts
     * torch.tensor([0.5, 1.5, 2.5]).round(); // → tensor([0., 2., 2.])
     * torch.tensor([0.125, 0.875]).round({ decimals: 1 }); // → tensor([0.1000, 0.9000])
     * ```
     */
    round(options?: RoundOptions): Tensor;
    /** `round`, written over this tensor. */
    round_(options?: RoundOptions): this;
  }
}

export interface RoundOptions {
  readonly decimals?: number;
}

const nearest = unary({
  name: 'round',
  float: wgsl('round(x)', halfEven),
  integer: (x) => x,
  backward: null,
  samples: [-2.5, -1.5, -0.5, 0.5, 1.2, 2.5],
});

/** Math.round takes halves upwards; an odd result of a half goes back down. The sign of zero is kept. */
function halfEven(x: number): number {
  const up = Math.round(x);
  return Math.abs(x % 1) === 0.5 && up % 2 !== 0 ? up - 1 : up;
}

export const round = Object.assign(
  (x: Tensor, options: RoundOptions = {}): Tensor => {
    requireTensor('round', x);
    checkOptions('round', options, ['decimals']);
    const { decimals = 0 } = options;
    if (!Number.isInteger(decimals)) {
      throw new ArgumentError({
        who: 'round',
        seen: `decimals is ${describe(decimals)}`,
        expected: 'a whole number',
      });
    }
    if (decimals === 0) return nearest(x);
    if (!x.isFloatingPoint()) throw dtypeComplaint('round with decimals', x.dtype, 'a floating point dtype');
    const scale = 10 ** Math.abs(decimals);
    const scaled = decimals > 0 ? (v: number) => v * scale : (v: number) => v / scale;
    const back = decimals > 0 ? (v: number) => v / scale : (v: number) => v * scale;
    return unaryFunction({
      name: 'round',
      node: 'RoundBackward1',
      float: (v) => back(halfEven(scaled(v))),
      // The scaled number is rounded before it is rounded to a whole one.
      single: wgsl(
        decimals > 0 ? 'round(x * k().x) / k().x' : 'round(x / k().x) * k().x',
        (v) => back(halfEven(Math.fround(scaled(v)))),
        scale,
      ),
      backward: null,
    })(x);
  },
  { declaration: nearest.declaration },
);

method('round', round);
inPlaceMethod('round', round);
