import { type Dtype, float32 } from '../../core/dtype.ts';
import { ArgumentError, describe } from '../../core/errors.ts';
import { isScalar, type PyFloat, scalarNumber } from '../../core/python.ts';
import type { MapFormula, ZipFormula } from '../../device/formulas.ts';
import { argumentsByName } from '../../tensor/arguments.ts';
import { zerosLike } from '../../tensor/creation.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { mul } from '../mul.ts';
import { assign } from './in-place.ts';
import { requireTensor } from './operand.ts';
import { binaryFunction, nodeName, type UnaryDeclaration, unaryFunction } from './pointwise.ts';

/*
 * Activation functions: y = f(x) with parameters. The gradient is one formula of `grad` and x, computed in one
 * pass in double precision, as PyTorch's own kernels do; its own gradient, for second derivatives, comes from f″.
 */

/** The parameters of an activation by name, in the order in which they may be given by position. */
export type Parameters = Readonly<Record<string, number | boolean | string>>;

export interface ActivationDeclaration<P extends Parameters> {
  /** The name of the function; PyTorch's in camelCase. */
  readonly name: string;
  /**
   * The parameters with PyTorch's defaults. One of the name `inplace` is the family's own: the result is written
   * over x.
   */
  readonly parameters: P;
  /** @throws where a parameter has an impossible value. */
  readonly check?: (parameters: P) => void;
  readonly float: (parameters: P) => MapFormula;
  /** The formula for int64, which the others then share; without it integers are refused. */
  readonly integer?: (parameters: P) => (x: bigint) => bigint;
  /** dL/dx from dL/dy and x. */
  readonly gradient: (parameters: P) => ZipFormula;
  /** f″(x), in operations that are differentiable themselves; null where it is 0. */
  readonly curvature: ((x: Tensor, parameters: P) => Tensor) | null;
  /** PyTorch's name of the node, where it is not that of the operation. */
  readonly node?: string;
  readonly samples: readonly number[];
}

/** What may follow the tensor: parameters in order, then any by name. */
export type ParameterList<P extends Parameters> = readonly (
  | Widened<P>[keyof P]
  | Partial<Widened<P>>
  | undefined
)[];

/** What may be given for a default: any number for a number, either boolean for false. */
type Widened<P> = {
  [Name in keyof P]: P[Name] extends boolean ? boolean : P[Name] extends number ? number | PyFloat : P[Name];
};

export interface Activation<P extends Parameters> {
  (x: Tensor, ...parameters: ParameterList<P>): Tensor;
  /** What tests compare the function without parameters with. */
  readonly declaration: Pick<UnaryDeclaration, 'name' | 'float' | 'samples'>;
}

/**
 * Makes `y = f(x)` for floating point tensors; `F.name(x, 0.2)` and `F.name(x, { alpha: 0.2 })` set parameters.
 */
export function activation<P extends Parameters>(declaration: ActivationDeclaration<P>): Activation<P> {
  const { name, parameters: defaults, float, samples } = declaration;
  // Made once: nearly every call leaves the parameters as they are.
  const usual = new Map<Dtype, (x: Tensor) => Tensor>();
  const apply = (x: Tensor, ...given: ParameterList<P>): Tensor => {
    requireTensor(name, x);
    if (given.length === 0) {
      let form = usual.get(x.dtype);
      if (form === undefined) {
        form = formFor(declaration, defaults, x.dtype);
        usual.set(x.dtype, form);
      }
      return form(x);
    }
    const parameters = parametersOf(name, defaults, given);
    declaration.check?.(parameters);
    const y = formFor(declaration, parameters, x.dtype)(x);
    return parameters.inplace === true ? assign(`${name}_`, x, y) : y;
  };
  return Object.assign(apply, { declaration: { name, float: float(defaults), samples } });
}

/** The operation with its parameters set, for tensors of `dtype`. */
function formFor<P extends Parameters>(
  { name, float, integer, gradient, curvature, node = nodeName(name) }: ActivationDeclaration<P>,
  given: P,
  dtype: Dtype,
): (x: Tensor) => Tensor {
  // PyTorch keeps a parameter in the dtype of x, where comparisons with it are made.
  const parameters = dtype === float32 ? roundedToSingle(given) : given;
  const gradientOf = binaryFunction({
    name: node.replace(/0$/, ''),
    float: gradient(parameters),
    node: node.replace(/0$/, 'Backward0'),
    backward: {
      a: (outer, { b }) => gradientOf(outer, b),
      b: (outer, saved) =>
        curvature === null
          ? zerosLike(outer)
          : mul(mul(outer, saved.a), curvature(saved.tensor(1), parameters)),
    },
  });
  return unaryFunction({
    name,
    float: float(parameters),
    integer: integer === undefined ? null : integer(parameters),
    node,
    backward: (grad, { x }) => gradientOf(grad, x),
  });
}

function roundedToSingle<P extends Parameters>(parameters: P): P {
  const rounded = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'number' ? Math.fround(value) : value,
  ]);
  return { ...parameters, ...Object.fromEntries(rounded) };
}

/**
 * The parameters of a call, those left out with their defaults.
 *
 * @throws TypeError for one of the wrong kind, one given twice, too many, or an option that is not there.
 */
export function parametersOf<P extends Parameters>(who: string, defaults: P, given: ParameterList<P>): P {
  const found: Record<string, number | boolean | string> = {};
  for (const [name, value] of argumentsByName(who, given, Object.keys(defaults), [])) {
    if (value === undefined) continue;
    const kind = typeof defaults[name];
    if (kind === 'number' && isScalar(value) && typeof value !== 'boolean') found[name] = scalarNumber(value);
    else if (kind !== 'number' && typeof value === kind) found[name] = value as boolean | string;
    else throw new ArgumentError({ who, seen: `${name} is ${describe(value)}`, expected: `a ${kind}` });
  }
  return { ...defaults, ...found };
}
