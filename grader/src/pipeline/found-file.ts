/** Bytes that a submitted file may have. */
export const FILE_CAP = 256 * 1024;

/** Why a submission was not taken; it is scored as not run, and harms no other. */
export interface Refusal {
  readonly reason: string;
  readonly hint?: string;
}

/** What was found where a submission should be. */
export type Found = { readonly modified: Date; readonly ignored: readonly string[] } & (
  | { readonly content: Uint8Array }
  | { readonly refusal: Refusal }
);

export const tooLarge = (file: string): Refusal => ({
  reason: `${file} is larger than ${FILE_CAP / 1024} KB`,
  hint: 'hand in the source you wrote, without data or output',
});

const SHOWN = 20;

/** Names that were not read, for the record: sorted, the first few of them. */
export function ignoredNames(names: readonly string[]): string[] {
  const sorted = [...new Set(names)].sort();
  const rest = sorted.length - SHOWN;
  return rest > 0 ? [...sorted.slice(0, SHOWN), `and ${rest} more`] : sorted;
}
