const subnormal = 'the input 1.4e-45, which is subnormal, counts as 0';

/** The recorded cases that come out otherwise on a GPU, each with the reason. One that does not fails the test. */
export const deviations: Readonly<Record<string, string>> = {
  'ops_pointwise.torch.abs#3': subnormal,
  'ops_pointwise.torch.sign#3': subnormal,
  'ops_pointwise.torch.log#3': subnormal,
  'ops_pointwise.torch.log2#3': subnormal,
  'ops_pointwise.torch.log10#3': subnormal,
  'ops_pointwise.torch.logit#3': subnormal,
  'ops_pointwise.torch.sqrt#3': subnormal,
  'ops_pointwise.torch.rsqrt#3': subnormal,
  'ops_pointwise.torch.relu#3': subnormal,
  'ops_pointwise.torch.logical_not#3': subnormal,
};
