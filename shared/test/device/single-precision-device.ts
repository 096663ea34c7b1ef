import { type Dtype, float64 } from '../../src/core/dtype.ts';
import { TracingDevice } from './tracing-device.ts';

/** A second device without float64, as a GPU is. */
export class SinglePrecisionDevice extends TracingDevice {
  override holds(dtype: Dtype): boolean {
    return dtype !== float64;
  }
}
