/** PyTorch's `torch.cuda`: whether there is a GPU, in the notebooks' spelling. */
export const cuda = {
  isAvailable: (): boolean => false,
};
