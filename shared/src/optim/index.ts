/* The optimizers, simplest first: PyTorch's `torch.optim`. A new rule is a file of its own and a line here. */

export { Adadelta } from './adadelta.ts';
export { Adagrad } from './adagrad.ts';
export { Adam } from './adam.ts';
export { Adamax } from './adamax.ts';
export { AdamW } from './adamw.ts';
export { NAdam } from './nadam.ts';
export { Optimizer } from './optimizer.ts';
export { RAdam } from './radam.ts';
export { RMSprop } from './rmsprop.ts';
export { SGD } from './sgd.ts';
