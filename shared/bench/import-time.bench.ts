import { milliseconds, python, type Question } from './question.ts';

const nothing = () => () => undefined;

/** Until the first operation could run: with tfjs that is its backend too. */
const load: Question['cases'][number] = {
  size: 'in a fresh process',
  figure: milliseconds,
  measure: 'load',
  targets: [{ reach: 40 }],
  ours: nothing,
  tfjs: nothing,
  jaxJs: nothing,
  pytorch: python`
    def step():
        pass
  `,
};

export const question: Question = { asks: 'how long does the import take?', cases: [load], trial: [load] };
