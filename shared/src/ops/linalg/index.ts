/*
 * PyTorch's `torch.linalg`: solvers and decompositions, in teaching order. A new one is a file of its own and a
 * line in this one.
 */

// Sizes of vectors and matrices
export { vectorNorm } from './vector-norm.ts';
export { matrixNorm } from './matrix-norm.ts';
export { norm } from './norm.ts';

// Products, inverses and equations
export { det } from '../det.ts';
export { inv } from './inv.ts';
export { solve } from './solve.ts';
export { matrixPower } from '../matrix-power.ts';
export { multiDot } from './multi-dot.ts';

// Decompositions
export { cholesky } from './cholesky.ts';
export { svdvals } from './svdvals.ts';
export { matrixRank } from './matrix-rank.ts';
export { pinv } from './pinv.ts';
export { LinAlgError } from '../../core/errors.ts';
