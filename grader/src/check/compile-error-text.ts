import { WIDTH, wrap } from '../console/wrap.ts';
import type { CompileError } from '../sandbox/index.ts';
import { cleanLine } from '../schema/clean-text.ts';
import type { StudentFile } from './find-file.ts';

/** After the first slip a parser often stumbles on: more errors would be about the same place. */
const MAX_ERRORS = 3;

/** TypeScript's words for the slips that everyone makes, in plainer ones. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/^'(.+)' expected\.$/, "a '$1' is missing here, or just before"],
  [/^Expression expected\.$/, 'a value is missing here'],
  [
    /^Declaration or statement expected\.$/,
    'this belongs to nothing: is there a bracket too many before it?',
  ],
  [/^Unterminated (string|template) literal\.$/, 'this text has no closing quote'],
  [/^Identifier expected\.$/, 'a name is missing here'],
  [/^Unexpected keyword or identifier\.$/, 'this word cannot stand here: is something missing before it?'],
];

/** Every error with its place, its line and a caret under the column. */
export function compileErrorText(errors: readonly CompileError[], { shown, source }: StudentFile): string[] {
  const lines = source.split(/\r?\n/);
  const more = errors.length - MAX_ERRORS;
  return [
    ...errors.slice(0, MAX_ERRORS).flatMap((error) => oneError(error, shown, lines[error.line - 1] ?? '')),
    ...(more > 0 ? [`${more} more; mend ${more === 1 ? 'the others' : 'these'} first.`, ''] : []),
  ];
}

function oneError({ line, column, message }: CompileError, shown: string, written: string): string[] {
  const number = String(line);
  // Tabs and characters of no width would move the caret away from its place.
  const gutter = `  ${number} | `;
  const room = WIDTH - gutter.length;
  const start = Math.max(0, column - 1 - Math.floor(room / 2));
  const excerpt = visible(written)
    .slice(written.length > room ? start : 0)
    .slice(0, room);
  const caret = column - 1 - (written.length > room ? start : 0);
  return [
    ...wrap('', `${shown}:${line}:${column}: ${plain(message)}`, '  '),
    `${gutter}${excerpt}`.trimEnd(),
    `${' '.repeat(number.length + 2)} | ${' '.repeat(Math.min(caret, room - 1))}^`,
    '',
  ];
}

/** The same number of characters, each of them with a width. */
const visible = (line: string): string => line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');

function plain(message: string): string {
  const told = cleanLine(message);
  const known = PLAIN.find(([pattern]) => pattern.test(told));
  return known === undefined ? told : told.replace(known[0], known[1]);
}
