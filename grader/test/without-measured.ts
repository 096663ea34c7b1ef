const COPIED = new Set([
  ...['measured', 'generatedAt', 'gradedAt', 'durationMs', 'margin', 'quote', 'retries'],
  // Of a report, which has times in it.
  'reportSha256',
]);

/** A document without what may differ between two runs of the same inputs. */
export const withoutMeasured = (text: string): unknown =>
  JSON.parse(text, (key, value) => (COPIED.has(key) ? undefined : value));
