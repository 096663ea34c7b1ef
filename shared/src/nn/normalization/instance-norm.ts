import { instanceNorm } from '../../ops/functional/instance-norm.ts';
import { squeeze } from '../../ops/squeeze.ts';
import { unsqueeze } from '../../ops/unsqueeze.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { RunningNorm } from './running-norm.ts';

/** What `InstanceNorm1d` and `InstanceNorm2d` are, but for the number of dimensions. */
export abstract class InstanceNorm extends RunningNorm {
  override forward(x: Tensor): Tensor {
    this.requireRank(x);
    // The smaller number of dimensions is that of one example without a batch.
    return x.ndim === Math.min(...this.ranks)
      ? squeeze(this.#normalized(unsqueeze(x, 0)), 0)
      : this.#normalized(x);
  }

  #normalized(x: Tensor): Tensor {
    return instanceNorm(x, {
      runningMean: this.runningMean,
      runningVar: this.runningVar,
      weight: this.weight,
      bias: this.bias,
      useInputStats: this.training || !this.trackRunningStats,
      momentum: this.momentum ?? 0,
      eps: this.eps,
    });
  }
}
