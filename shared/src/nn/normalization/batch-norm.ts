import { noGrad } from '../../autograd/grad-mode.ts';
import { add } from '../../ops/add.ts';
import { overwrite } from '../../ops/families/in-place.ts';
import { batchNorm } from '../../ops/functional/batch-norm.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { RunningNorm } from './running-norm.ts';

/** What `BatchNorm1d` and `BatchNorm2d` are, but for the number of dimensions. */
export abstract class BatchNorm extends RunningNorm {
  override forward(x: Tensor): Tensor {
    this.requireRank(x);
    const momentum = this.#momentum();
    return batchNorm(x, this.runningMean, this.runningVar, {
      weight: this.weight,
      bias: this.bias,
      training: this.training || this.runningMean === null,
      momentum,
      eps: this.eps,
    });
  }

  /** How much of this batch goes into the running statistics; the batch is counted. */
  #momentum(): number {
    const counter = this.numBatchesTracked;
    if (!this.training || counter === null) return this.momentum ?? 0;
    noGrad(() => overwrite('BatchNorm', counter, add(counter, 1)));
    return this.momentum ?? 1 / counter.item();
  }
}
