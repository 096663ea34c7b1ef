export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-BIASFORGOT',
  tasks: ['A05.10'],
  summary: 'counts the weights only',
} as const;

export function mlpParameterCount(sizes: number[]): number {
  return sizes.slice(1).reduce((total, size, i) => total + sizes[i] * size, 0);
}
