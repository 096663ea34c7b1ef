import { ArgumentError, describe, RuntimeError, ValueError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { AccumulateGrad, type GradNode } from '../tensor/graph.ts';
import { Tensor } from '../tensor/tensor.ts';

/** One box of the picture. */
export interface PictureNode {
  readonly kind: 'output' | 'operation' | 'leaf';
  readonly lines: readonly string[];
}

/** An arrow; `count` is how often the operation takes that operand. */
export interface PictureEdge {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** What is to be drawn: data flow along the edges, from later nodes to earlier ones; node 0 is the output. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

/** Tensors by their names: an object, or pairs as `model.namedParameters()` gives them. */
export type TensorNames = Readonly<Record<string, Tensor>> | Iterable<readonly [string, Tensor]>;

/** More than this is no picture any more. */
const mostNodes = 2000;

/** The graph behind a tensor, with the names of those of its tensors that have one. */
export function pictureOf(y: Tensor, names: TensorNames): Picture {
  const root = y.gradTarget();
  if (root === null) {
    throw new RuntimeError({
      who: 'drawGraph',
      seen: 'a tensor that does not require grad and does not have a grad_fn',
      hint: 'was it computed inside noGrad, or from detach()? A leaf needs { requiresGrad: true }',
    });
  }
  const nameOf = readNames(names);
  const found = newestFirst(root);
  const output: PictureNode = {
    kind: 'output',
    lines: [nameOf.get(y) ?? 'output', `${shapeText(y.sizes)} ${y.dtype.name}`],
  };
  const place = new Map(found.map((node, i) => [node, i + 1]));
  const edges: PictureEdge[] = [{ from: 1, to: 0, count: 1 }];
  for (const node of found) {
    const counts = new Map<GradNode, number>();
    for (const next of node.next) if (next !== null) counts.set(next, (counts.get(next) ?? 0) + 1);
    for (const [next, count] of counts) {
      edges.push({ from: place.get(next) as number, to: place.get(node) as number, count });
    }
  }
  const named = new Map<GradNode, string>();
  for (const [x, name] of nameOf) {
    if (x !== y && x.gradFn !== null) named.set(x.gradFn, name);
  }
  return { nodes: [output, ...found.map((node) => nodeOf(node, nameOf, named))], edges };
}

function nodeOf(
  node: GradNode,
  nameOf: ReadonlyMap<Tensor, string>,
  named: ReadonlyMap<GradNode, string>,
): PictureNode {
  if (node instanceof AccumulateGrad) {
    const { variable } = node;
    const facts = `${shapeText(variable.sizes)} ${variable.dtype.name}`;
    const name = nameOf.get(variable);
    return { kind: 'leaf', lines: name === undefined ? [facts] : [name, facts] };
  }
  const name = named.get(node);
  return { kind: 'operation', lines: name === undefined ? [node.name] : [node.name, name] };
}

/** Every node behind the root: operations from the newest, which comes after all that it leads to; leaves last. */
function newestFirst(root: GradNode): GradNode[] {
  const found = new Set([root]);
  for (const node of found) {
    for (const next of node.next) if (next !== null) found.add(next);
    if (found.size > mostNodes) {
      throw new ValueError({
        who: 'drawGraph',
        seen: `a graph of more than ${mostNodes} nodes`,
        expected: 'one that can be read',
        hint: 'draw a single step: does the tensor carry the graph of earlier steps with it?',
      });
    }
  }
  const [leaves, operations] = [[] as GradNode[], [] as GradNode[]];
  for (const node of found) (node instanceof AccumulateGrad ? leaves : operations).push(node);
  return [...operations.sort((a, b) => b.order - a.order), ...leaves];
}

function readNames(names: TensorNames): ReadonlyMap<Tensor, string> {
  const pairs: unknown = names;
  if (typeof pairs !== 'object' || pairs === null || pairs instanceof Tensor) throw namesComplaint(names);
  const found = new Map<Tensor, string>();
  const entries: Iterable<unknown> =
    Symbol.iterator in pairs ? (pairs as Iterable<unknown>) : Object.entries(pairs);
  for (const entry of entries) {
    const [name, x]: readonly unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof name !== 'string' || !(x instanceof Tensor)) throw namesComplaint(entry);
    found.set(x, name);
  }
  return found;
}

function namesComplaint(seen: unknown): ArgumentError {
  return new ArgumentError({
    who: 'drawGraph',
    seen: `${describe(seen)} among the names`,
    expected: 'tensors by name: { x, loss }, or model.namedParameters()',
  });
}
