// At most 0 points. Types, and nothing that runs.
import type { Tensor } from '#torch';

export declare function softmaxNaive(x: Tensor): Tensor;
export type softmaxStable = (x: Tensor) => Tensor;
