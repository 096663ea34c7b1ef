import { type Dtype, type FloatArray, float32 } from '../../core/dtype.ts';
import { RuntimeError } from '../../core/errors.ts';
import { broadcastSizes, product } from '../../core/shape.ts';
import { vectorSum } from '../../core/sums/single-sum.ts';
import {
  type LaneReduction,
  MANY_ELEMENTS,
  simd,
  wgsl,
  type ZipFormula,
  type ZipFormulas,
  type ZipThreeFormula,
  type ZipThreeFormulas,
} from '../../device/formulas.ts';
import { div } from '../../ops/div.ts';
import { wgslMean, wgslSum } from '../../ops/families/lane-sum.ts';
import { dtypeComplaint, type Operand } from '../../ops/families/operand.ts';
import { nodeName, zipped, zippedThree } from '../../ops/families/pointwise.ts';
import { sumTo } from '../../ops/families/sum-to.ts';
import { mul } from '../../ops/mul.ts';
import { neg } from '../../ops/neg.ts';
import { type GradNode, isGradEnabled, record } from '../../tensor/graph.ts';
import { fromBuffer, type Tensor } from '../../tensor/tensor.ts';
import { requireStretching } from './operands.ts';
import type { Reduction } from './reduction.ts';

/*
 * Losses that compare a prediction with its target element by element: ℓ(x, t), reduced. Each is one operation,
 * forward in one pass; its gradient is made of differentiable operations, so that it has gradients of its own.
 */

/** `P` is the loss's parameter: a number, a tensor, or null. */
export interface ElementwiseLossDeclaration<P extends Operand | null> {
  /** The name of the function; PyTorch's in camelCase. */
  readonly name: string;
  /** ℓ of one element. */
  readonly value: ElementLoss;
  /** For float32, where PyTorch's result shows that the difference of x and t is rounded first. */
  readonly single?: ElementLoss;
  /** ℓ with its parameter in WGSL, as (a, b, c). The form without a parameter goes with `value`, or `single`. */
  readonly wgsl?: string;
  /** ∂ℓ/∂x. */
  readonly slope: (x: Tensor, t: Tensor, p: P) => Tensor;
  /**
   * g ∂ℓ/∂x of one float32 element, as (g, x, t), rounded wherever the operations of `slope` round: one pass for what
   * takes them several. For losses without a parameter.
   */
  readonly gradient?: ZipThreeFormula;
  /** ∂ℓ/∂t; without it the loss depends on x − t alone, and it is −∂ℓ/∂x. */
  readonly targetSlope?: (x: Tensor, t: Tensor, p: P) => Tensor;
  /** Whether backward refuses operands of different dtypes, as PyTorch's kernels for it do. */
  readonly strict?: boolean;
}

/** ℓ(x, t), with a parameter for losses that have one. */
export type ElementLoss = (x: number, t: number, p: number) => number;

/** One call of an element-wise loss. */
export interface ElementwiseLossCall<P> {
  readonly reduction: Reduction;
  /** Of the result. */
  readonly dtype: Dtype;
  readonly p: P;
  /** What each element's loss is multiplied by. */
  readonly weight?: Tensor | null;
}

/** Makes L = mean, sum or all of w · ℓ(x, t). Operands broadcast. */
export function elementwiseLoss<P extends Operand | null>(
  declaration: ElementwiseLossDeclaration<P>,
): (x: Tensor, t: Tensor, call: ElementwiseLossCall<P>) => Tensor {
  const { name, value, single = value, gradient } = declaration;
  const node = nodeName(name);
  // Without a parameter the formula never looks at one. A loop that it brings is for two operands.
  const ofTwo: ZipFormulas = { name, float: value as ZipFormula, single: single as ZipFormula };
  const ofThree: ZipThreeFormulas = {
    name,
    float: (x, t, p) => value(x, t, p),
    single: withWgsl(declaration.wgsl, (x, t, p) => single(x, t, p)),
  };
  const gradientFormulas = gradient === undefined ? null : { name: `${name}Gradient`, float: gradient };
  return (x, t, { reduction, dtype, p, weight = null }) => {
    if (!dtype.isFloatingPoint) throw dtypeComplaint(name, dtype, 'a floating point dtype');
    const sizes = broadcastSizes(name, x.sizes, t.sizes);
    const count = product(sizes);
    const each = p === null ? zipped(ofTwo, x, t, sizes, dtype) : zippedThree(ofThree, x, t, p, sizes, dtype);
    if (weight !== null) requireStretching(name, 'weight', weight, sizes);
    const losses = weight === null ? each : zipped(mul.declaration, each, weight, sizes, dtype);
    const y = reduction === 'none' ? losses : totalOf(losses, reduction === 'mean' ? lossMean : lossSum);
    const [hasParameter, isWeighted] = [p !== null, weight !== null];
    return record(y, node, [x, t, p ?? 0, weight ?? 1], (grad, saved) => {
      if (declaration.strict === true) requireOneDtype(name, saved);
      const each = reduction === 'mean' ? div(grad, count) : grad;
      const weighted = isWeighted ? mul(each, saved.tensor(3)) : each;
      const isFinal = !isGradEnabled() && !hasParameter && !saved.needs(1) && areSingle(saved);
      // Where there are many elements, the operations one by one have kernels, and are faster.
      if (gradientFormulas !== null && isFinal && count < MANY_ELEMENTS) {
        const [x, t] = [saved.tensor(0), saved.tensor(1)];
        const grad = zippedThree(gradientFormulas, weighted, x, t, sizes, float32);
        return [sumTo(grad, saved.outline(0)), null];
      }
      const parameter = (hasParameter ? saved.input(2) : null) as P;
      return gradients(declaration, weighted, saved, parameter);
    });
  };
}

function withWgsl(code: string | undefined, formula: ZipThreeFormula): ZipThreeFormula {
  return code === undefined ? formula : wgsl(code, formula);
}

function areSingle(saved: GradNode): boolean {
  return saved.outline(0)?.dtype === float32 && saved.outline(1)?.dtype === float32;
}

/** The gradients of x and t, from that of each element's loss. */
function gradients<P extends Operand | null>(
  { slope, targetSlope }: ElementwiseLossDeclaration<P>,
  each: Tensor,
  saved: GradNode,
  p: P,
): (Tensor | null)[] {
  const [x, t] = [saved.tensor(0), saved.tensor(1)];
  const wanted = (i: number, grad: () => Tensor): Tensor | null =>
    saved.needs(i) ? sumTo(grad(), saved.outline(i)) : null;
  if (targetSlope === undefined) {
    const grad = mul(each, slope(x, t, p));
    return [wanted(0, () => grad), wanted(1, () => neg(grad))];
  }
  return [wanted(0, () => mul(each, slope(x, t, p))), wanted(1, () => mul(each, targetSlope(x, t, p)))];
}

/** The sum of all losses. */
const lossSum: LaneReduction = {
  name: 'lossSum',
  float: simd('vectorSum', (x: FloatArray, start: number, end: number) => {
    if (x instanceof Float32Array) return vectorSum(x, start, end);
    let sum = 0;
    for (let i = start; i < end; i++) sum += x[i] as number;
    return sum;
  }),
  wgsl: wgslSum,
};

/** Their mean. */
const lossMean: LaneReduction = {
  name: 'lossMean',
  float: simd('vectorSum', (x: FloatArray, start: number, end: number) => {
    return lossSum.float(x, start, end) / (end - start);
  }),
  isMean: true,
  wgsl: wgslMean,
};

/** What all losses come to. */
function totalOf(losses: Tensor, total: LaneReduction): Tensor {
  const { device, dtype } = losses;
  const buffer = device.reduce(total, losses, { length: losses.numel(), count: 1 }, dtype, dtype);
  return fromBuffer(buffer, dtype, [], device);
}

function requireOneDtype(who: string, saved: GradNode): void {
  const [own, other] = saved.needs(0) ? [0, 1] : [1, 0];
  const [expected, found] = [saved.tensor(own).dtype, saved.tensor(other).dtype];
  if (expected === found) return;
  throw new RuntimeError({
    who: `backward of ${who}`,
    seen: `Found dtype ${found.scalarName} but expected ${expected.scalarName}`,
    expected: 'input and target of the same dtype',
    hint: `convert one of them, with .to(torch.${expected})`,
  });
}
