import type { DeviceBuffer } from './device.ts';

/** Memory that can be given back before the garbage collector finds that nothing holds it any more. */
export interface FreeableBuffer extends DeviceBuffer {
  /** Whoever uses the elements from now on is told that they are gone. */
  free(): void;
}

/** What there is to know of a tensor here: where its elements are, and its gradient's. */
interface Owner {
  readonly storage: { readonly buffer: DeviceBuffer };
  readonly grad: Owner | null;
}

/** Gradients that have outlived the scope they were made in, for as long as a tensor has them. */
const gradients = new WeakSet<DeviceBuffer>();

/** What is made and kept while a `torch.tidy` runs: see tensor/tidy.ts. */
export class TidyScope {
  /** What keeps tensors from one step of a training to the next: the state of optimizers. */
  readonly keepers = new Set<object>();
  readonly #made = new Set<FreeableBuffer>();
  readonly #withGradient = new Set<Owner>();
  readonly #moved = new Set<Owner>();

  made(buffer: FreeableBuffer): void {
    this.#made.add(buffer);
  }

  /** A tensor is about to have another gradient, or none. */
  setsGradient(owner: Owner): void {
    this.#withGradient.add(owner);
    const before = owner.grad?.storage.buffer;
    if (before !== undefined && gradients.delete(before)) this.#made.add(before as FreeableBuffer);
  }

  /** A tensor is about to have other elements under the same identity. */
  moves(owner: Owner): void {
    if (!isIn(this.#made, owner.storage.buffer)) this.#moved.add(owner);
  }

  /**
   * Frees what was made, but for what `reachable` says and for the elements and gradients of tensors from outside. What is
   * left is the business of the scope around this one.
   */
  end(reachable: () => Set<DeviceBuffer>, outer: TidyScope | null): void {
    const kept = this.#made.size === 0 ? new Set<DeviceBuffer>() : reachable();
    for (const { storage } of this.#moved) kept.add(storage.buffer);
    const isGone = (buffer: DeviceBuffer): boolean => isIn(this.#made, buffer) && !kept.has(buffer);
    // A gradient goes with its tensor.
    const owned = [...this.#withGradient].filter(({ storage }) => !isGone(storage.buffer));
    for (const { grad } of owned) if (grad !== null) kept.add(grad.storage.buffer);
    for (const buffer of this.#made) {
      if (!kept.has(buffer)) buffer.free();
      else outer?.made(buffer);
    }
    for (const { grad } of owned) {
      const buffer = grad?.storage.buffer;
      if (buffer !== undefined && isIn(this.#made, buffer)) gradients.add(buffer);
    }
    if (outer === null) return;
    for (const owner of owned) outer.#withGradient.add(owner);
    for (const owner of this.#moved) outer.moves(owner);
    for (const keeper of this.keepers) outer.keepers.add(keeper);
  }
}

function isIn(made: ReadonlySet<FreeableBuffer>, buffer: DeviceBuffer): buffer is FreeableBuffer {
  return made.has(buffer as FreeableBuffer);
}

let open: TidyScope | null = null;

/** The scope of the `tidy` that is running; null outside of any. */
export function tidyScope(): TidyScope | null {
  return open;
}

/** Makes another scope the one that is open; gives the one before. */
export function setTidyScope(scope: TidyScope | null): TidyScope | null {
  const before = open;
  open = scope;
  return before;
}
