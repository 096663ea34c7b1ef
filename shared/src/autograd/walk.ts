import { RuntimeError } from '../core/errors.ts';
import { sameSizes, shapeText } from '../core/shape.ts';
import { add } from '../ops/add.ts';
import { contiguousCopy } from '../ops/clone.ts';
import { assign } from '../ops/families/in-place.ts';
import { convert, transferred } from '../ops/to.ts';
import { AccumulateGrad, type GradNode, type Outline, setGradEnabled } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';

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
 */
export function walk(roots: readonly Root[], options: WalkOptions): void {
  const incoming = new Map<GradNode, (Tensor | null)[]>();
  const before = setGradEnabled(options.createGraph);
  try {
    for (const { node, slot, grad } of roots) collect(incoming, node, slot, grad);
    for (const node of newestFirst(
      reachable(
        roots.map((root) => root.node),
        options.needed,
      ),
    )) {
      const grads = incoming.get(node);
      if (grads === undefined) continue;
      incoming.delete(node);
      runHooks(node, grads);
      options.capture?.(node, grads);
      if (node instanceof AccumulateGrad) {
        if (options.capture === undefined) accumulate(node.variable, grads[0] as Tensor, options.createGraph);
        continue;
      }
      if (
        options.needed !== undefined &&
        !node.next.some((next) => next !== null && options.needed?.has(next))
      ) {
        continue;
      }
      passOn(node, grads, incoming, options.needed);
      if (!options.retainGraph) node.release();
    }
  } finally {
    setGradEnabled(before);
  }
}

/** Every node from which a root was computed. */
export function reachable(roots: readonly GradNode[], within?: ReadonlySet<GradNode>): GradNode[] {
  const found = new Set<GradNode>(roots);
  for (const node of found) {
    for (const next of node.next)
      if (next !== null && (within === undefined || within.has(next))) found.add(next);
  }
  return [...found];
}

/** Leaves come last: their gradients are complete when nothing else is left. */
function newestFirst(nodes: GradNode[]): GradNode[] {
  const age = (node: GradNode): number => (node instanceof AccumulateGrad ? -1 : node.order);
  return nodes.sort((a, b) => age(b) - age(a));
}

function collect(
  incoming: Map<GradNode, (Tensor | null)[]>,
  node: GradNode,
  slot: number,
  grad: Tensor,
): void {
  const grads = incoming.get(node);
  if (grads === undefined) {
    const fresh: (Tensor | null)[] = [null];
    for (let i = 1; i <= slot; i++) fresh.push(null);
    fresh[slot] = grad;
    incoming.set(node, fresh);
    return;
  }
  while (grads.length <= slot) grads.push(null);
  const sum = grads[slot] ?? null;
  grads[slot] = sum === null ? grad : add(sum, grad);
}

function runHooks(node: GradNode, grads: (Tensor | null)[]): void {
  for (const { slot, run } of node.hooks ?? []) {
    const grad = grads[slot] ?? null;
    if (grad === null) continue;
    grads[slot] = run(grad) ?? grad;
  }
}

function passOn(
  node: GradNode,
  grads: readonly (Tensor | null)[],
  incoming: Map<GradNode, (Tensor | null)[]>,
  needed: ReadonlySet<GradNode> | undefined,
): void {
  const results = node.backward(grads[0] as Tensor, node, grads);
  for (let i = 0; i < node.next.length; i++) {
    const next = node.next[i] ?? null;
    const grad = results[i] ?? null;
    if (next === null || grad === null || (needed !== undefined && !needed.has(next))) continue;
    collect(incoming, next, node.slots[i] as number, fitting(node, i, grad));
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

function accumulate(variable: Tensor, grad: Tensor, createGraph: boolean): void {
  if (variable.grad === null) {
    // A copy: the same gradient may have gone to several leaves, and each may be changed in place.
    variable.grad = createGraph ? grad : contiguousCopy(grad);
  } else if (createGraph) {
    variable.grad = add(variable.grad, grad);
  } else {
    assign('backward', variable.grad, add(variable.grad, grad));
  }
}
