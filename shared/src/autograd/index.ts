/* Backward and what belongs to it. Importing this file gives `Tensor` its methods. */

import './backward.ts';
import './hooks.ts';

export { grad } from './grad.ts';
export { gradcheck } from './gradcheck.ts';
export { enableGrad, noGrad } from './grad-mode.ts';
