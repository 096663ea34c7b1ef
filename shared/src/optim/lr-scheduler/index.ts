/* The schedules of learning rates, simplest first: PyTorch's `torch.optim.lr_scheduler`. */

export { ConstantLR } from './constant-lr.ts';
export { CosineAnnealingLR } from './cosine-annealing-lr.ts';
export { CosineAnnealingWarmRestarts } from './cosine-annealing-warm-restarts.ts';
export { CyclicLR } from './cyclic-lr.ts';
export { ExponentialLR } from './exponential-lr.ts';
export { LambdaLR } from './lambda-lr.ts';
export { LinearLR } from './linear-lr.ts';
export { MultiStepLR } from './multi-step-lr.ts';
export { MultiplicativeLR } from './multiplicative-lr.ts';
export { OneCycleLR } from './one-cycle-lr.ts';
export { PolynomialLR } from './polynomial-lr.ts';
export { ReduceLROnPlateau } from './reduce-lr-on-plateau.ts';
export { type AnyOptimizer, LRScheduler } from './scheduler.ts';
export { StepLR } from './step-lr.ts';
