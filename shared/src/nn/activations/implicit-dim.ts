import type { Tensor } from '../../tensor/tensor.ts';

export interface DimOptions {
  /** The dimension along which the results sum to 1. */
  readonly dim?: number | null;
}

/** The dimension that PyTorch chooses where none is named, with its warning. */
export function implicitDim(who: string, x: Tensor): number {
  console.warn(
    `UserWarning: Implicit dimension choice for ${who} has been deprecated. ` +
      'Change the call to include dim=X as an argument.',
  );
  return x.ndim === 0 || x.ndim === 1 || x.ndim === 3 ? 0 : 1;
}
