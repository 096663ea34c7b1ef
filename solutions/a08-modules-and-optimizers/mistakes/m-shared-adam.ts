import type { nn } from '#torch';
import { type AdamOptions, MyAdam as Right } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-SHARED',
  tasks: ['A08.10'],
  summary: 'changes a parameter once for each time that it is given',
} as const;

export class MyAdam extends Right {
  override readonly params: readonly nn.Parameter[];

  constructor(params: Iterable<nn.Parameter>, o: AdamOptions) {
    const given = [...params];
    super(given, o);
    this.params = given;
  }
}
