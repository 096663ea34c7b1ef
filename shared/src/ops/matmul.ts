import { RuntimeError } from '../core/errors.ts';
import { broadcastSizes, product, shapeText } from '../core/shape.ts';
import { asLongs, asNumbers, cast } from '../device/cpu/cast.ts';
import { matmulFloats, matmulLongs } from '../device/cpu/matmul.ts';
import { elementsOf } from '../tensor/elements.ts';
import { fromElements, Tensor } from '../tensor/tensor.ts';
import { expand } from './expand.ts';
import { dtypeComplaint, requireTensor } from './families/operand.ts';
import { reshape } from './reshape.ts';
import { unsqueeze } from './unsqueeze.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The matrix product (…, n, k) @ (…, k, m) → (…, n, m); leading dimensions are a batch and broadcast. A 1-D
     * tensor counts as a row on the left, as a column on the right, and that dimension is dropped again.
     *
     * ```ts
     * const w = torch.tensor([[1, 2], [3, 4]]);
     * w.matmul(torch.tensor([1, 1])); // → tensor([3, 7])
     * ```
     *
     * @throws RuntimeError where the inner sizes or the dtypes differ, or an operand is 0-d.
     */
    matmul(other: Tensor): Tensor;
  }
}

export function matmul(a: Tensor, b: Tensor): Tensor {
  requireTensor('matmul', a);
  requireTensor('matmul', b);
  check(a, b);
  const left = a.ndim === 1 ? unsqueeze(a, 0) : a;
  const right = b.ndim === 1 ? unsqueeze(b, 1) : b;
  const [n, k] = left.sizes.slice(-2) as [number, number];
  const m = right.sizes.at(-1) as number;
  const batch = broadcastSizes('matmul', left.sizes.slice(0, -2), right.sizes.slice(0, -2));

  const { dtype } = a;
  const dataA = elementsOf(expand('matmul', left, [...batch, n, k]));
  const dataB = elementsOf(expand('matmul', right, [...batch, k, m]));
  const shape = { batches: product(batch), n, k, m };
  let out = dtype.allocate(product([...batch, n, m]));
  if (dtype.kind === 'integer') {
    const longs = new BigInt64Array(out.length);
    matmulLongs(asLongs(dataA), asLongs(dataB), longs, shape);
    out = cast(longs, dtype);
  } else {
    matmulFloats(asNumbers(dataA), asNumbers(dataB), asNumbers(out), shape);
  }
  const sizes = [...batch, ...(a.ndim === 1 ? [] : [n]), ...(b.ndim === 1 ? [] : [m])];
  return reshape(fromElements(out, dtype, [...batch, n, m]), sizes);
}

function check(a: Tensor, b: Tensor): void {
  if (a.ndim === 0 || b.ndim === 0) {
    throw new RuntimeError({
      who: 'matmul',
      seen: `both arguments need to be at least 1D, but they are ${a.ndim}D and ${b.ndim}D`,
      hint: 'mul multiplies by a number',
    });
  }
  if (a.dtype !== b.dtype) {
    throw new RuntimeError({
      who: 'matmul',
      seen: `expected scalar type ${a.dtype.scalarName} but found ${b.dtype.scalarName}`,
      expected: 'operands of one dtype',
      hint: 'whole numbers make an int64 tensor; convert with .float()',
    });
  }
  if (a.dtype.kind === 'bool') throw dtypeComplaint('matmul', a.dtype, 'an integer or floating point dtype');
  const inner = a.sizes.at(-1) as number;
  const other = b.sizes.at(b.ndim === 1 ? -1 : -2) as number;
  if (inner !== other) {
    const transposable = b.ndim >= 2 && inner === b.sizes.at(-1);
    throw new RuntimeError({
      who: 'matmul',
      seen:
        `${shapeText(a.sizes)} @ ${shapeText(b.sizes)}: the inner sizes differ, ${inner} ≠ ${other}\n` +
        `     left: ${shapeText(a.sizes)}   last axis ${inner}\n` +
        `    right: ${shapeText(b.sizes)}   ${b.ndim === 1 ? 'only axis' : 'next-to-last axis'} ${other}`,
      hint: transposable ? `did you mean x.matmul(w.${b.ndim === 2 ? 'T' : 'mT'})?` : undefined,
    });
  }
}

Tensor.prototype.matmul = function (other) {
  return matmul(this, other);
};
