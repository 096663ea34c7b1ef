import { torch } from '#torch';
import { type Dataset, type LoaderOptions, MyDataLoader as Right } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-SHUFFLEONCE',
  tasks: ['A09.2'],
  summary: 'draws the order when the loader is made',
} as const;

export class MyDataLoader extends Right {
  constructor(ds: Dataset, o: LoaderOptions) {
    const { shuffle = false, generator = torch.defaultGenerator } = o;
    const order = shuffle ? (torch.randperm(ds.length, { generator }).tolist() as number[]) : undefined;
    const shuffled = { length: ds.length, get: (i: number) => ds.get(order?.[i] ?? i) };
    super(shuffled, { ...o, shuffle: false });
  }
}
