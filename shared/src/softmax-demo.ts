import { ArgumentError, describe, ValueError } from './core/errors.ts';
import { F, type Tensor, torch } from './index.ts';

const WHO = 'softmaxDemo';
const barWidth = 30;

/**
 * What softmax makes of scores, as a text to experiment with: score → exp(score − largest) → probability, a bar for each
 * class; with a correct class its cross-entropy too, and for each score the gradient p − y. All numbers are those of
 * this runtime in float32.
 *
 * ```ts
 * softmaxDemo([0, 0], 1).includes('Cross-entropy of class 1: -ln 0.5000 = 0.6931 nats'); // → true
 * ```
 *
 * @throws ValueError for fewer than two scores or a class that is not there, TypeError at what is no number.
 */
export function softmaxDemo(scores: readonly number[], correct?: number): string {
  check(scores, correct);
  const z = torch.tensor([...scores], { dtype: torch.float32, requiresGrad: true });
  const largest = z.detach().amax(0);
  const powers = numbers(z.detach().sub(largest).exp());
  const probabilities = z.softmax(0);
  const loss =
    correct === undefined ? undefined : F.crossEntropy(z, torch.tensor(correct, { dtype: torch.int64 }));
  loss?.backward();
  const gradient = z.grad === null ? [] : numbers(z.grad);
  const p = numbers(probabilities);
  const most = Math.max(...scores);

  const header = ['class', 'score z', `exp(z - ${most})`.replace('- -', '+ '), 'probability', ''];
  const rows = scores.map((score, i) => [
    i === correct ? `${i} (correct)` : String(i),
    String(score),
    fourDecimals(powers[i]),
    fourDecimals(p[i]),
    bar(p[i] ?? 0),
  ]);
  const totals = ['sum', '', fourDecimals(sum(powers)), fourDecimals(sum(p)), ''];
  if (correct !== undefined) {
    header.push('gradient p - y');
    for (const [i, row] of rows.entries()) row.push(fourDecimals(gradient[i]));
    totals.push('');
  }
  const notes = [
    ...(loss === undefined || correct === undefined
      ? []
      : [
          `Cross-entropy of class ${correct}: -ln ${fourDecimals(p[correct])} = ${fourDecimals(loss.item())} nats; ` +
            `whoever knows nothing has ln ${scores.length} = ${fourDecimals(Math.log(scores.length))}.`,
        ]),
    ...overflowNote(z.detach()),
  ];
  return `${[...columns([header, ...rows, totals]), '', ...notes].join('\n').trimEnd()}\n`;
}

function check(scores: readonly number[], correct: number | undefined): void {
  const wrong = Array.isArray(scores) ? scores.find((score) => !Number.isFinite(score)) : scores;
  if (wrong !== undefined) {
    throw new ArgumentError({ who: WHO, seen: describe(wrong), expected: 'finite scores: [1, 2, -1]' });
  }
  if (scores.length < 2) {
    throw new ValueError({
      who: WHO,
      seen: `${scores.length} scores`,
      expected: 'at least two, one for each class',
    });
  }
  if (correct !== undefined && !(Number.isInteger(correct) && correct >= 0 && correct < scores.length)) {
    throw new ValueError({
      who: WHO,
      seen: `the correct class is ${describe(correct)}`,
      expected: `one of 0 … ${scores.length - 1}`,
    });
  }
}

/** What becomes of large scores without the subtraction, where it is not the same. */
function overflowNote(z: Tensor): string[] {
  const naive = z.exp();
  const p = numbers(naive.div(naive.sum()));
  if (p.every(Number.isFinite)) return [];
  return [`Without subtracting the largest score: [${p.map(fourDecimals).join(', ')}].`];
}

const numbers = (x: Tensor): number[] => x.tolist() as number[];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** As PyTorch prints a number, but never −0. */
function fourDecimals(value = Number.NaN): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  const text = value.toFixed(4);
  return text === '-0.0000' ? '0.0000' : text;
}

/** A bar of full blocks and, at its end, an eighth or more of one. */
function bar(probability: number): string {
  const eighths = Math.round(probability * barWidth * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8];
}

/** Lines of cells under one another: words and bars begin at the left, numbers end at the right. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    column === 4 ? barWidth : Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column === 4 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
