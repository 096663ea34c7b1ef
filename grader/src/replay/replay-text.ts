import type { CallReply, Value } from '../sandbox/types.ts';
import { cleanText } from '../schema/clean-text.ts';
import type { Replayed } from './run-call.ts';
import type { ReplayedCall } from './token.ts';
import { valueText } from './value-text.ts';

const NO_EXPECTED_VALUE =
  'A token holds the input of a case and no expected value: work this one out on paper, step by step.';

/**
 * A replayed call for its student: what the function was given, and what it did with it.
 *
 * ```
 * softmaxStable was called with
 *   float32 tensor of shape (3,)
 *   [1000, 1001, 1002]
 * softmaxStable returned
 *   float32 tensor of shape (3,)
 *   [NaN, NaN, NaN]
 * ```
 */
export function replayText(
  { on, name, args }: ReplayedCall,
  replayed: Exclude<Replayed, { did: 'not-compile' }>,
  source: string,
): string[] {
  const who = on === 'probes' ? `The probe ${name}` : name;
  const what = on === 'probes' ? 'was called with your exports and' : 'was called with';
  return [
    args.length === 0 ? `${who} was called without arguments` : `${who} ${what}`,
    ...args.flatMap((arg, i) => argumentText(arg, i, args.length)),
    ...(replayed.did === 'return' ? returned(who, replayed.reply) : failed(who, replayed.failure, source)),
    '',
    NO_EXPECTED_VALUE,
  ];
}

function argumentText(arg: Value, index: number, count: number): string[] {
  const label = count === 1 ? '' : `argument ${index + 1}  `;
  return valueText(arg).map((line, i) => `  ${i === 0 ? label : ' '.repeat(label.length)}${line}`);
}

function returned(who: string, { value, argumentsUnchanged }: CallReply): string[] {
  const changed = argumentsUnchanged.flatMap((same, i) => (same ? [] : [`argument ${i + 1}`]));
  return [
    `${who} returned`,
    ...valueText(value).map((line) => `  ${line}`),
    ...(changed.length === 0 ? [] : [`It changed what it was given: ${changed.join(', ')}.`]),
  ];
}

function failed(
  who: string,
  { what, error }: Extract<Replayed, { did: 'fail' }>['failure'],
  source: string,
): string[] {
  const quote = error === undefined ? [] : cleanText(`${error.name}: ${error.message}`).split('\n');
  const line = error?.line === undefined ? undefined : source.split(/\r?\n/)[error.line - 1]?.trim();
  return [
    `${who} ${what}`,
    ...quote.map((text) => `  ${text}`),
    ...(line ? [`  line ${error?.line}: ${cleanText(line)}`] : []),
  ];
}
