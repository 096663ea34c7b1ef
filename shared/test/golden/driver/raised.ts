import { type Fields, text } from './read.ts';
import { MissingError } from './runtime.ts';
import { errorText, type Failure, isNative } from './verdict.ts';

/** PyTorch's name of an element type, by the ways in which a message may call it. */
const elementTypes: Readonly<Record<string, string>> = {
  Float: 'float32',
  Double: 'float64',
  Long: 'int64',
  Int: 'int32',
  Short: 'int16',
  Char: 'int8',
  Byte: 'uint8',
  Bool: 'bool',
};

/** PyTorch's book-keeping, which says nothing about the call; a tensor described, its dtype being no matter. */
const bookkeeping =
  /\b(element|output|position) \d+|\b(grad_)?output\[\d+\]|#\d+|torch\.\w+Tensor(?= ?[{[])/g;

/** Quoted words that name Python's types or PyTorch's kernels. */
const internal = /^(str|int|float|list|tuple|dict|NoneType|Tensor|\w*(_cpu|_impl|kernel\w*))$/;

/**
 * Whether an error is the recorded one: of the recorded class, from the runtime (not from JavaScript), and
 * naming every fact of PyTorch's message. The wording is free.
 */
export function raisedDifference(error: unknown, recorded: Fields): Failure {
  const type = text(recorded.type, 'raises.type');
  if (!(error instanceof Error)) return `threw ${String(error)}, not ${type}`;
  if (error instanceof MissingError) return errorText(error);
  if (isNative(error)) return `JavaScript's own error, not the runtime's ${type}: ${errorText(error)}`;
  if (error.name.replace(/^_/, '') !== type.replace(/^_/, '')) {
    return `raised ${error.name}, not ${type}: ${error.message}`;
  }
  const missing = factsIn(text(recorded.msg, 'raises.msg')).filter((fact) => !names(error.message, fact));
  if (missing.length === 0) return undefined;
  return `the message does not name ${missing.map(factText).join(', ')}\n--- ours\n${error.message}\n--- PyTorch\n${recorded.msg}`;
}

/** One fact of a message: a number, an element type, or a name. */
export type Fact =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'dtype' | 'name'; readonly word: string };

/**
 * The facts that a message of PyTorch states: its numbers (sizes, shapes, dims, values), element types (`Long`,
 * `torch.FloatTensor`), the names in quotes and the names of graph nodes.
 */
export function factsIn(message: string): Fact[] {
  const plain = message.replace(bookkeeping, ' ');
  const facts: Fact[] = numbersIn(plain).map((value) => ({ kind: 'number', value }));
  for (const [, word] of plain.matchAll(/\b(Float|Double|Long|Int|Short|Char|Byte|Bool)(?:Tensor)?\b/g)) {
    facts.push({ kind: 'dtype', word: word ?? '' });
  }
  for (const [, single, double] of plain.matchAll(/(?<![\w'])'([^'\n]+)'(?!\w)|"([^"\n]+)"/g)) {
    const word = single ?? double ?? '';
    const isName = /^[A-Za-z_][\w.]*$|^\d+(\.\w+)+$/.test(word);
    if (isName && !internal.test(word) && !(word in elementTypes)) facts.push({ kind: 'name', word });
  }
  for (const [word] of plain.matchAll(/\b\w+Backward\d\b/g)) facts.push({ kind: 'name', word });
  return facts.filter((fact, i) => facts.findIndex((other) => factText(other) === factText(fact)) === i);
}

/** Whole words that are numbers; `2x3` is two of them, `conv2d` and `2D` none. */
function numbersIn(message: string): number[] {
  const split = message.replace(/(?<=\d)x(?=\d)/g, ' ');
  return [...split.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?!\d|\.\w|-?[A-Za-z_])/g)].map(
    ([word]) => Number(word),
  );
}

function names(message: string, fact: Fact): boolean {
  if (fact.kind === 'number') return numbersIn(message).includes(fact.value);
  const spelled = fact.kind === 'dtype' ? [fact.word, elementTypes[fact.word] ?? fact.word] : [fact.word];
  const plain = (word: string): string => word.replaceAll('_', '').toLowerCase();
  return spelled.some((word) => plain(message).includes(plain(word)));
}

function factText(fact: Fact): string {
  return fact.kind === 'number' ? String(fact.value) : fact.word;
}
