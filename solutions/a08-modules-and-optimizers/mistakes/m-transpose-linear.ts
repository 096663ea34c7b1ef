import { type Generator, nn, type Tensor, torch } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A08.5'],
  summary: 'keeps the weight as inputs by outputs',
} as const;

export class MyLinear extends nn.Module {
  weight: nn.Parameter;
  bias: nn.Parameter;

  constructor(i: number, o: number, gen?: Generator) {
    super();
    const generator = gen ?? torch.defaultGenerator;
    const bound = 1 / Math.sqrt(i);
    const drawn = (...sizes: number[]) =>
      new nn.Parameter(torch.empty(sizes).uniform_(-bound, bound, { generator }));
    this.weight = drawn(i, o);
    this.bias = drawn(o);
  }

  override forward(x: Tensor): Tensor {
    return x.matmul(this.weight).add(this.bias);
  }
}
