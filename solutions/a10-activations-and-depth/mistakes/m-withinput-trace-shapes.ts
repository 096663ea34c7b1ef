export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-WITHINPUT',
  tasks: ['A10.18'],
  summary: 'begins with the shape of the input',
} as const;

export function traceShapes(sizes: number[], N: number): number[][] {
  return sizes.map((size) => [N, size]);
}
