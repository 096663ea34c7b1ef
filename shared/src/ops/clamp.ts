import { RuntimeError } from '../core/errors.ts';
import { Tensor } from '../tensor/tensor.ts';
import { clampMax } from './clamp-max.ts';
import { clampMin } from './clamp-min.ts';
import type { Operand } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Every element brought into the range from `min` to `max`: min(max(x, `min`), `max`). NaN stays NaN.
     *
     * ```ts
     * torch.tensor([-2, 0.5, 7]).clamp(0, 1); // → tensor([0.0000, 0.5000, 1.0000])
     * ```
     *
     * @throws RuntimeError without any bound.
     */
    clamp(min?: Operand | null, max?: Operand | null): Tensor;
    clamp(bounds: ClampBounds): Tensor;
  }
}

export interface ClampBounds {
  readonly min?: Operand | null;
  readonly max?: Operand | null;
}

function isBounds(value: Operand | ClampBounds | null | undefined): value is ClampBounds {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('min' in value || 'max' in value) &&
    !(value instanceof Tensor)
  );
}

export function clamp(x: Tensor, first?: Operand | ClampBounds | null, second?: Operand | null): Tensor {
  const { min, max } = isBounds(first) ? first : { min: first, max: second };
  if ((min ?? null) === null && (max ?? null) === null) {
    throw new RuntimeError({ who: 'clamp', seen: 'no bounds', expected: "at least one of 'min' or 'max'" });
  }
  const raised = min === null || min === undefined ? x : clampMin(x, min);
  return max === null || max === undefined ? raised : clampMax(raised, max);
}

Tensor.prototype.clamp = function (first?: Operand | ClampBounds | null, second?: Operand | null) {
  return clamp(this, first, second);
};
