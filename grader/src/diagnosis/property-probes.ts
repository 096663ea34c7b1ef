import type { TensorValue, Value } from '../sandbox/types.ts';
import { isTensorValue } from '../sandbox/values.ts';
import type { Call } from './call.ts';
import type { MisconceptionCode } from './misconceptions/index.ts';

/** A property that gives a wrong idea away, whichever way it was written down. */
export interface PropertyProbe {
  readonly code: MisconceptionCode;
  /** Whether a failing call is a sign of the idea; undefined when it says nothing for or against. */
  isSign(call: Call): boolean | undefined;
}

/** The exponential of more is infinite in float32. */
const LARGE_SCORE = 88;

/** Most specific first. */
export const PROPERTY_PROBES: readonly PropertyProbe[] = [
  {
    // Deeper than the call stack.
    code: 'M-RECURSION',
    isSign: ({ outcome }) => 'threw' in outcome && outcome.threw === 'RangeError',
  },
  {
    // One number where there were several.
    code: 'M-SCALAR',
    isSign: onTensors((x, y) => x.shape.length > 0 && y.shape.length === 0),
  },
  {
    // Shapes that do not fit each other in a batch, though they do in a vector.
    code: 'M-KEEPDIM',
    isSign: ({ args: [input], outcome }) => {
      if (!isTensor(input)) return undefined;
      if (input.shape.length < 2) return false;
      return 'threw' in outcome ? outcome.threw === 'RuntimeError' : undefined;
    },
  },
  {
    // Columns that add up to 1, in a table whose rows should and do not.
    code: 'M-AXIS',
    isSign: onTensors((x, y, dim) =>
      isTable(x, y) && (dim === 1 || dim === -1) ? sumToOne(y, 0) && !sumToOne(y, 1) : undefined,
    ),
  },
  {
    // A finite input whose large scores, and not only their neighbours, come out as no numbers.
    code: 'M-OVERFLOW',
    isSign: onTensors((x, y) => isLarge(x) && has(y, isNoNumber) && !survivesLarge(x, y)),
  },
  {
    // The logarithm of a probability that was rounded to 0.
    code: 'M-LOGOFSOFTMAX',
    isSign: onTensors((x, y) => has(y, (n) => n === -Infinity) && !has(x, (n) => !Number.isFinite(n))),
  },
  {
    // Shares of a total, some of them negative.
    code: 'M-NOEXP',
    isSign: onTensors((x, y) =>
      y.shape.length === 1 && has(x, (n) => n < 0) ? has(y, (n) => n < 0) && sumToOne(y, 1) : undefined,
    ),
  },
];

/** The first idea, among `codes`, of which every failing call that says anything is a sign. */
export function probedCode(failing: readonly Call[], codes: ReadonlySet<string>): string | undefined {
  const found = PROPERTY_PROBES.find(({ code, isSign }) => {
    if (!codes.has(code)) return false;
    const signs = failing.map(isSign).filter((sign) => sign !== undefined);
    return signs.length > 0 && signs.every(Boolean);
  });
  return found?.code;
}

type Shows = (x: TensorValue, y: TensorValue, second: Value) => boolean | undefined;

/** A sign in a function from a tensor to a tensor: any other output is none. */
function onTensors(shows: Shows): PropertyProbe['isSign'] {
  return ({ args: [input, second], outcome }) => {
    if (!isTensor(input)) return undefined;
    return 'value' in outcome && isTensor(outcome.value) ? shows(input, outcome.value, second) : false;
  };
}

const isTensor = (value: Value): value is TensorValue =>
  typeof value === 'object' && value !== null && isTensorValue(value);

const numbers = ({ data }: TensorValue): number[] => Array.from(data, Number);

const has = (tensor: TensorValue, test: (n: number) => boolean): boolean => numbers(tensor).some(test);

const isLarge = (tensor: TensorValue): boolean =>
  numbers(tensor).every(Number.isFinite) && has(tensor, (n) => Math.abs(n) > LARGE_SCORE);

const isNoNumber = (n: number): boolean => Number.isNaN(n) || n === Infinity;

/** Whether the answer for some large score is a number: then it was not exp that overflowed. */
function survivesLarge(x: TensorValue, y: TensorValue): boolean {
  if (x.shape.join() !== y.shape.join()) return false;
  const answers = numbers(y);
  return numbers(x).some((score, i) => score > LARGE_SCORE && !isNoNumber(answers[i] ?? 0));
}

const isTable = (x: TensorValue, y: TensorValue): boolean =>
  x.shape.length === 2 && y.shape.join() === x.shape.join();

/** Whether a table's columns (axis 0) or rows (axis 1) each add up to 1; a vector is one row. */
function sumToOne({ shape, data }: TensorValue, axis: 0 | 1): boolean {
  const columns = shape.at(-1) ?? 1;
  const sums = new Map<number, number>();
  Array.from(data, Number).forEach((n, i) => {
    const line = axis === 1 ? Math.floor(i / columns) : i % columns;
    sums.set(line, (sums.get(line) ?? 0) + n);
  });
  return [...sums.values()].every((sum) => Math.abs(sum - 1) < 1e-3);
}
