import { float64 } from '../core/dtype.ts';
import type { Complaint } from '../core/errors.ts';
import { contiguousStrides } from '../core/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';

export interface Tolerances {
  readonly atol: number;
  readonly rtol: number;
}

/** Places of a result and of an input, and both. */
interface Pair {
  readonly input: number;
  readonly x: Tensor;
  readonly output: number;
  readonly y: Tensor;
}

/** All ∂yⱼ/∂xᵢ of one output by one input, by backward and by difference quotients: row j, column i. */
export class Jacobian {
  readonly pair: Pair;
  readonly analytic: Float64Array;
  readonly numeric: Float64Array;

  constructor(pair: Pair) {
    this.pair = pair;
    this.analytic = new Float64Array(pair.y.numel() * pair.x.numel());
    this.numeric = new Float64Array(this.analytic.length);
  }

  /** Where the two differ most, in words; null where they agree: |a − n| ≤ atol + rtol·|n|. */
  complaint({ atol, rtol }: Tolerances): Omit<Complaint, 'who'> | null {
    const { input, x, output, y } = this.pair;
    const wrong: number[] = [];
    let worst = -1;
    let worstExcess = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < this.numeric.length; at++) {
      const excess = this.#difference(at) - (atol + rtol * Math.abs(this.numeric[at] as number));
      if (excess <= 0) continue;
      wrong.push(at);
      // What is not a number is the worst there can be.
      const weight = Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess;
      if (weight > worstExcess) [worst, worstExcess] = [at, weight];
    }
    if (worst < 0) return null;
    const columns = x.numel();
    const numeric = this.numeric[worst] as number;
    const entry = `entry ${placeText(x, worst % columns)} of input ${input}`;
    const element =
      y.ndim === 0
        ? `output ${output}`
        : `element ${placeText(y, Math.floor(worst / columns))} of output ${output}`;
    const allowed = atol + rtol * Math.abs(numeric);
    return {
      seen:
        `Jacobian mismatch for output ${output} with respect to input ${input}: the derivative of ${element} ` +
        `by ${entry} is ${numberText(this.analytic[worst] as number)} by backward (analytic), ` +
        `${numberText(numeric)} by the difference quotient (numeric); they differ by ` +
        `${numberText(this.#difference(worst))}. ${wrong.length} of ${this.numeric.length} derivatives are wrong`,
      expected: `a difference of ${numberText(allowed)} at most (atol ${atol} + rtol ${rtol} · |numeric|)`,
      hint: this.#hint(wrong),
    };
  }

  #difference(at: number): number {
    return Math.abs((this.analytic[at] as number) - (this.numeric[at] as number));
  }

  /** What the mistake probably is. */
  #hint(wrong: readonly number[]): string {
    if (this.pair.x.dtype !== float64) {
      return `the input is ${this.pair.x.dtype}: with float64 the quotient has enough digits to compare`;
    }
    if (!this.pair.y.requiresGrad || this.analytic.every((slope) => slope === 0)) {
      return 'no gradient arrives on this path: is something computed from detach(), item(), data or inside noGrad?';
    }
    const ratios = wrong.map((at) => (this.analytic[at] as number) / (this.numeric[at] as number));
    const [first = Number.NaN] = ratios;
    if (ratios.every((ratio) => Math.abs(ratio - first) < 1e-4 * Math.abs(first))) {
      if (Math.abs(first + 1) < 1e-4) return 'the sign is wrong';
      return `backward gives ${numberText(Number(first.toPrecision(4)))} times the derivative: is a factor missing, or one path counted twice?`;
    }
    return 'is a term of the derivative missing? At a kink, as of relu at 0 or where max has a tie, the two differ by nature';
  }
}

/** An element's indices: `[1, 2]`. */
function placeText(x: Tensor, element: number): string {
  const steps = contiguousStrides(x.sizes);
  return `[${x.sizes.map((size, dim) => Math.floor(element / (steps[dim] as number)) % size).join(', ')}]`;
}

/** Six significant digits, and no more than there are. */
function numberText(value: number): string {
  return String(Number(value.toPrecision(6)));
}
