import type { Case, Question } from './question.ts';
import { along } from './softmax.bench.ts';

const softmax = (rows: number, classes: number): Case => ({
  ...along('softmax', rows, classes),
  targets: [],
});

export const question: Question = {
  asks: 'what does softmax cost on a GPU?',
  place: 'gpu',
  cases: [
    softmax(100, 10),
    softmax(1_000, 1_000),
    { ...softmax(8_192, 8_192), isForHardware: true, leftOut: { oursOnCpu: 'takes a tenth of a second' } },
  ],
  trial: [softmax(2, 3)],
};
