import type { ValuesAndIndices } from '../tensor/named-tuple.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { bind } from './families/bound-arguments.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { ascending, type Choose, ranking, selectOne } from './families/selection.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The value that occurs most often along `dim`, the last one unless said, and the index of its last
     * occurrence. Of values that occur equally often it is the smallest.
     *
     * ```ts
     * const { values, indices } = torch.tensor([3, 1, 3, 2, 1]).mode();
     * values; // → tensor(1)
     * indices; // → tensor(4)
     * ```
     *
     * @throws IndexError along a `dim` without elements.
     */
    mode(dim?: number | ModeOptions, keepdim?: boolean | ModeOptions): ValuesAndIndices;
  }
}

export interface ModeOptions {
  readonly dim?: number;
  readonly keepdim?: boolean;
}

const choose: Choose = (x, start, end, chosen) => {
  const ranks = ranking(x, start, end, ascending);
  let longest = 0;
  let run = 0;
  for (let i = 0; i < ranks.length; i++) {
    run++;
    const ends =
      i + 1 === ranks.length || x[start + (ranks[i] as number)] !== x[start + (ranks[i + 1] as number)];
    if (!ends) continue;
    if (run > longest) {
      longest = run;
      chosen[0] = ranks[i] as number;
    }
    run = 0;
  }
};

export function mode(x: Tensor, ...args: Parameters<Tensor['mode']>): ValuesAndIndices {
  const who = 'mode';
  requireTensor(who, x);
  const given = bind(who, args, ['dim', 'keepdim']);
  return selectOne(who, 'ModeBackward0', x, given.whole('dim', -1), given.flag('keepdim', false), choose);
}

method('mode', mode);
