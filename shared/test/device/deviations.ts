/** The operations that do not run on a second device, each with the reason. One that does run fails the test. */
export const notThere: Readonly<Record<string, string>> = {};

/** The operations that wait for elements on the host, by the reason. One that does not wait fails the test. */
export const waiting: Readonly<Record<string, readonly string[]>> = {
  'the result is a value of the host': [
    'Tensor.item',
    'Tensor.tolist',
    'bool',
    'float',
    'int',
    'torch.allclose',
    'torch.equal',
  ],
  'the elements decide the shape of the result': [
    'F.one_hot',
    'torch.argwhere',
    'torch.bincount',
    'torch.masked_scatter',
    'torch.masked_select',
    'torch.nonzero',
    'torch.repeat_interleave',
    'torch.unique',
    'torch.unique_consecutive',
    'torch.where',
  ],
  'an index out of range is refused at once, where PyTorch lets the kernel fail later': [
    'F.cross_entropy',
    'F.embedding',
    'F.multi_margin_loss',
    'F.nll_loss',
    'Tensor.__getitem__',
    'torch.gather',
    'torch.index_add',
    'torch.index_copy',
    'torch.index_fill',
    'torch.index_select',
    'torch.scatter',
    'torch.scatter_add',
    'torch.scatter_reduce',
    'torch.take',
    'torch.take_along_dim',
  ],
  'a value outside the domain is refused at once': [
    'F.binary_cross_entropy',
    'F.gaussian_nll_loss',
    'torch.quantile',
  ],
  'a matrix for which there is no result is refused at once': [
    'linalg.cholesky',
    'linalg.inv',
    'linalg.solve',
    'torch.inverse',
  ],
};
