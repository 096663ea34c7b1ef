import { RuntimeError } from '../core/errors.ts';
import { contiguousStrides, sameSizes, shapeText } from '../core/shape.ts';
import { nextMaker } from '../device/storage.ts';
import { add } from '../ops/add.ts';
import { contiguousCopy } from '../ops/clone.ts';
import { assign } from '../ops/families/in-place.ts';
import { convert, transferred } from '../ops/to.ts';
import { AccumulateGrad, type GradNode, type Outline, setGradEnabled } from '../tensor/graph.ts';
import { type Tensor, viewOf } from '../tensor/tensor.ts';

/** Where a walk begins: the gradient of one result of a node. */
export interface Root {
  readonly node: GradNode;
  readonly slot: number;
  readonly grad: Tensor;
}

export interface WalkOptions {
  /** Keep what the nodes saved, for another walk. */
  readonly retainGraph: boolean;
  /** Record the walk itself, so that gradients can be differentiated. */
  readonly createGraph: boolean;
  /** Called with the total gradient at a node before it is used. Without it gradients end in `.grad` of the leaves. */
  readonly capture?: (node: GradNode, grads: readonly (Tensor | null)[]) => void;
  /** The nodes that lead to what is captured; all, if not given. */
  readonly needed?: ReadonlySet<GradNode>;
}

/**
 * The chain rule from the roots to the leaves. A node runs once all gradients of its results have come in and
 * have been added up; later nodes first is such an order, since a node is made after its operands. There is no
 * recursion, so the length of a chain is no limit.
 *
 * A leaf keeps its gradient without a copy where nobody else has it: where the storage was made by the formula that gave it,
 * went to one operand only from there on, and no hook has seen it. Such a storage has the walk as its `holder`.
 */
export function walk(roots: readonly Root[], options: WalkOptions): void {
  const { needed, capture, createGraph, retainGraph } = options;
  const starts = roots.map((root) => root.node);
  // No storage is made with a negative number.
  const own = -nextMaker();
  const incoming = new Incoming(newestFirst(reachable(starts, needed)), own);
  const before = setGradEnabled(createGraph);
  try {
    for (const { node, slot, grad } of roots) incoming.add(node, slot, grad);
    for (let place = 0; place < incoming.nodes.length; place++) {
      const node = incoming.nodes[place] as GradNode;
      const grads = incoming.taken(place);
      if (grads === null) continue;
      runHooks(node, grads);
      capture?.(node, grads);
      if (node instanceof AccumulateGrad) {
        if (capture === undefined) accumulate(node.variable, grads[0] as Tensor, createGraph, own);
        continue;
      }
      if (needed !== undefined && !node.next.some((next) => next !== null && needed.has(next))) continue;
      passOn(node, grads, incoming, needed, own);
      if (!retainGraph) node.release();
    }
  } finally {
    setGradEnabled(before);
  }
}

/** The holder of a storage that others than the walk may have. */
const ANYONE = 0;

let searches = 0;

/** Every node from which a root was computed; the ends of the graph come last. */
export function reachable(roots: readonly GradNode[], within?: ReadonlySet<GradNode>): GradNode[] {
  // A mark on each node: a set of them would cost more than the search.
  const search = ++searches;
  const inner: GradNode[] = [];
  const ends: GradNode[] = [];
  const open = roots.slice();
  // The newest operand is mostly the last, so that what is found is nearly in order already.
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.foundBy === search) continue;
    node.foundBy = search;
    (node.next.length === 0 ? ends : inner).push(node);
    for (let i = 0; i < node.next.length; i++) {
      const next = node.next[i] ?? null;
      if (next !== null && (within === undefined || within.has(next))) open.push(next);
    }
  }
  return inner.concat(ends);
}

/** Leaves come last: their gradients are complete when nothing else is left. */
function newestFirst(nodes: GradNode[]): GradNode[] {
  for (let i = 1; i < nodes.length; i++) {
    if ((nodes[i - 1] as GradNode).order < (nodes[i] as GradNode).order) {
      return nodes.sort((a, b) => b.order - a.order);
    }
  }
  return nodes;
}

/** The gradients that have come in at the nodes of a walk, added up. */
class Incoming {
  readonly nodes: readonly GradNode[];
  readonly #grads: ((Tensor | null)[] | null)[];
  readonly #own: number;

  constructor(nodes: readonly GradNode[], own: number) {
    this.nodes = nodes;
    this.#own = own;
    this.#grads = new Array<null>(nodes.length).fill(null);
    this.#number();
  }

  #number(): void {
    for (let place = 0; place < this.nodes.length; place++) (this.nodes[place] as GradNode).place = place;
  }

  add(node: GradNode, slot: number, grad: Tensor): void {
    // A hook that walks the same graph has numbered its nodes anew.
    if (this.nodes[node.place] !== node) this.#number();
    const grads = this.#grads[node.place] ?? null;
    if (grads === null) {
      const first: (Tensor | null)[] = slot === 0 ? [grad] : new Array<null>(slot).fill(null);
      first[slot] = grad;
      this.#grads[node.place] = first;
      return;
    }
    while (grads.length <= slot) grads.push(null);
    const before = grads[slot] ?? null;
    if (before === null) {
      grads[slot] = grad;
      return;
    }
    const sum = add(before, grad);
    sum.storage.holder = this.#own;
    grads[slot] = sum;
  }

  /** What has come in at a place; null for nothing. It is kept no longer. */
  taken(place: number): (Tensor | null)[] | null {
    const grads = this.#grads[place] ?? null;
    this.#grads[place] = null;
    return grads;
  }
}

function runHooks(node: GradNode, grads: (Tensor | null)[]): void {
  if (node.hooks === undefined) return;
  for (const { slot, run } of node.hooks) {
    const grad = grads[slot] ?? null;
    if (grad === null) continue;
    const next = run(grad) ?? grad;
    next.storage.holder = ANYONE;
    grads[slot] = next;
  }
}

function passOn(
  node: GradNode,
  grads: readonly (Tensor | null)[],
  incoming: Incoming,
  needed: ReadonlySet<GradNode> | undefined,
  own: number,
): void {
  const call = nextMaker();
  for (let i = 0; i < grads.length; i++) {
    const storage = grads[i]?.storage;
    // A gradient that is the walk's own is as good as made by the formula, which may pass it on.
    if (storage?.holder === own) storage.holder = call;
  }
  const results = node.backward(grads[0] as Tensor, node, grads);
  for (let i = 0; i < node.next.length; i++) {
    const next = node.next[i] ?? null;
    const grad = results[i] ?? null;
    if (next === null || grad === null || (needed !== undefined && !needed.has(next))) continue;
    const fit = fitting(node, i, grad);
    // What goes to a second operand is no longer from this call.
    fit.storage.holder = fit.storage.holder === call ? own : ANYONE;
    incoming.add(next, node.slots[i] ?? 0, fit);
  }
}

/** The gradient of operand `i` in the operand's dtype and on its device. @throws Error blaming the operation for a wrong shape. */
function fitting(node: GradNode, i: number, grad: Tensor): Tensor {
  const operand: Outline | null = node.outline(i);
  if (operand === null) return grad;
  if (!sameSizes(grad.sizes, operand.sizes)) {
    throw new RuntimeError({
      who: node.name,
      seen: `returned an invalid gradient at index ${i}: got ${shapeText(grad.sizes)}`,
      expected: `a gradient of the operand's shape ${shapeText(operand.sizes)}`,
    });
  }
  const typed = grad.dtype === operand.dtype ? grad : convert(grad, operand.dtype);
  // A number of the CPU may have been an operand on another device, and a copy goes from one to the other.
  return transferred(typed, operand.device);
}

function accumulate(variable: Tensor, grad: Tensor, createGraph: boolean, own: number): void {
  if (variable.grad === null) {
    variable.grad = createGraph ? grad : toKeep(grad, own);
  } else if (createGraph) {
    variable.grad = add(variable.grad, grad);
  } else {
    assign('backward', variable.grad, add(variable.grad, grad));
  }
}

/**
 * A gradient that a leaf may change in place: the same that came in where the walk alone has it, else a copy, for it may have gone
 * to several leaves. Its elements lie in row-major order and are all that its storage has.
 */
function toKeep(grad: Tensor, own: number): Tensor {
  const { storage, sizes } = grad;
  const isOwn = storage.holder === own && grad.isContiguous() && grad.numel() === storage.buffer.length;
  return isOwn ? viewOf(grad, sizes, contiguousStrides(sizes), 0) : contiguousCopy(grad);
}
