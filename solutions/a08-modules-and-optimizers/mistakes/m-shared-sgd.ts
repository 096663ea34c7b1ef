import type { nn } from '#torch';
import { MySGD as Right, type SGDOptions } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-SHARED',
  tasks: ['A08.9'],
  summary: 'changes a parameter once for each time that it is given',
} as const;

export class MySGD extends Right {
  override readonly params: readonly nn.Parameter[];

  constructor(params: Iterable<nn.Parameter>, o: SGDOptions) {
    const given = [...params];
    super(given, o);
    this.params = given;
  }
}
