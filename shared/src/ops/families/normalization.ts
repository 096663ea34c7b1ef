import { RuntimeError } from '../../core/errors.ts';
import { product, shapeText } from '../../core/shape.ts';
import { type Groups, moments, normalize } from '../../device/kernels/normalize.ts';
import { type GradNode, record, type Saved } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { add } from '../add.ts';
import { mean } from '../mean.ts';
import { mul } from '../mul.ts';
import { pow } from '../pow.ts';
import { reshape } from '../reshape.ts';
import { rsqrt } from '../rsqrt.ts';
import { square } from '../square.ts';
import { sub } from '../sub.ts';
import { convert } from '../to.ts';
import { computed, runKernel, zerosOn } from './computed.ts';
import { dtypeComplaint, requireTensor } from './operand.ts';
import { sumTo } from './sum-to.ts';

/*
 * The normalisation family: y = (x − μ) / √(σ² + ε) · weight + bias. Batch, layer, group and instance
 * normalisation differ in which elements share a mean and a variance, and in which share a weight.
 */

export interface Normalization {
  /** PyTorch's name of the node. */
  readonly node: string;
  /** The elements as (outer, groups, inner): those of one group share a mean and a variance. */
  readonly groups: Groups;
  /** The shape in which weight and bias stretch over the input. */
  readonly affine: readonly number[];
  readonly epsilon: number;
}

/** Normalises by the moments of the groups themselves, which it hands to `seen` on the way. */
export function normalized(
  x: Tensor,
  weight: Tensor | null,
  bias: Tensor | null,
  way: Normalization,
  seen: (found: Moments) => void = () => {},
): Tensor {
  const found = momentsOf(x, way);
  seen(found);
  return normalizedBy(x, weight, bias, way, found, (grad, node) => {
    const { outer, groups, inner } = way.groups;
    const grouped = reshape(node.x, [outer, groups, inner]);
    const centred = sub(grouped, mean(grouped, [0, 2], true));
    const scale = pow(add(mean(square(centred), [0, 2], true), way.epsilon), -0.5);
    return { grouped: mul(centred, scale), scale, moving: true, grad };
  });
}

/** The mean and the variance of every group, in the widest float of their device. */
export interface Moments {
  readonly mean: Tensor;
  readonly variance: Tensor;
}

function momentsOf(x: Tensor, { node, groups }: Normalization): Moments {
  const mean = zerosOn(x.device, x.device.widest, [groups.groups]);
  const variance = zerosOn(x.device, x.device.widest, [groups.groups]);
  runKernel(node, moments, [x.detach()], [mean, variance], groups);
  return { mean, variance };
}

/** Normalises by moments given from outside, such as running ones: they are constants. */
export function normalizedWith(
  x: Tensor,
  weight: Tensor | null,
  bias: Tensor | null,
  way: Normalization,
  given: Moments,
): Tensor {
  return normalizedBy(x, weight, bias, way, given, (grad, node) => {
    const { outer, groups, inner } = way.groups;
    const each = [1, groups, 1];
    const scale = convert(reshape(rsqrt(add(given.variance, way.epsilon)), each), x.dtype);
    const centred = sub(reshape(node.x, [outer, groups, inner]), convert(reshape(given.mean, each), x.dtype));
    return { grouped: mul(centred, scale), scale, moving: false, grad };
  });
}

/** The normalised elements again, as (outer, groups, inner), made of recorded operations. */
interface Again {
  readonly grouped: Tensor;
  /** 1 / √(σ² + ε) of every group. */
  readonly scale: Tensor;
  /** Whether the moments move with the elements. */
  readonly moving: boolean;
  readonly grad: Tensor;
}

function normalizedBy(
  x: Tensor,
  weight: Tensor | null,
  bias: Tensor | null,
  way: Normalization,
  found: Moments,
  again: (grad: Tensor, node: GradNode) => Again,
): Tensor {
  const { affine, epsilon, groups, node: name } = way;
  // Sizes behind the last that weights have are shared by one weight.
  const last = affine.findLastIndex((size) => size !== 1);
  const span = product(x.sizes.slice(x.ndim - affine.length + last + 1));
  const y = computed(name, normalize, [x, found.mean, found.variance, weight, bias], x.dtype, x.sizes, {
    groups,
    epsilon,
    span: last < 0 ? Math.max(x.numel(), 1) : span,
  });
  const inputs: Saved[] = [x];
  if (weight !== null) inputs.push(weight);
  if (bias !== null) inputs.push(bias);
  return record(y, name, inputs, (grad, node) => {
    const { grouped, scale, moving } = again(grad, node);
    const factors = weight === null ? null : reshape(node.tensor(1), affine);
    const grads: (Tensor | null)[] = [null];
    if (node.needs(0)) {
      const through = reshape(factors === null ? grad : mul(grad, factors), grouped.sizes);
      // A moving mean takes its share of the gradient away, and so does a moving variance.
      const kept = moving
        ? sub(
            sub(through, mean(through, [0, 2], true)),
            mul(grouped, mean(mul(through, grouped), [0, 2], true)),
          )
        : through;
      grads[0] = reshape(mul(kept, scale), x.sizes);
    }
    if (weight !== null)
      grads.push(
        node.needs(1) ? parameterGrad(mul(grad, reshape(grouped, grad.sizes)), affine, weight.sizes) : null,
      );
    if (bias !== null) grads.push(parameterGrad(grad, affine, bias.sizes));
    return grads;
  });
}

function parameterGrad(grad: Tensor, affine: readonly number[], sizes: readonly number[]): Tensor {
  return reshape(sumTo(grad, { sizes: affine }), sizes);
}

/** @throws RuntimeError unless the input is a float tensor with channels: (n, c, …). */
export function requireChannels(who: string, x: Tensor): void {
  requireTensor(who, x);
  if (!x.isFloatingPoint()) throw dtypeComplaint(who, x.dtype, 'a floating point dtype');
  if (x.ndim >= 2) return;
  throw new RuntimeError({
    who,
    seen: `Expected at least 2 dimensions for input tensor but received ${x.ndim}: ${shapeText(x.sizes)}`,
    expected: 'an input (N, C, …)',
  });
}

/** @throws RuntimeError where a parameter has another dtype than the input, or not as many elements as asked. */
export function requireCount(
  who: string,
  name: string,
  x: Tensor,
  parameter: Tensor | null,
  count: number,
): void {
  if (parameter === null) return;
  requireTensor(who, parameter);
  if (parameter.dtype !== x.dtype) {
    throw new RuntimeError({
      who,
      seen: `expected scalar type ${x.dtype.scalarName} but found ${parameter.dtype.scalarName} for ${name}`,
      expected: 'the dtype of the input',
    });
  }
  if (parameter.numel() === count) return;
  throw new RuntimeError({
    who,
    seen: `${name} should contain ${count} elements not ${parameter.numel()}`,
    expected: 'one for each channel of the input',
  });
}
