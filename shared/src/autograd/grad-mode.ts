import { ArgumentError, describe } from '../core/errors.ts';
import { setGradEnabled } from '../tensor/graph.ts';

/**
 * Runs `body` without recording: what it computes requires no gradient, and leaves may be changed in place.
 * PyTorch's `with torch.no_grad():`. Returns what `body` returns.
 *
 * ```ts
 * const w = torch.tensor([1.5], { requiresGrad: true });
 * torch.noGrad(() => w.mul(2)).requiresGrad; // → false
 * ```
 *
 * @throws TypeError for an async function, whose work would run after recording is switched on again.
 */
export function noGrad<T>(body: () => T): T {
  return withGradMode('noGrad', false, body);
}

/** Runs `body` with recording, inside a `noGrad`: PyTorch's `with torch.enable_grad():`. */
export function enableGrad<T>(body: () => T): T {
  return withGradMode('enableGrad', true, body);
}

function withGradMode<T>(who: string, enabled: boolean, body: () => T): T {
  if (typeof body !== 'function') {
    throw new ArgumentError({
      who,
      seen: describe(body),
      expected: `a function: torch.${who}(() => { … })`,
    });
  }
  const before = setGradEnabled(enabled);
  let result: T;
  try {
    result = body();
  } finally {
    setGradEnabled(before);
  }
  if (result instanceof Promise) {
    throw new ArgumentError({ who, seen: 'an async function', expected: 'a function that does not wait' });
  }
  return result;
}
