import { type Dtype, type FloatArray, float32 } from '../../core/dtype.ts';
import { exp32 } from '../../core/special/exponential.ts';
import { rowDot, rowSum, sequentialDot, sequentialSum } from '../../core/sums/vector-sum.ts';

/*
 * The arithmetic of softmax and log softmax on one lane. In float32 every step is rounded and sums are formed in
 * PyTorch's order, which is one for rows (lanes along the last dimension) and another for all other lanes: so
 * probabilities, and what is printed of them, agree to the last bit wherever exp and log do.
 */

/** How numbers are rounded and summed. */
export interface LaneArithmetic {
  /** eˣ, which `round` is still to round. */
  readonly exp: (x: number) => number;
  readonly round: (x: number) => number;
  readonly sum: (x: FloatArray, start: number, end: number) => number;
  readonly dot: (x: FloatArray, y: FloatArray, start: number, end: number) => number;
  /** How the kernels for it are called, behind the operation's name; undefined where there are none. */
  readonly suffix?: '' | 'Across';
  /** e / total, for the total of a lane. */
  readonly share: (e: number, total: number) => number;
}

const rows: LaneArithmetic = {
  suffix: '',
  exp: exp32,
  round: Math.fround,
  sum: rowSum,
  dot: rowDot,
  share: (e, total) => e * Math.fround(1 / total),
};

const columns: LaneArithmetic = {
  suffix: 'Across',
  exp: exp32,
  round: Math.fround,
  sum: sequentialSum,
  dot: sequentialDot,
  share: (e, total) => e / total,
};

const doubles: LaneArithmetic = {
  exp: Math.exp,
  round: (x) => x,
  sum: (x, start, end) => {
    let total = 0;
    for (let i = start; i < end; i++) total += x[i] as number;
    return total;
  },
  dot: (x, y, start, end) => {
    let total = 0;
    for (let i = start; i < end; i++) total += (x[i] as number) * (y[i] as number);
    return total;
  },
  share: (e, total) => e / total,
};

/** What is made of each arithmetic, once; it is chosen by the dtype and the dimension of the lanes, of so many. */
export function ofEachArithmetic<Made>(
  make: (arithmetic: LaneArithmetic) => Made,
): (dtype: Dtype, dim: number, rank: number) => Made {
  const [ofRows, ofColumns, ofDoubles] = [make(rows), make(columns), make(doubles)];
  return (dtype, dim, rank) => {
    if (dtype !== float32) return ofDoubles;
    return dim >= rank - 1 ? ofRows : ofColumns;
  };
}
