/** An object of the recorded JSON, with what is in it still unknown. */
export type Fields = Readonly<Record<string, unknown>>;

/** Recorded files that do not have the format of the README: a fault of the file, never of the runtime. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fields(value: unknown, where: string): Fields {
  if (!isFields(value)) throw new FormatError(`${where}: an object is expected here`);
  return value;
}

export function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new FormatError(`${where}: a list is expected here`);
  return value;
}

export function text(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new FormatError(`${where}: a text is expected here`);
  return value;
}

export function number(value: unknown, where: string): number {
  if (typeof value !== 'number') throw new FormatError(`${where}: a number is expected here`);
  return value;
}

export function numbers(value: unknown, where: string): readonly number[] {
  return list(value, where).map((item) => number(item, where));
}

/** `Math.fround`-ready: a number, or the recorded text of one that JSON cannot hold. */
export function recordedNumber(value: unknown, where: string): number {
  if (typeof value === 'string') return Number(value.replace('inf', 'Infinity').replace('nan', 'NaN'));
  return number(value, where);
}
