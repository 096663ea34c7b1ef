import { RuntimeError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import type { GradNode } from '../tensor/graph.ts';
import { Tensor } from '../tensor/tensor.ts';
import { rootOf } from './backward.ts';
import { reachable, walk } from './walk.ts';

/** The options of `grad`, with PyTorch's defaults. */
export interface GradOptions {
  readonly gradOutputs?: Tensor | readonly (Tensor | null)[] | null;
  readonly retainGraph?: boolean;
  readonly createGraph?: boolean;
  /** Give null for an input that the outputs do not depend on, instead of refusing it. */
  readonly allowUnused?: boolean;
}

/**
 * The derivatives of `outputs` (their sum, weighted by `gradOutputs`) by each of `inputs`, leaving every `.grad`
 * alone: PyTorch's `torch.autograd.grad`.
 *
 * ```ts
 * const x = torch.tensor(3, { dtype: torch.float32, requiresGrad: true });
 * const [slope] = torch.autograd.grad(x.pow(2), x);
 * slope; // → tensor(6.)
 * ```
 *
 * @throws RuntimeError for an input that requires no gradient, or was not used (unless `allowUnused`).
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options: GradOptions = {},
): (Tensor | null)[] {
  const who = 'grad';
  checkOptions(who, options, ['gradOutputs', 'retainGraph', 'createGraph', 'allowUnused']);
  const { createGraph = false, retainGraph = createGraph, allowUnused = false } = options;
  const ys = listOf(outputs);
  const xs = listOf(inputs);
  const gradients = listOf(options.gradOutputs ?? []);
  const roots = ys.map((y, i) => rootOf(who, y, gradients[i] ?? null, i));
  const targets = xs.map((x, i) => targetOf(x, i));

  const results = xs.map<Tensor | null>(() => null);
  walk(roots, {
    retainGraph,
    createGraph,
    needed: leadingTo(
      new Set(targets),
      roots.map((root) => root.node),
    ),
    capture: (node, grads) => {
      targets.forEach((target, i) => {
        if (target === node) results[i] = grads[(xs[i] as Tensor).slot] ?? null;
      });
    },
  });
  if (!allowUnused && results.includes(null)) {
    throw new RuntimeError({
      who,
      seen: `input ${results.indexOf(null)}: One of the differentiated Tensors appears to not have been used in the graph`,
      hint: 'set allowUnused to true if this is the desired behavior',
    });
  }
  return results;
}

function listOf<T>(given: T | readonly T[]): readonly T[] {
  return given instanceof Tensor || !Array.isArray(given) ? [given as T] : given;
}

function targetOf(x: Tensor, index: number): GradNode {
  const target = x.gradTarget();
  if (target !== null) return target;
  throw new RuntimeError({
    who: 'grad',
    seen: `input ${index}: One of the differentiated Tensors does not require grad`,
    hint: 'make it with { requiresGrad: true }',
  });
}

/** The nodes on a path from the roots to a target: work on any other would be for nothing. */
function leadingTo(targets: ReadonlySet<GradNode>, roots: readonly GradNode[]): Set<GradNode> {
  const leading = new Set<GradNode>();
  const oldestFirst = reachable(roots).sort((a, b) => a.order - b.order);
  for (const node of oldestFirst.filter((candidate) => candidate.next.length === 0)) {
    if (targets.has(node)) leading.add(node);
  }
  for (const node of oldestFirst) {
    if (targets.has(node) || node.next.some((next) => next !== null && leading.has(next))) leading.add(node);
  }
  return leading;
}
