import { nn } from '#torch';
import type { HeadKind } from '../logreg-shapes.ts';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A05.9'],
  summary: 'names the outputs of every layer before its inputs',
} as const;

export function buildHead(kind: HeadKind, sizes: number[]): nn.Sequential {
  if (kind === 'binary' && sizes.at(-1) !== 1) throw new RangeError('a binary head has one output');
  return new nn.Sequential(...sizes.slice(1).map((size, i) => new nn.Linear(size, sizes[i])));
}
