import { product } from './matmul.bench.ts';
import type { Case, Question } from './question.ts';

/** On the CPU a product of more takes seconds. */
const LARGEST_ON_CPU = 2048;

function productOnGpu(n: number): Case {
  return {
    ...product(n),
    targets: [],
    isForHardware: n >= 512,
    ...(n > LARGEST_ON_CPU ? { leftOut: { oursOnCpu: 'takes seconds' } } : {}),
  };
}

export const question: Question = {
  asks: 'how fast is the product of two square matrices on a GPU?',
  place: 'gpu',
  cases: [64, 128, 256, 512, 1024, 2048, 4096, 8192].map(productOnGpu),
  trial: [productOnGpu(3)],
};
