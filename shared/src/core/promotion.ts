import { bool, Dtype, type DtypeKind, float32, int16, int64 } from './dtype.ts';
import { ArgumentError, describe } from './errors.ts';
import { isScalar, PyFloat, type Scalar } from './python.ts';

const rank: Record<DtypeKind, number> = { bool: 0, integer: 1, float: 2 };

/**
 * The smallest dtype that holds both: PyTorch's `torch.promote_types`.
 *
 * ```ts
 * torch.promoteTypes(torch.uint8, torch.int8); // → torch.int16
 * torch.promoteTypes(torch.int64, torch.float32); // → torch.float32
 * ```
 */
export function promoteTypes(a: Dtype, b: Dtype): Dtype {
  requireDtypes('promoteTypes', a, b);
  if (a === b) return a;
  if (a.kind !== b.kind) return rank[a.kind] > rank[b.kind] ? a : b;
  // uint8 and int8 are equally wide and neither holds the other.
  if (a.itemSize === b.itemSize) return int16;
  return a.itemSize > b.itemSize ? a : b;
}

/** Whether a result of dtype `from` may be written into `to`: never to a lower kind. PyTorch's `torch.can_cast`. */
export function canCast(from: Dtype, to: Dtype): boolean {
  requireDtypes('canCast', from, to);
  return rank[from.kind] <= rank[to.kind];
}

function requireDtypes(who: string, a: unknown, b: unknown): void {
  if (a instanceof Dtype && b instanceof Dtype) return;
  const wrong = a instanceof Dtype ? b : a;
  throw new ArgumentError({ who, seen: describe(wrong), expected: 'a dtype such as torch.float32' });
}

/** The dtype a scalar would have as a tensor of its own: whole numbers and bigints are int64. */
export function scalarDtype(value: Scalar): Dtype {
  if (typeof value === 'boolean') return bool;
  if (typeof value === 'bigint') return int64;
  if (value instanceof PyFloat) return float32;
  return Number.isInteger(value) ? int64 : float32;
}

/** What promotion needs to know of a tensor. */
interface Typed {
  readonly dtype: Dtype;
  readonly ndim: number;
}

/**
 * The dtype in which an operation on these operands is computed: PyTorch's `torch.result_type`.
 *
 * Tensors with dimensions decide first, then 0-d tensors, then scalars; a later group changes the dtype only
 * if its kind is higher. So a float32 matrix times a float64 0-d tensor stays float32, and an int64 tensor
 * times 0.5 becomes float32.
 */
export function resultType(a: Typed | Scalar, b: Typed | Scalar): Dtype {
  const typeA = dtypeOf(a);
  const typeB = dtypeOf(b);
  const first = priority(a);
  const second = priority(b);
  if (first === second) return promoteTypes(typeA, typeB);
  return first > second ? raised(typeA, typeB) : raised(typeB, typeA);
}

/** `resultType` of three operands or more. */
export function resultTypeOfAll(operands: readonly (Typed | Scalar)[]): Dtype {
  return [2, 1, 0]
    .map((group) => operands.filter((operand) => priority(operand) === group).map(dtypeOf))
    .filter((dtypes) => dtypes.length > 0)
    .map((dtypes) => dtypes.reduce(promoteTypes))
    .reduce(raised);
}

/** The dtype of a group that decides, changed by a later group only where that has a higher kind. */
function raised(higher: Dtype, lower: Dtype): Dtype {
  return rank[lower.kind] > rank[higher.kind] ? promoteTypes(higher, lower) : higher;
}

function isTyped(operand: unknown): operand is Typed {
  return typeof operand === 'object' && operand !== null && 'dtype' in operand;
}

function dtypeOf(operand: Typed | Scalar): Dtype {
  if (isTyped(operand)) return operand.dtype;
  if (isScalar(operand)) return scalarDtype(operand);
  throw new ArgumentError({ who: 'resultType', seen: describe(operand), expected: 'a Tensor or a number' });
}

function priority(operand: Typed | Scalar): number {
  if (!isTyped(operand)) return 0;
  return operand.ndim === 0 ? 1 : 2;
}
