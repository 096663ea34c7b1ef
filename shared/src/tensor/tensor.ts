import { type Dtype, float32, type TypedArray } from '../core/dtype.ts';
import { ArgumentError, RuntimeError, ValueError } from '../core/errors.ts';
import { exactNumber } from '../core/exact-number.ts';
import { inspect } from '../core/inspect.ts';
import {
  contiguousStrides,
  isContiguous,
  normalizeDim,
  product,
  Size,
  sameSizes,
  shapeText,
} from '../core/shape.ts';
import type { Device, DeviceBuffer } from '../device/device.ts';
import { cpu } from '../device/devices.ts';
import { Storage } from '../device/storage.ts';
import { tidyScope } from '../device/tidy-scope.ts';
import { elementsOf } from './elements.ts';
import { AccumulateGrad, type GradNode } from './graph.ts';
import { flatten, type NestedData } from './nested.ts';
import { tensorText } from './printing.ts';

/** Numbers in arrays of arrays, as deep as the tensor has dimensions. */
export type NestedNumbers = number | readonly NestedNumbers[];

/** As above, with a bool tensor's booleans. */
export type NestedValues = number | boolean | readonly NestedValues[];

/**
 * A multi-dimensional array of numbers of one dtype: PyTorch's `torch.Tensor`.
 *
 * A tensor is a *view* of a storage: sizes, strides and an offset say which of the storage's elements it has
 * and in what order. So `x.t()` copies nothing, and what is written through it is seen in `x`.
 *
 * Operations come as methods and as functions of `torch`; both are declared in the file of the operation.
 *
 * ```ts
 * const x = torch.tensor([[1, 2, 3], [4, 5, 6]], { dtype: torch.float32 });
 * x.sum(1); // → tensor([ 6., 15.])
 * torch.sum(x, 0); // → tensor([5., 7., 9.])
 * ```
 */
export class Tensor {
  /** @internal */ readonly storage: Storage;
  readonly dtype: Dtype;
  /** @internal */ readonly sizes: readonly number[];
  /** @internal */ readonly strides: readonly number[];
  /** @internal */ readonly offset: number;
  #shape: readonly number[] | undefined;

  /** @internal Which result of its operation this is. */ slot = 0;
  /** @internal For a view: the tensor whose storage it shares, itself no view. */ base: Tensor | null = null;
  #grad: Tensor | null = null;
  #leafRequiresGrad = false;
  #history: GradNode | null = null;
  #historyVersion = 0;
  #accumulator: AccumulateGrad | null = null;

  /**
   * `new torch.Tensor([[1, 2], [3, 4]])`: a tensor of these numbers, always float32.
   * (`torch.tensor` chooses the dtype by the numbers.)
   */
  constructor(data: NestedData);
  /** @internal A view of a storage. Storages are made in the runtime only, so this form is the runtime's own. */
  constructor(
    storage: Storage,
    dtype: Dtype,
    sizes: readonly number[],
    strides: readonly number[],
    offset: number,
  );
  constructor(
    source: NestedData | Storage,
    dtype: Dtype = float32,
    sizes: readonly number[] = [],
    strides: readonly number[] = [],
    offset = 0,
  ) {
    if (source instanceof Storage) {
      this.storage = source;
      this.dtype = dtype;
      this.sizes = sizes;
      this.strides = strides;
      this.offset = offset;
    } else {
      const flat = flatten('Tensor', source, float32);
      this.storage = new Storage(cpu.upload(flat.data), cpu);
      this.dtype = float32;
      this.sizes = flat.sizes;
      this.strides = contiguousStrides(flat.sizes);
      this.offset = 0;
    }
  }

  /** The size along each dimension: an array that prints as `torch.Size([2, 3])`. Empty for a 0-d tensor. */
  get shape(): readonly number[] {
    // Made when asked for: most tensors of a computation are never looked at.
    this.#shape ??= Size.copy(this.sizes);
    return this.#shape;
  }

  /** The number of dimensions. */
  get ndim(): number {
    return this.sizes.length;
  }

  /** The number of dimensions, as a method: PyTorch's `dim()`. */
  dim(): number {
    return this.sizes.length;
  }

  get device(): Device {
    return this.storage.device;
  }

  /** The number of elements. */
  numel(): number {
    return product(this.sizes);
  }

  /** The shape, or the size along one dimension. @throws IndexError for a dimension that is not there. */
  size(): readonly number[];
  size(dim: number): number;
  size(dim?: number): number | readonly number[] {
    if (dim === undefined) return this.shape;
    return this.sizes[this.#dimension('size', dim)] as number;
  }

  /** How many elements of storage lie between neighbours, along each dimension or along one. */
  stride(): readonly number[];
  stride(dim: number): number;
  stride(dim?: number): number | readonly number[] {
    if (dim === undefined) return [...this.strides];
    return this.strides[this.#dimension('stride', dim)] as number;
  }

  /** Whether the elements lie in storage in row-major order without gaps. */
  isContiguous(): boolean {
    return isContiguous(this.sizes, this.strides);
  }

  /** Whether the dtype is float32 or float64. */
  isFloatingPoint(): boolean {
    return this.dtype.isFloatingPoint;
  }

  /**
   * The only element as a JavaScript value: a number, or a boolean for a bool tensor. (The type says number,
   * which it is for every other dtype, so that `loss.item() / n` needs no cast.)
   *
   * ```ts
   * torch.tensor(2.5).item(); // → 2.5
   * torch.tensor([true]).item(); // → true
   * ```
   *
   * @throws ValueError for more or fewer elements than one; RuntimeError for an int64 beyond 2**53, which a
   * number cannot hold (see `itemBigInt`).
   */
  item(): number;
  item(): number | boolean {
    const value = this.#onlyElement('item');
    return this.dtype.kind === 'bool' ? value !== 0 : exactNumber('item', value);
  }

  /** The only element of an integer or bool tensor as a bigint, exact for every int64. */
  itemBigInt(): bigint {
    const value = this.#onlyElement('itemBigInt');
    if (this.dtype.kind === 'float') {
      throw new ArgumentError({
        who: 'itemBigInt',
        seen: `a tensor of dtype ${this.dtype}`,
        expected: 'an integer dtype',
        hint: 'use item()',
      });
    }
    return BigInt(value);
  }

  /**
   * The elements as nested arrays of numbers (booleans for a bool tensor); a single value for a 0-d tensor.
   *
   * ```ts
   * torch.arange(6).reshape(2, 3).tolist(); // → [ [ 0, 1, 2 ], [ 3, 4, 5 ] ]
   * ```
   */
  tolist(): NestedNumbers;
  tolist(): NestedValues {
    const elements = elementsOf(this);
    const isBool = this.dtype.kind === 'bool';
    const read = (at: number): number | boolean => {
      const value = elements[at] as number | bigint;
      return isBool ? value !== 0 : exactNumber('tolist', value);
    };
    const build = (dim: number, start: number, count: number): NestedValues => {
      const size = this.sizes[dim];
      if (size === undefined) return read(start);
      const part = size === 0 ? 0 : count / size;
      return Array.from({ length: size }, (_, i) => build(dim + 1, start + i * part, part));
    };
    return build(0, 0, elements.length);
  }

  /**
   * A copy of the elements in row-major order, in the dtype's typed array: `Float32Array` for float32,
   * `BigInt64Array` for int64, `Uint8Array` of 0 and 1 for bool.
   */
  toTypedArray(): TypedArray {
    return elementsOf(this).slice();
  }

  /**
   * Whether backward is to reach this tensor. It can be set on a leaf; on the result of an operation it follows
   * from the operands.
   *
   * @throws RuntimeError for an integer or bool tensor, and for false on a tensor that is no leaf.
   */
  get requiresGrad(): boolean {
    return this.#leafRequiresGrad || this.gradFn !== null;
  }

  set requiresGrad(requiresGrad: boolean) {
    this.requiresGrad_(requiresGrad);
  }

  /** Sets `requiresGrad` and returns the tensor: PyTorch's `requires_grad_`. */
  requiresGrad_(requiresGrad = true): this {
    if (requiresGrad && !this.isFloatingPoint()) {
      throw new RuntimeError({
        who: 'requiresGrad_',
        seen: `a tensor of dtype ${this.dtype}`,
        expected: 'only Tensors of floating point dtype can require gradients',
        hint: 'whole numbers make an int64 tensor: write torch.tensor([…], { dtype: torch.float32 }), or convert with .float()',
      });
    }
    if (this.gradFn === null) this.#leafRequiresGrad = requiresGrad;
    else if (!requiresGrad) {
      throw new RuntimeError({
        who: 'requiresGrad_',
        seen: `a tensor made by an operation (${this.gradFn.name})`,
        expected: 'you can only change requires_grad flags of leaf variables',
        hint: 'use detach() to obtain a tensor that does not require a gradient',
      });
    }
    return this;
  }

  /**
   * The gradient that `backward` has added up here; null until then. Only leaves keep one (see `retainGrad`).
   *
   * @throws RuntimeError when it is set to a tensor of another shape or dtype.
   */
  get grad(): Tensor | null {
    return this.#grad;
  }

  set grad(grad: Tensor | null) {
    if (grad !== null && grad.device !== this.device) {
      throw new RuntimeError({
        who: 'grad',
        seen: `assigned grad has data located on a different device: ${grad.device}`,
        expected: `${this.device}, where the tensor itself is`,
      });
    }
    if (grad !== null && (grad.dtype !== this.dtype || !sameSizes(grad.sizes, this.sizes))) {
      const what = grad.dtype === this.dtype ? 'size' : 'type';
      throw new RuntimeError({
        who: 'grad',
        seen: `assigned grad has data of a different ${what}: ${grad.dtype} ${shapeText(grad.sizes)}`,
        expected: `${this.dtype} ${shapeText(this.sizes)}, as the tensor itself`,
      });
    }
    tidyScope()?.setsGradient(this);
    this.#grad = grad;
  }

  /** Whether the tensor was made by the user rather than by a recorded operation. */
  get isLeaf(): boolean {
    return this.gradFn === null;
  }

  /** The recorded operation that made this tensor; null for a leaf. It prints as `<MulBackward0>`. */
  get gradFn(): GradNode | null {
    // A write through another view has moved the history of the storage to the base: read it anew from there.
    if (this.base !== null && this.#historyVersion !== this.storage.version)
      this.#readHistoryFromBase(this.base);
    return this.#history;
  }

  /** @internal Makes this the result of a recorded operation. */
  setHistory(node: GradNode, slot: number): void {
    this.#history = node;
    this.#historyVersion = this.storage.version;
    this.#leafRequiresGrad = false;
    this.slot = slot;
  }

  /** @internal Makes this a leaf that requires no gradient. */
  dropHistory(): void {
    this.#history = null;
    this.#leafRequiresGrad = false;
    this.slot = 0;
  }

  /** @internal Where a gradient of this tensor goes: to its operation, to its own `.grad`, or nowhere. */
  gradTarget(): GradNode | null {
    const node = this.gradFn;
    if (node !== null || !this.#leafRequiresGrad) return node;
    this.#accumulator ??= new AccumulateGrad(this);
    return this.#accumulator;
  }

  #readHistoryFromBase(base: Tensor): void {
    this.#historyVersion = this.storage.version;
    if (!base.requiresGrad || (this.#history === null && this.#leafRequiresGrad)) return;
    const read = this.readAgainFrom(base);
    if (read !== null) this.setHistory(read, 0);
  }

  /**
   * @internal Shows what `other` shows from now on, under the same identity: `module.double()` must not make new
   * parameters, and `x.t_()` turns `x` itself. The history stays.
   */
  become(other: Tensor): this {
    tidyScope()?.moves(this);
    const { storage, dtype, sizes, strides, offset } = other;
    Object.assign(this, { storage, dtype, sizes, strides, offset });
    this.#shape = undefined;
    return this;
  }

  /**
   * The same elements without their history: PyTorch's `detach`. The storage is shared, so an in-place change
   * of one is seen in both.
   *
   * ```ts
   * const x = torch.tensor([1.5], { requiresGrad: true });
   * x.mul(2).detach().requiresGrad; // → false
   * ```
   */
  detach(): Tensor {
    return new Tensor(this.storage, this.dtype, this.sizes, this.strides, this.offset);
  }

  /** What Python's `str(x)` gives, to the character: `tensor([1., 2.])`. */
  toString(): string {
    return tensorText(this);
  }

  /** What `console.log(x)` shows in Node. */
  [inspect](): string {
    return this.toString();
  }

  #dimension(who: string, dim: number): number {
    const at = normalizeDim(who, dim, this.ndim);
    if (this.ndim === 0) throw new RuntimeError({ who, seen: 'a 0-d tensor has no dimensions' });
    return at;
  }

  #onlyElement(who: string): number | bigint {
    if (this.numel() !== 1) {
      throw new ValueError({
        who,
        seen: `a tensor of shape ${shapeText(this.sizes)} with ${this.numel()} elements`,
        expected: 'only one element tensors can be converted to Python scalars',
        hint: 'tolist() gives all elements; reduce first (sum, mean) for one number',
      });
    }
    return elementsOf(this)[0] as number | bigint;
  }
}

/** A tensor that owns `data`, whose elements stand in row-major order. */
export function fromElements(
  data: TypedArray,
  dtype: Dtype,
  sizes: readonly number[],
  device: Device = cpu,
): Tensor {
  return fromBuffer(device.upload(data), dtype, sizes, device);
}

/** A tensor that owns a buffer of the device, whose elements stand in row-major order. */
export function fromBuffer(
  buffer: DeviceBuffer,
  dtype: Dtype,
  sizes: readonly number[],
  device: Device,
): Tensor {
  return new Tensor(new Storage(buffer, device), dtype, sizes, contiguousStrides(sizes), 0);
}

/** Other sizes and strides over the storage of `x`, with no history: for the runtime's own reading and writing. */
export function viewOf(
  x: Tensor,
  sizes: readonly number[],
  strides: readonly number[],
  offset: number,
): Tensor {
  return new Tensor(x.storage, x.dtype, sizes, strides, offset);
}
