import { RuntimeError } from '../../core/errors.ts';
import { checkOptions } from '../../core/options.ts';
import { type Scalar, scalarNumber } from '../../core/python.ts';
import { shapeText, stretchesTo } from '../../core/shape.ts';
import { record } from '../../tensor/graph.ts';
import { fromBuffer, type Tensor, viewOf } from '../../tensor/tensor.ts';
import { add } from '../add.ts';
import { expand } from '../expand.ts';
import { mul } from '../mul.ts';
import { inPlaceMethod, method } from './methods.ts';
import { dtypeComplaint, requireTensor } from './operand.ts';
import { deviceOf } from './placing.ts';
import { nodeName, zipped } from './pointwise.ts';
import { sumTo } from './sum-to.ts';

/*
 * The product family: C = A B of matrices, batches of matrices, or a matrix and a vector. An operation says what
 * its operands are and how their gradients are products again; the family checks, computes, and has the form
 * that adds the product to another tensor. `matmul`, `einsum`, `linear` and the like are made of these
 * operations, as in PyTorch, so that the graph shows the same nodes.
 */

export interface ProductDeclaration {
  readonly name: string;
  /** The numbers of dimensions of A and B. */
  readonly ranks: readonly [number, number];
  /** dL/dA from G = dL/dC and B. */
  readonly left: (grad: Tensor, b: Tensor) => Tensor;
  /** dL/dB from A and G; `isTransposed` where the rows of B lie side by side, and so should those of the gradient. */
  readonly right: (a: Tensor, grad: Tensor, isTransposed: boolean) => Tensor;
}

/** A product of two tensors, with the declaration it was made from. */
export interface ProductOp {
  (a: Tensor, b: Tensor): Tensor;
  readonly declaration: ProductDeclaration;
}

/** Makes C = A B. `Tensor` gets the method. */
export function matrixProduct(declaration: ProductDeclaration): ProductOp {
  const { name, ranks, left, right } = declaration;
  const recorded = nodeName(name);
  const apply = (a: Tensor, b: Tensor): Tensor => {
    requireFactors(name, a, b, ranks);
    const isTransposed = liesTransposed(b);
    return record(multiplied(a, b, productSizes(a, b)), recorded, [a, b], (grad, node) => [
      node.needs(0) ? left(grad, node.tensor(1)) : null,
      node.needs(1) ? right(node.tensor(0), grad, isTransposed) : null,
    ]);
  };
  method(name, apply);
  return Object.assign(apply, { declaration });
}

/** The factors of a sum with a product: beta · input + alpha · A B. */
export interface SumFactors {
  readonly beta?: Scalar;
  readonly alpha?: Scalar;
}

const noFactors: SumFactors = {};

/**
 * Makes beta · input + alpha · A B, where `input` stretches to the shape of the product. `Tensor` gets the method
 * and its in-place form. With beta 0 the elements of `input` do not matter, not even NaN.
 */
export function plusProduct(
  name: string,
  { declaration: { ranks, left, right } }: ProductOp,
): (input: Tensor, a: Tensor, b: Tensor, factors?: SumFactors) => Tensor {
  const recorded = nodeName(name);
  const apply = (input: Tensor, a: Tensor, b: Tensor, factors: SumFactors = noFactors): Tensor => {
    requireTensor(name, input);
    requireFactors(name, a, b, ranks);
    requireOneDtype(name, input, a);
    if (factors !== noFactors) checkOptions(name, factors, ['beta', 'alpha']);
    const { beta = 1, alpha = 1 } = factors;
    const sizes = productSizes(a, b);
    const isTransposed = liesTransposed(b);
    requireStretching(name, input, sizes);
    const product = scaled(multiplied(a, b, sizes), alpha);
    const y = scalarNumber(beta) === 0 ? product : plus(unrecorded(input, beta), product);
    return record(y, recorded, [input, a, b], (grad, node) => [
      node.needs(0) ? sumTo(scaled(grad, beta), node.outline(0)) : null,
      node.needs(1) ? scaled(left(grad, node.tensor(2)), alpha) : null,
      node.needs(2) ? scaled(right(node.tensor(1), grad, isTransposed), alpha) : null,
    ]);
  };
  method(name, apply);
  inPlaceMethod(name, apply);
  return apply;
}

/** Whether a matrix is the transposed view of one in row-major order, as the weight of a linear layer is. */
function liesTransposed({ ndim, sizes, strides }: Tensor): boolean {
  return ndim === 2 && strides[0] === 1 && strides[1] === sizes[0];
}

function scaled(x: Tensor, factor: Scalar): Tensor {
  return scalarNumber(factor) === 1 ? x : mul(x, factor);
}

/** `scaled`, without history. */
function unrecorded(x: Tensor, factor: Scalar): Tensor {
  return scalarNumber(factor) === 1 ? x : mul(x.detach(), factor);
}

/** `input` + the product, which nobody else has yet: a row that goes to all of its rows is added where they are. */
function plus(input: Tensor, product: Tensor): Tensor {
  const { device, buffer } = product.storage;
  const isRow = input.ndim === 1 && input.sizes[0] === product.sizes[product.ndim - 1];
  if (isRow && input.storage.device === device && device.addRow(input, buffer)) return product;
  return zipped(add.declaration, input, product, product.sizes, product.dtype);
}

/** @throws RuntimeError where `input` does not stretch to `sizes`. */
function requireStretching(who: string, input: Tensor, sizes: readonly number[]): void {
  if (!stretchesTo(input.sizes, sizes)) expand(who, input, sizes);
}

function productSizes(a: Tensor, b: Tensor): number[] {
  if (a.ndim === 2 && b.ndim === 2) return [a.sizes[0] as number, b.sizes[1] as number];
  const sizes = a.sizes.slice(0, -1);
  if (b.ndim > 1) sizes.push(b.sizes[b.ndim - 1] as number);
  return sizes;
}

/** @throws TypeError for what is no tensor; RuntimeError unless the operands have these ranks, and fit. */
function requireFactors(who: string, a: Tensor, b: Tensor, ranks: readonly [number, number]): void {
  const rankA = ranks[0];
  const rankB = ranks[1];
  requireTensor(who, a);
  requireTensor(who, b);
  requireRank(who, 'the left operand', a, rankA);
  requireRank(who, 'the right operand', b, rankB);
  if (rankA === 3 && a.sizes[0] !== b.sizes[0]) {
    throw new RuntimeError({
      who,
      seen: `batches of ${a.sizes[0]} and ${b.sizes[0]} matrices: ${shapeText(a.sizes)} and ${shapeText(b.sizes)}`,
      expected: 'as many matrices in both batches',
      hint: 'matmul broadcasts batches of one',
    });
  }
  requireProduct(who, a, b);
}

/** The product without history of operands that have been checked; `sizes` is the shape of the result. */
export function multiplied(a: Tensor, b: Tensor, sizes: readonly number[]): Tensor {
  if (a.ndim === 1) return multiplied(asRow(a), b, sizes);
  if (b.ndim === 1) return multiplied(a, asColumn(b), sizes);
  const { dtype } = a;
  const n = a.sizes[a.ndim - 2] as number;
  const k = a.sizes[a.ndim - 1] as number;
  const m = b.sizes[b.ndim - 1] as number;
  const shape = { batches: a.ndim === 3 ? (a.sizes[0] as number) : 1, n, k, m };
  const device = deviceOf('matmul', a, b);
  return fromBuffer(device.multiply(a, b, shape), dtype, sizes, device);
}

function asRow(x: Tensor): Tensor {
  return viewOf(x, [1, x.sizes[0] as number], [0, x.strides[0] as number], x.offset);
}

function asColumn(x: Tensor): Tensor {
  return viewOf(x, [x.sizes[0] as number, 1], [x.strides[0] as number, 1], x.offset);
}

/** @throws RuntimeError unless the tensor, which the message calls `name`, has that many dimensions. */
export function requireRank(who: string, name: string, x: Tensor, rank: number): void {
  if (x.ndim === rank) return;
  const kind = rank === 1 ? 'a vector' : rank === 2 ? 'a matrix' : 'a 3D tensor';
  throw new RuntimeError({
    who,
    seen: `${name} must be ${kind}, got ${shapeText(x.sizes)}`,
    hint: 'matmul takes tensors of any number of dimensions',
  });
}

/** @throws RuntimeError for operands of two dtypes, or of bools. */
export function requireOneDtype(who: string, a: Tensor, b: Tensor): void {
  if (a.dtype !== b.dtype) {
    throw new RuntimeError({
      who,
      seen: `expected scalar type ${a.dtype.scalarName} but found ${b.dtype.scalarName}`,
      expected: 'operands of one dtype',
      hint: 'whole numbers make an int64 tensor; convert with .float()',
    });
  }
  if (a.dtype.kind === 'bool') throw dtypeComplaint(who, a.dtype, 'an integer or floating point dtype');
}

/** @throws RuntimeError where a @ b has two dtypes, or inner sizes that differ. */
export function requireProduct(who: string, a: Tensor, b: Tensor): void {
  requireOneDtype(who, a, b);
  const inner = a.sizes[a.ndim - 1] as number;
  const other = b.sizes[b.ndim === 1 ? 0 : b.ndim - 2] as number;
  if (inner === other) return;
  const transposable = b.ndim >= 2 && inner === b.sizes.at(-1);
  throw new RuntimeError({
    who,
    seen:
      `${shapeText(a.sizes)} @ ${shapeText(b.sizes)}: the inner sizes differ, ${inner} ≠ ${other}\n` +
      `     left: ${shapeText(a.sizes)}   last axis ${inner}\n` +
      `    right: ${shapeText(b.sizes)}   ${b.ndim === 1 ? 'only axis' : 'next-to-last axis'} ${other}`,
    hint: transposable ? `did you mean x.matmul(w.${b.ndim === 2 ? 'T' : 'mT'})?` : undefined,
  });
}
