import { wrap } from '../console/wrap.ts';
import { misconception } from '../diagnosis/misconceptions/index.ts';
import { cleanText } from '../schema/clean-text.ts';
import type { Failure } from '../schema/kinds.ts';
import { hintFor } from './hint.ts';
import { type Climb, ladderText } from './ladder-text.ts';

/** What all values of one message may take up together, and each line of an error: a message is read, a dump is not. */
const MAX_WORDS = 100;
/** Where a misconception is explained, there are fewer words left for values. */
const MAX_WORDS_IF_NAMED = 30;
const MAX_QUOTE_WORDS = 25;
const MAX_LETTERS = 240;
const MAX_QUOTE_LINES = 5;

/** The message stands below the line that names its task. */
const MARGIN = '  ';

/** A line of the detail with a value of its own: 'input [1, 2]', 'argument 2 0', 'received …', 'expected …'. */
const VALUE = /^(input|argument \d+|received|expected) (.*)$/s;
/** The line of the student's file, at the end of a quoted error. */
const PLACE = / \(line (\d+)\)$/;

/** What a failure is told with: the student's source, where to read, and how many hints were asked for. */
export interface Around extends Climb {
  readonly source: string;
  readonly see: string;
}

/**
 * A failure in the one shape of all messages: who did what, the values under one another, the likely repair and
 * where to read, set in below the name of its task.
 *
 * ```
 * softmaxDim: returned the right kind of value, but a wrong number
 *   argument 1  [[1, 2, 3], [1, 2, -1]]
 *     received  [[0.5, 0.5, 0.982], [0.5, 0.5, 0.018]]
 *     expected  [[0.09, 0.245, 0.665], [0.259, 0.705, 0.035]]
 *   hint: Work this one case out on paper: which step is the first that differs from yours?
 *   see:  assignments/a03-softmax/handout.md:268
 * ```
 *
 * Where the misconception behind it is known, its message and the first of its hints stand in place of the hint.
 */
export function failureText(failure: Failure, { source, see, ...climb }: Around): string[] {
  const { who, what, detail, quote } = failure;
  const named = failure.misconception === undefined ? undefined : misconception(failure.misconception);
  const hint = hintFor(failure);
  const values = detail === undefined ? [] : detail.split('\n').map(detailFact);
  const words = Math.floor(
    (named === undefined ? MAX_WORDS : MAX_WORDS_IF_NAMED) / Math.max(1, values.length),
  );
  const facts = [
    ...values.map(({ text, ...fact }) => ({ ...fact, text: cut(text, words) })),
    ...(quote === undefined ? [] : quoteFacts(quote, source)),
  ];
  const width = Math.max(0, ...facts.map(({ label = '' }) => label.length));
  return [
    ...wrap(`${MARGIN}${who}: `, what, `${MARGIN}  `),
    ...facts.flatMap(({ label, text }) =>
      wrap(label === undefined ? `${MARGIN}  ` : `${MARGIN}  ${label.padStart(width)}  `, text),
    ),
    ...(named === undefined ? hintLines(hint) : ladderText(named, climb, `${MARGIN}  `)),
    `${MARGIN}  see:  ${see}`,
  ];
}

const hintLines = (hint: string | undefined): string[] =>
  hint === undefined ? [] : wrap(`${MARGIN}  hint: `, hint);

/** One line below the first: a value under its label, more of the value above (label ''), or a sentence. */
interface Fact {
  readonly label?: string;
  readonly text: string;
}

function detailFact(line: string): Fact {
  const [, label, text = ''] = VALUE.exec(line) ?? [];
  return label === undefined ? { text: cleanText(line) } : { label, text: cleanText(text) };
}

/** The student's own error, and the line of the file that it came from. */
function quoteFacts(quote: string, source: string): Fact[] {
  const place = PLACE.exec(quote)?.[1];
  const [first = '', ...more] = cleanText(quote.replace(PLACE, '')).split('\n');
  // A guard of the runtime has its name in its message too.
  const error = { label: 'error', text: cut(first.replace(/^(\w+): \1: /, '$1: '), MAX_QUOTE_WORDS) };
  const rest = more
    .slice(0, MAX_QUOTE_LINES - 1)
    .map((text) => ({ label: '', text: cut(text.trim(), MAX_QUOTE_WORDS) }));
  const written = place === undefined ? undefined : source.split('\n')[Number(place) - 1]?.trim();
  return [
    error,
    ...rest,
    ...(written ? [{ label: `line ${place}`, text: cut(cleanText(written), MAX_QUOTE_WORDS) }] : []),
  ];
}

function cut(text: string, words: number): string {
  const short = text.split(' ').slice(0, words).join(' ').slice(0, MAX_LETTERS);
  return short === text ? text : `${short} …`;
}
