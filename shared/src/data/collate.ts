import { float64, int64 } from '../core/dtype.ts';
import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { stack } from '../ops/stack.ts';
import { tensor } from '../tensor/creation.ts';
import { Tensor } from '../tensor/tensor.ts';

/**
 * Samples as one batch, PyTorch's `default_collate`: tensors are stacked, numbers become a tensor (int64, or
 * float64 if any is a fraction), lists and records are put together entry by entry, texts stay a list.
 *
 * @throws TypeError for samples of another kind; RuntimeError for lists of unequal lengths.
 */
export function defaultCollate(samples: readonly unknown[]): unknown {
  const [first] = samples;
  if (samples.every((sample) => sample instanceof Tensor)) return stack(samples);
  if (samples.every((sample) => typeof sample === 'number')) {
    return tensor(samples, { dtype: samples.every(Number.isInteger) ? int64 : float64 });
  }
  if (samples.every((sample) => typeof sample === 'boolean')) return tensor(samples);
  if (samples.every((sample) => typeof sample === 'string')) return samples;
  if (samples.every((sample): sample is readonly unknown[] => Array.isArray(sample))) {
    const length = samples[0]?.length ?? 0;
    if (samples.some((sample) => sample.length !== length)) {
      throw new RuntimeError({
        who: 'DataLoader',
        seen: `samples of ${[...new Set(samples.map((sample) => sample.length))].join(' and ')} entries`,
        expected: 'each element in list of batch should be of equal size',
      });
    }
    return Array.from({ length }, (_, k) => defaultCollate(samples.map((sample) => sample[k])));
  }
  if (samples.every(isRecord)) {
    return Object.fromEntries(
      Object.keys(first as object).map((key) => [key, defaultCollate(samples.map((sample) => sample[key]))]),
    );
  }
  throw new ArgumentError({
    who: 'DataLoader',
    seen: `samples such as ${describe(first)}`,
    expected: 'tensors, numbers, texts, lists or records of these',
    hint: 'give a collateFn that makes a batch of them',
  });
}

function isRecord(sample: unknown): sample is Record<string, unknown> {
  return typeof sample === 'object' && sample !== null && Object.getPrototypeOf(sample) === Object.prototype;
}
