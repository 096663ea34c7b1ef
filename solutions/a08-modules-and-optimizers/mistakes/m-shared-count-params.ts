import type { nn } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-SHARED',
  tasks: ['A08.7'],
  summary: 'counts a parameter once for each place',
} as const;

export function countParams(m: nn.Module): number {
  // A row hands out its layers one by one, the same one twice.
  const below = Symbol.iterator in m ? [...(m as nn.Sequential)] : m.children();
  if (below.length === 0) return m.parameters().reduce((total, p) => total + p.numel(), 0);
  return below.reduce((total, child) => total + countParams(child), 0);
}
