import { nn } from '#torch';
import type { HeadKind } from '../logreg-shapes.ts';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-ACTLAST',
  tasks: ['A05.9'],
  summary: 'ends with a sigmoid or a softmax',
} as const;

export function buildHead(kind: HeadKind, sizes: number[]): nn.Sequential {
  if (kind === 'binary' && sizes.at(-1) !== 1) throw new RangeError('a binary head has one output');
  const head = new nn.Sequential(...sizes.slice(1).map((size, i) => new nn.Linear(sizes[i], size)));
  if (kind === 'binary') head.append(new nn.Sigmoid());
  if (kind === 'multiclass') head.append(new nn.Softmax(-1));
  return head;
}
