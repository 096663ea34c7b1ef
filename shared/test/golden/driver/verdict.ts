/** What became of one case: `undefined` for passed, or the reason of the failure. */
export type Failure = string | undefined;

/** An error as the reason of a failure. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return `threw ${String(error)}`;
  const place = isNative(error) ? `\n${(error.stack ?? '').split('\n').slice(1, 6).join('\n')}` : '';
  return `${error.name}: ${error.message}${place}`;
}

/**
 * Whether JavaScript itself threw, rather than the runtime: a name misspelt, a property of undefined. That is
 * never the complaint a recorded error asks for.
 */
export function isNative(error: Error): boolean {
  const maker: unknown = Object.getPrototypeOf(error)?.constructor;
  const name = typeof maker === 'function' ? maker.name : '';
  return /^(Type|Range|Reference|Syntax|URI|Eval)?Error$/.test(name);
}
