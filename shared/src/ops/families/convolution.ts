import {
  type ConvolutionShape,
  convolve,
  convolveBack,
  convolveWeight,
} from '../../device/kernels/convolution.ts';
import { record } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { add } from '../add.ts';
import { flatten } from '../flatten.ts';
import { reshape } from '../reshape.ts';
import { sum } from '../sum.ts';
import { computed } from './computed.ts';
import type { WindowMap } from './window.ts';

/*
 * A convolution y = conv(x, w) is linear in x and in w, so Σ g · conv(x, w) is linear in three tensors; its
 * derivative by any of them is an operation of the other two. The three operations here are each other's
 * gradients, at any order. A transposed convolution is the gradient by x.
 */

/** How a convolution goes over the dimensions behind batch and channels. */
export interface ConvolutionWay {
  readonly windows: WindowMap;
  readonly groups: number;
  /** The sizes behind batch and channels of x, w and y. */
  readonly planeX: readonly number[];
  readonly kernel: readonly number[];
  readonly planeY: readonly number[];
}

/** PyTorch's name of the node of every convolution. */
const recorded = 'ConvolutionBackward0';

/** conv(x, w) + bias: x (n, c, …), w (out, c / groups, …), y (n, out, …). */
export function convolved(x: Tensor, w: Tensor, bias: Tensor | null, way: ConvolutionWay): Tensor {
  const sizes = [x.sizes[0] as number, w.sizes[0] as number, ...way.planeY];
  const product = computed('convolution', convolve, [x, w], x.dtype, sizes, shapeOf(x, w, way));
  const y = plusBias(product, bias);
  return record(y, recorded, bias === null ? [x, w] : [x, w, bias], (grad, node) => [
    node.needs(0) ? convolvedBack(grad, node.tensor(1), null, way) : null,
    node.needs(1) ? convolvedWeight(node.tensor(0), grad, way) : null,
    bias !== null && node.needs(2) ? overChannels(grad) : null,
  ]);
}

/** The gradient of conv(x, w) by x, for the gradient y of its result; plus a bias, as a transposed convolution. */
export function convolvedBack(y: Tensor, w: Tensor, bias: Tensor | null, way: ConvolutionWay): Tensor {
  const sizes = [y.sizes[0] as number, (w.sizes[1] as number) * way.groups, ...way.planeX];
  const x = computed('convolution', convolveBack, [y, w], y.dtype, sizes, shapeOf({ sizes }, w, way));
  return record(plusBias(x, bias), recorded, bias === null ? [y, w] : [y, w, bias], (grad, node) => [
    node.needs(0) ? convolved(grad, node.tensor(1), null, way) : null,
    node.needs(1) ? convolvedWeight(grad, node.tensor(0), way) : null,
    bias !== null && node.needs(2) ? overChannels(grad) : null,
  ]);
}

/** The gradient of conv(x, w) by w, for the gradient y of its result. */
function convolvedWeight(x: Tensor, y: Tensor, way: ConvolutionWay): Tensor {
  const sizes = [y.sizes[1] as number, (x.sizes[1] as number) / way.groups, ...way.kernel];
  const w = computed('convolution', convolveWeight, [x, y], x.dtype, sizes, shapeOf(x, { sizes }, way));
  return record(w, recorded, [x, y], (grad, node) => [
    node.needs(0) ? convolvedBack(node.tensor(1), grad, null, way) : null,
    node.needs(1) ? convolved(node.tensor(0), grad, null, way) : null,
  ]);
}

type Sized = Pick<Tensor, 'sizes'>;

function shapeOf(x: Sized, w: Sized, { windows, groups }: ConvolutionWay): ConvolutionShape {
  return {
    batch: x.sizes[0] as number,
    groups,
    inside: w.sizes[1] as number,
    outside: (w.sizes[0] as number) / groups,
    windows,
  };
}

function plusBias(y: Tensor, bias: Tensor | null): Tensor {
  if (bias === null) return y;
  const channels = y.sizes.map((_, dim) => (dim === 1 ? -1 : 1));
  return add(y, reshape(bias.detach(), channels));
}

/** The sum for each channel: first of every plane, whose elements lie side by side. */
function overChannels(grad: Tensor): Tensor {
  return sum(sum(flatten(grad, 2), 2), 0);
}
