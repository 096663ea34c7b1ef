import { hasGpu } from './gpus.ts';

/** PyTorch's `torch.cuda`: whether there is a GPU, in the notebooks' spelling. `GRADUS_GPU=off` hides one. */
export const cuda = {
  isAvailable: (): boolean => hasGpu(),
};
