import { type Tensor, torch } from '#torch';
import { MyDataLoader as Right } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-PAIRING',
  tasks: ['A09.2'],
  summary: 'draws an order for each tensor',
} as const;

export class MyDataLoader extends Right {
  override *[Symbol.iterator](): Iterator<Tensor[]> {
    const { batchSize, shuffle = false, generator = torch.defaultGenerator } = this.options;
    const n = this.dataset.length;
    const orders = this.dataset
      .get(0)
      .map(() => (shuffle ? torch.randperm(n, { generator }) : torch.arange(n)).tolist() as number[]);
    for (let batch = 0; batch < this.length; batch++) {
      const [from, to] = [batch * batchSize, (batch + 1) * batchSize];
      yield orders.map((order, part) =>
        torch.stack(order.slice(from, to).map((i) => this.dataset.get(i)[part])),
      );
    }
  }
}
