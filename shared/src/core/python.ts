/**
 * A Python float. JavaScript's `2` and `2.0` are one value, so a whole number counts as an int wherever the
 * two differ; `py.float(2)` says float.
 *
 * ```ts
 * torch.tensor([1, 2]).mul(2).dtype; // → torch.int64
 * torch.tensor([1, 2]).mul(py.float(2)).dtype; // → torch.float32
 * ```
 */
export class PyFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  valueOf(): number {
    return this.value;
  }

  toString(): string {
    return floatText(this.value);
  }
}

/** Python's marks for values that JavaScript cannot tell apart. */
export const py = {
  /** `value` as a Python float, whole or not. */
  float: (value: number): PyFloat => new PyFloat(value),
};

/** A single number, as an operand beside a tensor. */
export type Scalar = number | bigint | boolean | PyFloat;

export function isScalar(value: unknown): value is Scalar {
  const type = typeof value;
  return type === 'number' || type === 'bigint' || type === 'boolean' || value instanceof PyFloat;
}

/** The scalar as a number; a bigint beyond 2**53 is rounded. */
export function scalarNumber(value: Scalar): number {
  return Number(value);
}

/**
 * A number as Python's `repr` writes a float: the shortest digits that read back, with an exponent below
 * 1e-4 and from 1e16 on.
 */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  if (value === 0) return '0.0';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 16) return `${digits}e${exponentText(power)}`;
  const text = String(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** An exponent as Python prints it: a sign and at least two digits. */
export function exponentText(power: number): string {
  return `${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
