import { type Dataset, type LoaderOptions, MyDataLoader as Right } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-LASTBATCH',
  tasks: ['A09.2'],
  summary: 'counts full batches only',
} as const;

export class MyDataLoader extends Right {
  constructor(ds: Dataset, o: LoaderOptions) {
    super(ds, { ...o, dropLast: true });
  }
}
