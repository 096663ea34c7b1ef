const given = new Set<string>();

/** Python's `warnings.warn`: says it once, however often a training loop comes by. */
export function warnOnce(message: string): void {
  if (given.has(message)) return;
  given.add(message);
  console.warn(`UserWarning: ${message}`);
}
