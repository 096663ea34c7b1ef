/* Datasets, and the batches that training takes from them: PyTorch's `torch.utils.data`. */

import './numpy-bridge.ts';

export { defaultCollate } from './collate.ts';
export { DataLoader } from './data-loader.ts';
export { ConcatDataset, type Dataset, Subset, TensorDataset } from './dataset.ts';
export type { NumpyOptions } from './numpy-bridge.ts';
export { randomSplit } from './random-split.ts';
export {
  BatchSampler,
  RandomSampler,
  type Sampler,
  SequentialSampler,
  SubsetRandomSampler,
  WeightedRandomSampler,
} from './sampler.ts';
