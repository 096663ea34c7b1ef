/** One shape for every message to a person: what happened, with both values, and what to do about it. */
export interface Message {
  /** The file, command or function it is about: 'course.json', 'gradus grade'. */
  readonly who: string;
  /** What was seen. */
  readonly seen: string;
  /** What would have been right. */
  readonly expected?: string;
  /** The likely repair. */
  readonly hint?: string;
  /** Where to read. */
  readonly see?: string;
}

/**
 * The message as text:
 *
 * ```
 * course.json: /assignments/0: unknown key "dueat"
 *   expected: slug, dueAt, lateDueAt, external
 *   hint: did you mean "dueAt"?
 * ```
 */
export function renderMessage(message: Message): string {
  const lines = [`${message.who}: ${message.seen}`];
  if (message.expected !== undefined) lines.push(`  expected: ${message.expected}`);
  if (message.hint !== undefined) lines.push(`  hint: ${message.hint}`);
  if (message.see !== undefined) lines.push(`  see: ${message.see}`);
  return lines.join('\n');
}
