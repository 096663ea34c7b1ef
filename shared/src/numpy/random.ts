import { RandomState } from './random-state.ts';

export class GlobalRandom extends RandomState {
  readonly RandomState = RandomState;
}

/** The stream behind `np.random.seed`, `np.random.rand` and the others. */
const globalState = new GlobalRandom();

/**
 * NumPy's `np.random`: the methods of `RandomState`, all on one stream that `np.random.seed` starts anew.
 *
 * ```ts
 * np.random.seed(2020);
 * np.random.randn(2); // → [-1.76884571  0.07555227]
 * ```
 */
export const random: GlobalRandom = new Proxy(globalState, {
  // Methods come bound to the stream, so that `const { randn } = np.random` works as Python's import does.
  get(target, name) {
    const found: unknown = Reflect.get(target, name, target);
    const isMethod = typeof found === 'function' && name in RandomState.prototype && name !== 'constructor';
    return isMethod ? found.bind(target) : found;
  },
});
