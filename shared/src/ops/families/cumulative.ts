import type { Dtype } from '../../core/dtype.ts';
import { normalizeDim } from '../../core/shape.ts';
import type { LaneMap } from '../../device/formulas.ts';
import { named } from '../../tensor/arguments.ts';
import { type GradNode, record } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { mapLanes } from './lane-map.ts';
import { method } from './methods.ts';
import { dtypeComplaint, requireTensor } from './operand.ts';
import { nodeName } from './pointwise.ts';
import { accumulationDtype } from './reduction.ts';

/** `x.cumsum(0)` or `x.cumsum({ dim: 0 })`. */
export interface CumulativeOptions {
  readonly dim?: number;
  /** Convert to this dtype first. */
  readonly dtype?: Dtype;
}

/** A running result along a dimension. */
export type Cumulative = (x: Tensor, dim: number | CumulativeOptions, options?: CumulativeOptions) => Tensor;

/**
 * Makes y[i] = f(x[0], …, x[i]) along a dimension; integers and bools are computed in int64. `backward` gives
 * dL/dx from dL/dy. `Tensor` gets the method.
 */
export function cumulative(
  map: LaneMap,
  backward: (grad: Tensor, node: GradNode, dim: number) => Tensor,
): Cumulative {
  const { name } = map;
  const apply: Cumulative = (x, dim, options) => {
    requireTensor(name, x);
    const given = named<CumulativeOptions & { dim: number }>(name, ['dim', 'dtype'], 1, [dim, options]);
    const at = normalizeDim(name, given.dim, x.ndim);
    const dtype = accumulationDtype(x.dtype, given.dtype);
    if (map.integer === undefined && !dtype.isFloatingPoint) {
      throw dtypeComplaint(name, x.dtype, 'a floating point dtype');
    }
    const y = mapLanes(x, at, map, dtype);
    return record(y, nodeName(name), [x], (grad, node) => [backward(grad, node, at)]);
  };
  method(name, apply);
  return apply;
}
