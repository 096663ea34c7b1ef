import { type Generator, nn, type Tensor, torch } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-INITSCALE',
  tasks: ['A08.5'],
  summary: 'draws from ±1/i, without the root',
} as const;

export class MyLinear extends nn.Module {
  weight: nn.Parameter;
  bias: nn.Parameter;

  constructor(i: number, o: number, gen?: Generator) {
    super();
    const generator = gen ?? torch.defaultGenerator;
    const drawn = (...sizes: number[]) =>
      new nn.Parameter(torch.empty(sizes).uniform_(-1 / i, 1 / i, { generator }));
    this.weight = drawn(o, i);
    this.bias = drawn(o);
  }

  override forward(x: Tensor): Tensor {
    return x.matmul(this.weight.T).add(this.bias);
  }
}
