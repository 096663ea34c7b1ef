import { nn, type Tensor } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-UNREGISTERED',
  tasks: ['A08.6'],
  summary: 'keeps the modules in a plain array',
} as const;

export class MySequential extends nn.Module {
  readonly row: readonly nn.Module[];

  constructor(...modules: nn.Module[]) {
    super();
    this.row = modules;
  }

  override forward(x: Tensor): Tensor {
    return this.row.reduce((y: Tensor, module) => module.call(y), x);
  }

  at(k: number): nn.Module {
    return this.row.at(k) as nn.Module;
  }
}
