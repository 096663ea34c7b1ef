import { Tensor } from '#torch';
import { callAt, lookUp, MissingError, method } from './runtime.ts';

/** Python's operators as methods of `Tensor`; TypeScript has no operators of its own for tensors. */
const methods: Readonly<Record<string, string>> = {
  add: 'add',
  sub: 'sub',
  mul: 'mul',
  truediv: 'div',
  floordiv: 'floorDivide',
  mod: 'remainder',
  pow: 'pow',
  matmul: 'matmul',
  neg: 'neg',
  pos: 'positive',
  abs: 'abs',
  invert: 'bitwiseNot',
  and_: 'bitwiseAnd',
  or_: 'bitwiseOr',
  xor: 'bitwiseXor',
  lshift: 'bitwiseLeftShift',
  rshift: 'bitwiseRightShift',
  eq: 'eq',
  ne: 'ne',
  lt: 'lt',
  le: 'le',
  gt: 'gt',
  ge: 'ge',
  iadd: 'add_',
  isub: 'sub_',
  imul: 'mul_',
  itruediv: 'div_',
};

/** `operator.add(a, b)` as `a.add(b)`; with a number on the left as `torch.add(a, b)`. */
export function applyOperator(name: string, operands: readonly unknown[]): unknown {
  const spelled = methods[name];
  if (spelled === undefined) throw new MissingError(`the driver knows no operator ${name}`);
  const [first, ...rest] = operands;
  if (first instanceof Tensor) return method(first, spelled, rest);
  if (first !== null && typeof first === 'object' && 'dtype' in first) {
    const namedByNumpy = typeof Reflect.get(first, spelled) === 'function' ? first : lookUp(['np']);
    return namedByNumpy === first ? method(first, spelled, rest) : callAt(['np', spelled], operands);
  }
  return callAt(['torch', spelled], operands);
}
