import { TorchError } from '../core/errors.ts';

/** A result was asked of an estimator that has seen no data yet: sklearn's `NotFittedError`. */
export class NotFittedError extends TorchError {
  override readonly name = 'NotFittedError';
}

/** What `fit` has found. @throws NotFittedError before the first `fit`. */
export function fitted<State>(who: string, state: State | undefined): State {
  if (state !== undefined) return state;
  const [estimator] = who.split('.');
  throw new NotFittedError({
    who,
    seen: `This ${estimator} instance is not fitted yet`,
    hint: 'call fit with data first',
  });
}
