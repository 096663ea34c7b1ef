import { uint8 } from '../core/dtype.ts';
import { ArgumentError, describe } from '../core/errors.ts';
import { defaultGenerator, type Generator } from '../random/generator.ts';
import { elementsOf } from './elements.ts';
import { fromElements, Tensor } from './tensor.ts';

/**
 * Seeds the default generator, and so everything that draws without a `generator` of its own: `torch.manual_seed`.
 * The same seed gives the numbers that PyTorch gives on a CPU. Returns the generator.
 *
 * ```ts
 * torch.manualSeed(0);
 * torch.randn(2); // → tensor([ 1.5410, -0.2934])
 * ```
 */
export function manualSeed(seed: number | bigint): Generator {
  return defaultGenerator.manualSeed(seed);
}

/** The seed of the default generator (a bigint beyond 2^53): `torch.initial_seed`. */
export function initialSeed(): number | bigint {
  return defaultGenerator.initialSeed();
}

/** Seeds the default generator with another number each time and returns it: `torch.seed`. */
export function seed(): number {
  return defaultGenerator.seed();
}

/**
 * Where the default generator stands, as a uint8 tensor for `setRngState`: `torch.get_rng_state`. The bytes are
 * our own, not PyTorch's.
 *
 * ```ts
 * const state = torch.getRngState();
 * const x = torch.rand(3);
 * torch.setRngState(state);
 * torch.equal(torch.rand(3), x); // → true
 * ```
 */
export function getRngState(): Tensor {
  const state = defaultGenerator.getState();
  return fromElements(state, uint8, [state.length]);
}

/**
 * Goes back to where the default generator stood: `torch.set_rng_state`.
 *
 * @throws TypeError for anything but a uint8 tensor; RuntimeError for one that `getRngState` did not give.
 */
export function setRngState(state: Tensor): void {
  const bytes = state instanceof Tensor && state.dtype === uint8 ? elementsOf(state) : null;
  if (!(bytes instanceof Uint8Array)) {
    throw new ArgumentError({
      who: 'setRngState',
      seen: state instanceof Tensor ? `a tensor of dtype ${state.dtype}` : describe(state),
      expected: 'the uint8 tensor that getRngState() returned',
    });
  }
  defaultGenerator.setState(bytes);
}
