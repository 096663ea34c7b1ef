export { clipGradNorm_ } from './clip-grad-norm.ts';
export { clipGradValue_ } from './clip-grad-value.ts';
export { parametersToVector, vectorToParameters } from './parameter-vector.ts';
