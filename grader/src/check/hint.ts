import type { Failure, Kind } from '../schema/kinds.ts';

/** A question by the kind of failure, where the kind alone says enough. */
const BY_KIND: Partial<Record<Kind, string>> = {
  timeout: 'Is there a loop whose end never comes? Print its counter in a small case of your own.',
  memory: 'Does a list or a tensor grow in a loop that does not end?',
  output: 'Is there a console.log inside a loop? Remove it, or print once after the loop.',
  dead: 'Does the file call process.exit, or something else that ends the program?',
};

/** Questions by what was seen, first match first. They ask about a step and never give one away. */
const BY_SIGHT: readonly (readonly [RegExp, string])[] = [
  [/^Forbidden/, 'Which parts of the runtime does the handout ask you to build it from?'],
  [/is not a function/, 'Is the name spelt as in the handout, in camelCase (argmax, zerosLike)?'],
  [/is not defined/, "Is the name imported from '#torch' at the top of the file, and spelt the same?"],
  [/of undefined|of null/, 'Which value is undefined here, and which line should have made it?'],
  [/returned undefined/, 'Is a `return` missing?'],
  [/returned -Infinity/, 'log of 0 is -Infinity: which number became 0 before its logarithm was taken?'],
  [/returned (NaN|Infinity)/, 'Which step is the first whose result is not finite? 0 / 0 is NaN, too.'],
  [/shape/, 'Write the shape beside each step: which axis goes, and should it stay with size 1 (keepdim)?'],
  [/dtype/, 'Which step changes the dtype, or fails to?'],
  [
    /wrong number|wrong value/,
    'Work this one case out on paper: which step is the first that differs from yours?',
  ],
];

const OVERFLOW =
  'exp of a float32 score above 88 is Infinity, and Infinity / Infinity is NaN: how large do yours get?';
/** A whole part of two digits or more, in the lines that show the arguments. */
const LARGE_ARGUMENT = /^(?:input|argument \d+) .*?(?<![.\d])\d{2}/m;

/** The likely repair of a failure: its own hint if it has been diagnosed, else a question. */
export function hintFor({ kind, what, detail = '', hint, quote }: Failure): string | undefined {
  if (hint !== undefined || kind === 'grader-error') return hint;
  const seen = quote ?? what;
  if (/returned (NaN|Infinity)/.test(seen) && LARGE_ARGUMENT.test(detail)) return OVERFLOW;
  return BY_KIND[kind] ?? BY_SIGHT.find(([sight]) => sight.test(seen))?.[1];
}
