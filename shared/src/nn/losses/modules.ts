/*
 * The losses as modules: `nn` has them. See `functions.ts`.
 */

export { BCELoss } from './bce-loss.ts';
export { BCEWithLogitsLoss } from './bce-with-logits-loss.ts';
export { CosineEmbeddingLoss } from './cosine-embedding-loss.ts';
export { CrossEntropyLoss } from './cross-entropy-loss.ts';
export { GaussianNLLLoss } from './gaussian-nll-loss.ts';
export { HingeEmbeddingLoss } from './hinge-embedding-loss.ts';
export { HuberLoss } from './huber-loss.ts';
export { KLDivLoss } from './kl-div-loss.ts';
export { L1Loss } from './l1-loss.ts';
export { MarginRankingLoss } from './margin-ranking-loss.ts';
export { MSELoss } from './mse-loss.ts';
export { MultiMarginLoss } from './multi-margin-loss.ts';
export { NLLLoss } from './nll-loss.ts';
export { PoissonNLLLoss } from './poisson-nll-loss.ts';
export { SmoothL1Loss } from './smooth-l1-loss.ts';
export { SoftMarginLoss } from './soft-margin-loss.ts';
export { TripletMarginLoss } from './triplet-margin-loss.ts';
