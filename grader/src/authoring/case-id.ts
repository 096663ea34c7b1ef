/**
 * A case's id: its describe and test titles, in one word each. It names the case in every document and
 * seeds its stream, so it depends on titles alone and never on a position.
 *
 * ```ts
 * caseId('A03.1 softmaxNaive values one two three')
 * // → 'A03.1-softmaxNaive-values-one-two-three'
 * ```
 */
export function caseId(fullTitle: string): string {
  return fullTitle.replace(/[^A-Za-z0-9.]+/g, '-').replace(/^-|-$/g, '');
}
