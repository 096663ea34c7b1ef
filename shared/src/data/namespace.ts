import * as members from './index.ts';

/** PyTorch's `torch.utils.data`: a plain object, as `nn` is, whose classes are types as well. */
export const data = { ...members };

/** The classes as types. */
export declare namespace data {
  type Dataset<Sample = unknown> = members.Dataset<Sample>;
  type TensorDataset = members.TensorDataset;
  type Subset<Sample> = members.Subset<Sample>;
  type ConcatDataset<Sample> = members.ConcatDataset<Sample>;
  type DataLoader<Sample, Batch = Sample> = members.DataLoader<Sample, Batch>;
  type Sampler = members.Sampler;
}
