export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A10.18'],
  summary: 'counts units in front and samples behind',
} as const;

export function traceShapes(sizes: number[], N: number): number[][] {
  return sizes.slice(1).map((size) => [size, N]);
}
