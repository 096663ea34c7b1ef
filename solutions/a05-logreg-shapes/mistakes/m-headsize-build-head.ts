import { nn } from '#torch';
import type { HeadKind } from '../logreg-shapes.ts';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-HEADSIZE',
  tasks: ['A05.9'],
  summary: 'accepts a binary head with several outputs',
} as const;

export function buildHead(_kind: HeadKind, sizes: number[]): nn.Sequential {
  return new nn.Sequential(...sizes.slice(1).map((size, i) => new nn.Linear(sizes[i], size)));
}
