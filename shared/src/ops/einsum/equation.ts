import { RuntimeError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';

/** Stands for the dimensions of an ellipsis, counted from its last: `...` of two dimensions is −2, −1. */
type Label = string | number;

/** What an equation says: the label of every dimension of the operands and of the result. */
export interface Equation {
  readonly operands: readonly (readonly Label[])[];
  readonly output: readonly Label[];
  /** The labels that the result does not have: they are summed over. */
  readonly summed: readonly Label[];
}

/**
 * Reads `'ij,jk->ik'` for operands of these shapes. Without an arrow the result has the dimensions of the ellipsis
 * and then every letter that occurs once, in alphabetical order.
 *
 * @throws RuntimeError where the equation is malformed or does not fit the shapes.
 */
export function readEquation(text: string, shapes: readonly (readonly number[])[]): Equation {
  const [left = '', right, ...more] = text.replaceAll(' ', '').split('->');
  if (more.length > 0) throw complaint(`found more than one '->' in '${text}'`);
  const terms = left.split(',');
  if (terms.length !== shapes.length) {
    const few = terms.length > shapes.length ? 'fewer' : 'more';
    throw complaint(
      `${few} operands were provided than specified in the equation '${text}': ${shapes.length}, not ${terms.length}`,
    );
  }
  const operands = terms.map((term, at) => operandLabels(term, at, shapes[at] as readonly number[]));
  const hidden = Math.max(...operands.map((labels) => labels.filter(isHidden).length));
  const letters = operands.flat().filter((label) => !isHidden(label));
  const output =
    right === undefined
      ? [...ellipsis(hidden), ...letters.filter((a) => letters.filter((b) => a === b).length === 1).sort()]
      : labelsOf(right, hidden);
  for (const label of output) {
    if (isHidden(label)) continue;
    if (output.filter((other) => other === label).length > 1)
      throw complaint(`output subscript ${label} appears more than once in the output of '${text}'`);
    if (!letters.includes(label))
      throw complaint(
        `output subscript ${label} does not appear in the equation '${text}' for any input operand`,
      );
  }
  const all = [...ellipsis(hidden), ...new Set(letters)];
  return { operands, output, summed: all.filter((label) => !output.includes(label)) };
}

function operandLabels(term: string, at: number, shape: readonly number[]): Label[] {
  const named = term.replace('...', '').length;
  const hidden = shape.length - named;
  if (hidden < 0 || (hidden > 0 && !term.includes('...'))) {
    throw complaint(
      `the number of subscripts in the equation (${named}) ${hidden < 0 ? 'is more than' : 'does not match'} ` +
        `the number of dimensions (${shape.length}) for operand ${at}, '${term}' of shape ${shapeText(shape)}`,
    );
  }
  return labelsOf(term, hidden);
}

function labelsOf(term: string, hidden: number): Label[] {
  const [before = '', after, ...more] = term.split('...');
  if (more.length > 0) throw complaint(`found '...' more than once in '${term}'`);
  const letters = `${before}${after ?? ''}`;
  const odd = [...letters].find((letter) => !/[A-Za-z]/.test(letter));
  if (odd !== undefined)
    throw complaint(`invalid subscript '${odd}' in '${term}', subscripts must be in [a-zA-Z]`);
  return [...before, ...(after === undefined ? [] : ellipsis(hidden)), ...(after ?? '')];
}

function ellipsis(dims: number): number[] {
  return Array.from({ length: dims }, (_, i) => i - dims);
}

function isHidden(label: Label): boolean {
  return typeof label === 'number';
}

function complaint(seen: string): RuntimeError {
  return new RuntimeError({
    who: 'einsum',
    seen,
    expected: "letters for the dimensions of each operand, as in 'ij,jk->ik' or '...ij->...ji'",
  });
}
