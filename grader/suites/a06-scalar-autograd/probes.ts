/**
 * What runs beside the student's code in A06: each function builds values from plain data, lets the student's code
 * work on them, and gives plain data back. Nothing here knows an answer.
 *
 * Only names that A06 fixes are used: `new Value(data, parents)`, `data`, `grad`, `parents`, the operations,
 * `backward`, the functions, and the network that is given. How a submission remembers its derivatives, what it writes
 * into `op`, and what it makes of plain numbers is its own affair.
 */

type Submission = typeof import('../../../solutions/a06-scalar-autograd/scalar-autograd.ts');
type Value = InstanceType<Submission['Value']>;

export type Binary = 'add' | 'sub' | 'mul' | 'div';
export type Unary = 'neg' | 'exp' | 'log' | 'relu' | 'sigmoid' | 'tanh';
export type Op = Binary | 'pow' | Unary;

/** A node by its number, or a plain number. */
export type Operand = number | { readonly constant: number };

/** A calculation: the inputs are the nodes 0, 1, …, and every step makes the next one. */
export interface Program {
  readonly inputs: readonly number[];
  readonly steps: readonly (readonly [op: Op, of: number, other?: Operand])[];
}

/** How a graph hangs together: the parents of each node by number, all smaller than its own. Leaves have none. */
export type Parents = readonly (readonly number[])[];

/** A graph with a local derivative for each position: every node is the sum of its parents, each times that factor. */
export interface Graph {
  readonly parents: Parents;
  readonly local: readonly (readonly number[])[];
}

export type Action = readonly ['backward' | 'zeroGrad', root: number];

/** What a calculation left behind: of every node, which nodes it was made from, its gradient and its number. */
export interface GraphFacts {
  readonly madeFrom: readonly (readonly number[])[];
  readonly grads: readonly number[];
  readonly data: readonly number[];
}

function run(student: Submission, { inputs, steps }: Program): Value[] {
  const nodes = inputs.map((x) => new student.Value(x));
  for (const [op, of, other] of steps) {
    const operand = typeof other === 'number' ? nodes[other] : other?.constant;
    const made: unknown = Reflect.apply(nodes[of][op], nodes[of], operand === undefined ? [] : [operand]);
    if (!(made instanceof student.Value))
      throw new TypeError(`${op} returned ${kindOf(made)}; expected a Value`);
    nodes.push(made);
  }
  return nodes;
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}

/** The number of every node of `program`, made by the operations. */
export function values(student: Submission, program: Program): number[] {
  return run(student, program).map(({ data }) => data);
}

/** How the nodes of `program` hang together, and their gradients and numbers afterwards. */
export function graph(student: Submission, program: Program): GraphFacts {
  const made = run(student, program);
  return {
    madeFrom: made.map((node) => madeFrom(node, made)),
    grads: made.map(({ grad }) => grad),
    data: made.map(({ data }) => data),
  };
}

/**
 * The first of `nodes` on each way back from `node`, as numbers in order. What a submission puts in between is its
 * own affair: a leaf for a plain number, or a sum and a negation where another has one difference.
 */
function madeFrom(node: Value, nodes: readonly Value[]): number[] {
  const behind = new Set(node.parents);
  // A set hands out what is added to it while it is walked.
  for (const value of behind) {
    if (!nodes.includes(value)) for (const parent of value.parents) behind.add(parent);
  }
  return [...behind]
    .flatMap((value) => (nodes.includes(value) ? nodes.indexOf(value) : []))
    .sort((i, j) => i - j);
}

/** The last node's number, and the gradients of all nodes after `backward` on it, so many times. */
export function gradients(
  student: Submission,
  program: Program,
  passes = 1,
): { value: number; grads: number[] } {
  const nodes = run(student, program);
  const root = nodes[nodes.length - 1];
  for (let pass = 0; pass < passes; pass++) root.backward();
  return { value: root.data, grads: nodes.map(({ grad }) => grad) };
}

/** For each program, the gradients of its inputs after `backward` on its last node. */
export function inputGrads(student: Submission, programs: readonly Program[]): number[][] {
  return programs.map((program) => gradients(student, program).grads.slice(0, program.inputs.length));
}

/** What `topoSort` gives for each root, as numbers of nodes; −1 for a node that is none of the graph's. */
export function sorted(student: Submission, parents: Parents, roots: readonly number[]): number[][] {
  const nodes: Value[] = [];
  // By the constructor alone, so that sorting needs none of the operations.
  for (const [i, of] of parents.entries())
    nodes.push(
      new student.Value(
        i,
        of.map((j) => nodes[j]),
      ),
    );
  return roots.map((root) => [...student.topoSort(nodes[root])].map((node) => nodes.indexOf(node)));
}

/** The gradients of all nodes after each of the actions. */
export function walk(student: Submission, graph: Graph, actions: readonly Action[]): number[][] {
  const nodes: Value[] = [];
  for (const [i, of] of graph.parents.entries()) {
    const terms = of.map((j, at) => nodes[j].mul(graph.local[i][at]));
    nodes.push(terms.length === 0 ? new student.Value(1) : sumOf(terms));
  }
  return actions.map(([action, root]) => {
    if (action === 'backward') nodes[root].backward();
    else student.zeroGrad(nodes[root]);
    return nodes.map(({ grad }) => grad);
  });
}

const sumOf = (terms: readonly Value[]): Value => terms.reduce((sum, term) => sum.add(term));

/** Sorts a chain: how many nodes came back, and how many of them stand where they belong. */
export function sortedChain(student: Submission, length: number): { nodes: number; inPlace: number } {
  const chain = [new student.Value(1)];
  while (chain.length < length) chain.push(new student.Value(1, [chain[chain.length - 1]]));
  const order = [...student.topoSort(chain[chain.length - 1])];
  return { nodes: order.length, inPlace: order.filter((node, i) => node === chain[i]).length };
}

/** Goes backward through a chain of products: the gradients of its leaf, of the node in the middle, and of its root. */
export function walkedChain(student: Submission, length: number, slope: number): number[] {
  const chain = [new student.Value(1)];
  while (chain.length < length) chain.push(chain[chain.length - 1].mul(slope));
  chain[chain.length - 1].backward();
  return [chain[0], chain[Math.floor(length / 2)], chain[length - 1]].map(({ grad }) => grad);
}

/** `Σ coefficient[j] · v[j]³`, one of the functions that gradients are checked on. */
const cubes = (coefficients: readonly number[], v: readonly number[]): number =>
  coefficients.reduce((sum, c, j) => sum + c * v[j] ** 3, 0);

/** The slope of a sum of cubes by each input; with `step`, by that step. */
export function slopes(
  student: Submission,
  coefficients: readonly number[],
  at: readonly number[],
  step?: number,
): number[] {
  const f = (...v: number[]): number => cubes(coefficients, v);
  return at.map((_, i) =>
    step === undefined ? student.centralDifference(f, at, i) : student.centralDifference(f, at, i, step),
  );
}

/**
 * `gradCheck` on sums of cubes whose derivative is right, or wrong by a factor, for each input: one verdict for each
 * list of factors.
 */
export function verdicts(
  student: Submission,
  coefficients: readonly number[],
  at: readonly number[],
  factors: readonly (readonly number[])[],
): { ok: boolean; maxRelErr: number }[] {
  return factors.map((factor) => {
    const f = (...v: Value[]): Value => {
      const x = v.map(({ data }) => data);
      // A sum of plain multiples has the slopes that are wanted; then its number is replaced by that of the cubes.
      const y = sumOf(v.map((value, j) => value.mul(factor[j] * 3 * coefficients[j] * x[j] ** 2)));
      y.data = cubes(coefficients, x);
      return y;
    };
    const { ok, maxRelErr } = student.gradCheck(f, at);
    return { ok, maxRelErr };
  });
}

/** A network with weights from `draws` (over and over), at `x`: its size, its outputs, and the gradients of `x`. */
export function network(
  student: Submission,
  sizes: readonly number[],
  draws: readonly number[],
  x: readonly number[],
): { parameters: number; outputs: number[]; grads: number[] } {
  let drawn = 0;
  const mlp = new student.MLP(x.length, sizes, () => draws[drawn++ % draws.length]);
  const inputs = x.map((number) => new student.Value(number));
  const outputs = mlp.call(inputs);
  for (const output of outputs) output.backward();
  return {
    parameters: mlp.parameters().length,
    outputs: outputs.map(({ data }) => data),
    grads: inputs.map(({ grad }) => grad),
  };
}
