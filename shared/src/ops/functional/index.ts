/*
 * The operations that PyTorch keeps in `torch.nn.functional` alone, in teaching order: `F` has them, `torch` and
 * `Tensor` do not. A new one is a file of its own and a line in this one.
 */

// The operations that these are made of come first.
import '../index.ts';

// Layers of weights
export { linear } from './linear.ts';
export { bilinear } from './bilinear.ts';
export { embedding } from './embedding.ts';
export { conv1d, conv2d } from './conv.ts';
export { convTranspose2d } from './conv-transpose2d.ts';

// Windows
export { unfold } from './unfold.ts';
export { maxPool1d, maxPool2d } from './max-pool.ts';
export { avgPool1d, avgPool2d } from './avg-pool.ts';
export { adaptiveAvgPool2d, adaptiveMaxPool2d } from './adaptive-pool.ts';
export { interpolate } from './interpolate.ts';

// Normalisation and noise
export { batchNorm } from './batch-norm.ts';
export { layerNorm } from './layer-norm.ts';
export { groupNorm } from './group-norm.ts';
export { instanceNorm } from './instance-norm.ts';
export { dropout } from './dropout.ts';

// Activations
export { relu } from './relu.ts';
export { leakyRelu } from './leaky-relu.ts';
export { relu6 } from './relu6.ts';
export { hardtanh } from './hardtanh.ts';
export { elu } from './elu.ts';
export { softplus } from './softplus.ts';
export { logsigmoid } from './logsigmoid.ts';
export { silu } from './silu.ts';
export { gelu } from './gelu.ts';
export { mish } from './mish.ts';
export { softsign } from './softsign.ts';
export { tanhshrink } from './tanhshrink.ts';
export { softshrink } from './softshrink.ts';
export { hardsigmoid } from './hardsigmoid.ts';
export { hardswish } from './hardswish.ts';
export { glu } from './glu.ts';

// Vectors and distributions
export { softmin } from './softmin.ts';
export { normalize } from './normalize.ts';
export { cosineSimilarity } from './cosine-similarity.ts';
export { pairwiseDistance } from './pairwise-distance.ts';

// Shapes and labels
export { pad } from './pad.ts';
export { oneHot } from './one-hot.ts';
