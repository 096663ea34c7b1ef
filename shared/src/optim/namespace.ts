import * as rules from './index.ts';
import * as schedulers from './lr-scheduler/index.ts';

/** PyTorch's `torch.optim`: a plain object, as `nn` is, whose classes are types as well. */
export const optim = { ...rules, lrScheduler: { ...schedulers } };

/** The optimizers as types. */
export declare namespace optim {
  type SGD = rules.SGD;
  type RMSprop = rules.RMSprop;
  type Adagrad = rules.Adagrad;
  type Adadelta = rules.Adadelta;
  type Adam = rules.Adam;
  type AdamW = rules.AdamW;
  type Adamax = rules.Adamax;
  type NAdam = rules.NAdam;
  type RAdam = rules.RAdam;
  /** An optimizer of whatever rule. */
  type Optimizer = schedulers.AnyOptimizer;

  namespace lrScheduler {
    /** A schedule of whatever form. */
    type LRScheduler = schedulers.LRScheduler;
    type ReduceLROnPlateau = schedulers.ReduceLROnPlateau;
  }
}
