import type { TensorValue, Value } from '../sandbox/types.ts';
import {
  describeKind,
  describeShape,
  describeValue,
  EXACT_SIZES,
  isTensor,
  type ToldSizes,
} from './describe-value.ts';

/** An element passes when |got − want| ≤ atol + rtol·|want|. */
export interface Tolerance {
  readonly rtol: number;
  readonly atol: number;
}

const EXACT: Tolerance = { rtol: 0, atol: 0 };
const SINGLE: Tolerance = { rtol: 1e-4, atol: 1e-6 };
const DOUBLE: Tolerance = { rtol: 1e-9, atol: 1e-12 };

export type Comparison =
  | { readonly ok: true; readonly margin: number }
  /** `what` names kinds and shapes only; `detail` has the values. */
  | { readonly ok: false; readonly what: string; readonly detail?: string };

/**
 * The one strict comparison of a received value with an expected one: kind, dtype, shape and length first, then
 * element by element. Where the expected element is not finite the received one must be the same (NaN for
 * NaN, the same infinity); where it is finite, NaN and infinities fail. The sign of zero is not compared.
 */
export function compare(
  got: Value,
  want: Value,
  tolerance?: Tolerance,
  told: ToldSizes = EXACT_SIZES,
): Comparison {
  if (isTensor(want)) return compareTensors(got, want, tolerance, told);
  if (typeof want === 'number') return compareNumbers(got, want, tolerance ?? DOUBLE, told);
  if (Array.isArray(want)) return compareLists(got, want, tolerance, told);
  if (typeof want === 'object' && want !== null)
    return compareRecords(got, want as Record<string, Value>, tolerance, told);
  if (Object.is(got, want)) return { ok: true, margin: 0 };
  return typeof got === typeof want ? differs(got, want) : wrongKind(got, want, told);
}

function wrongKind(got: Value, want: Value, told: ToldSizes): Comparison {
  return { ok: false, what: `returned ${describeKind(got, told)}; expected ${describeKind(want)}` };
}

function differs(got: Value, want: Value, what = 'returned the wrong value'): Comparison {
  return { ok: false, what, detail: `received ${describeValue(got)}\nexpected ${describeValue(want)}` };
}

function compareNumbers(got: Value, want: number, tolerance: Tolerance, told: ToldSizes): Comparison {
  if (typeof got !== 'number') return wrongKind(got, want, told);
  const margin = elementMargin(got, want, tolerance);
  return margin <= 1 ? { ok: true, margin } : differs(got, want, abnormality(got, want));
}

function compareTensors(
  got: Value,
  want: TensorValue,
  tolerance: Tolerance | undefined,
  told: ToldSizes,
): Comparison {
  if (!isTensor(got)) return wrongKind(got, want, told);
  if (got.shape.join() !== want.shape.join()) {
    return {
      ok: false,
      what: `returned shape ${told.shape(got.shape)}; expected ${describeShape(want.shape)}`,
      detail: `received ${describeValue(got)}\nexpected ${describeValue(want)}`,
    };
  }
  if (got.dtype !== want.dtype)
    return { ok: false, what: `returned dtype ${got.dtype}; expected ${want.dtype}` };
  const { data, dtype } = want;
  const float = dtype === 'float32' ? SINGLE : dtype === 'float64' ? DOUBLE : EXACT;
  let worst = 0;
  for (let i = 0; i < data.length; i++) {
    const margin = elementMargin(got.data[i] as number, data[i] as number, tolerance ?? float);
    if (margin > 1) {
      const where = `first difference at index ${describeIndex(i, want.shape)}`;
      const what = abnormality(got.data[i] as number, data[i] as number);
      const values = `${describeValue(got.data[i] as number)}, expected ${describeValue(data[i] as number)}`;
      return {
        ok: false,
        what,
        detail: `received ${describeValue(got)}\nexpected ${describeValue(want)}\n${where}: ${values}`,
      };
    }
    worst = Math.max(worst, margin);
  }
  return { ok: true, margin: worst };
}

function compareLists(
  got: Value,
  want: readonly Value[],
  tolerance: Tolerance | undefined,
  told: ToldSizes,
): Comparison {
  if (!Array.isArray(got) || got.length !== want.length) return wrongKind(got, want, told);
  return worstOf(want.map((item, i) => compare((got as readonly Value[])[i], item, tolerance, told)));
}

function compareRecords(
  got: Value,
  want: Record<string, Value>,
  tolerance: Tolerance | undefined,
  told: ToldSizes,
): Comparison {
  if (typeof got !== 'object' || got === null || Array.isArray(got) || 'kind' in got)
    return wrongKind(got, want, told);
  const [seen, wanted] = [Object.keys(got).sort(), Object.keys(want).sort()];
  if (seen.join() !== wanted.join()) {
    // Keys are the submission's words, and their number would be a number of its choice.
    return { ok: false, what: `returned an object with other keys; expected the keys ${wanted.join(', ')}` };
  }
  return worstOf(
    wanted.map((key) => compare((got as Record<string, Value>)[key], want[key], tolerance, told)),
  );
}

function worstOf(parts: readonly Comparison[]): Comparison {
  let margin = 0;
  for (const part of parts) {
    if (!part.ok) return part;
    margin = Math.max(margin, part.margin);
  }
  return { ok: true, margin };
}

/** 0 for equal, up to 1 inside the tolerance, infinity outside it. */
function elementMargin(got: number | bigint, want: number | bigint, { rtol, atol }: Tolerance): number {
  if (got === want || (Number.isNaN(got) && Number.isNaN(want))) return 0;
  if (typeof got === 'bigint' || typeof want === 'bigint' || !Number.isFinite(want)) return Infinity;
  const share = Math.abs(got - want) / (atol + rtol * Math.abs(want));
  // NaN fails every comparison, so the test is for what passes.
  return share <= 1 ? share : Infinity;
}

function abnormality(got: number | bigint, want: number | bigint): string {
  if (typeof got === 'number' && typeof want === 'number' && Number.isFinite(want) && !Number.isFinite(got)) {
    return `returned ${got} where a finite number belongs`;
  }
  return 'returned the right kind of value, but a wrong number';
}

function describeIndex(flat: number, shape: readonly number[]): string {
  const index: number[] = [];
  for (const size of [...shape].reverse()) {
    index.unshift(flat % size);
    flat = Math.floor(flat / size);
  }
  return `[${index.join(', ')}]`;
}
