import { type Generator, nn, type Tensor, torch } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-UNREGISTERED',
  tasks: ['A08.5'],
  summary: 'keeps plain tensors that require gradients',
} as const;

export class MyLinear extends nn.Module {
  weight: Tensor;
  bias: Tensor;

  constructor(i: number, o: number, gen?: Generator) {
    super();
    const generator = gen ?? torch.defaultGenerator;
    const bound = 1 / Math.sqrt(i);
    const drawn = (...sizes: number[]) =>
      torch.empty(sizes).uniform_(-bound, bound, { generator }).requiresGrad_();
    this.weight = drawn(o, i);
    this.bias = drawn(o);
  }

  override forward(x: Tensor): Tensor {
    return x.matmul(this.weight.T).add(this.bias);
  }
}
