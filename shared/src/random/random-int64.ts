import type { Generator } from './generator.ts';

/** An integer in [0, 2^63): what PyTorch's `torch.empty((), dtype=torch.int64).random_()` draws. */
export function randomInt64(generator: Generator): bigint {
  return BigInt.asUintN(63, generator.u64());
}
