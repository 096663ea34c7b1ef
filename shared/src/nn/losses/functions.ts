/*
 * The losses as functions: `F` has them. A new one is a file of its own with function and module, a line in this
 * one and one in `modules.ts`.
 */

// The operations that these are made of come first.
import '../../ops/index.ts';

export { binaryCrossEntropy } from './bce-loss.ts';
export { binaryCrossEntropyWithLogits } from './bce-with-logits-loss.ts';
export { cosineEmbeddingLoss } from './cosine-embedding-loss.ts';
export { crossEntropy } from './cross-entropy-loss.ts';
export { gaussianNllLoss } from './gaussian-nll-loss.ts';
export { hingeEmbeddingLoss } from './hinge-embedding-loss.ts';
export { huberLoss } from './huber-loss.ts';
export { klDiv } from './kl-div-loss.ts';
export { l1Loss } from './l1-loss.ts';
export { marginRankingLoss } from './margin-ranking-loss.ts';
export { mseLoss } from './mse-loss.ts';
export { multiMarginLoss } from './multi-margin-loss.ts';
export { nllLoss } from './nll-loss.ts';
export { poissonNllLoss } from './poisson-nll-loss.ts';
export { smoothL1Loss } from './smooth-l1-loss.ts';
export { softMarginLoss } from './soft-margin-loss.ts';
export { tripletMarginLoss } from './triplet-margin-loss.ts';
