import { describe, test } from '@jest/globals';
import { draw, type Rng, returns, submission, type Tolerance } from '#grader/authoring';
import type { Action, Binary, Graph, GraphFacts, Op, Operand, Parents, Program, Unary } from './probes.ts';

const student = submission('a06-scalar-autograd');

// ── What is right ─────────────────────────────────────────────────────────────────────────────────────────

/** The result of each operation and its partial derivatives, each from its textbook formula. */
const RULES: Readonly<Record<Op, (a: number, b: number) => readonly [y: number, da: number, db: number]>> = {
  add: (a, b) => [a + b, 1, 1],
  sub: (a, b) => [a - b, 1, -1],
  mul: (a, b) => [a * b, b, a],
  div: (a, b) => [a / b, 1 / b, -a / b / b],
  pow: (a, k) => [a ** k, k * a ** (k - 1), 0],
  neg: (a) => [-a, -1, 0],
  exp: (a) => [Math.exp(a), Math.exp(a), 0],
  log: (a) => [Math.log(a), 1 / a, 0],
  relu: (a) => (a > 0 ? [a, 1, 0] : [0, 0, 0]),
  sigmoid: (a) => [1 / (1 + Math.exp(-a)), 1 / (2 + Math.exp(a) + Math.exp(-a)), 0],
  tanh: (a) => [Math.tanh(a), 1 / Math.cosh(a) ** 2, 0],
};

/** Every node's number, and the graph with its local derivatives. Constants are nobody's nodes. */
function worked({ inputs, steps }: Program): { data: number[]; graph: Graph } {
  const data = [...inputs];
  const parents: number[][] = inputs.map(() => []);
  const local: number[][] = inputs.map(() => []);
  for (const [op, of, other] of steps) {
    const b = typeof other === 'number' ? data[other] : (other?.constant ?? Number.NaN);
    const [y, da, db] = RULES[op](data[of], b);
    data.push(y);
    parents.push(typeof other === 'number' ? [of, other] : [of]);
    local.push([da, db]);
  }
  return { data, graph: { parents, local } };
}

/** d(root) / d(node) for every node, by forward mode: one sweep up the graph for each node. */
function derivatives({ parents, local }: Graph, root: number): number[] {
  return parents.map((_, node) => {
    const slope = parents.map((_, i) => Number(i === node));
    for (let i = node + 1; i <= root; i++) {
      slope[i] = parents[i].reduce((sum, parent, at) => sum + local[i][at] * slope[parent], 0);
    }
    return slope[root];
  });
}

/** The numbers of all nodes that `root` was made from, in order, itself included. */
function reached(parents: Parents, root: number): number[] {
  const found = new Set([root]);
  // A set hands out what is added to it while it is walked.
  for (const node of found) for (const parent of parents[node]) found.add(parent);
  return [...found].sort((a, b) => a - b);
}

/** The gradients of all nodes after each action: leaves collect, other nodes hold what the last call found. */
function gradsAfter(graph: Graph, actions: readonly Action[]): number[][] {
  const grads = graph.parents.map(() => 0);
  return actions.map(([action, root]) => {
    const found = derivatives(graph, root);
    for (const node of reached(graph.parents, root)) {
      const before = graph.parents[node].length === 0 ? grads[node] : 0;
      grads[node] = action === 'zeroGrad' ? 0 : before + found[node];
    }
    return [...grads];
  });
}

// ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────

/** Numbers of either sign, none of them near 0. */
const numbers = (rng: Rng, count: number): number[] =>
  draw.uniform(rng, count, 0.5, 2).map((x) => (rng() < 0.5 ? -x : x));

const positive = (rng: Rng, count: number): number[] => draw.uniform(rng, count, 0.3, 3);

const pick = <T>(rng: Rng, items: readonly T[]): T => items[draw.integer(rng, 0, items.length - 1)];

/** The parents of every node, or how to draw them. */
type Shape = Parents | ((rng: Rng) => Parents);

const parentsOf = (rng: Rng, shape: Shape): Parents => (typeof shape === 'function' ? shape(rng) : shape);

/** The graph of this shape with random local derivatives. */
function graphOf(rng: Rng, shape: Shape): Graph {
  const parents = parentsOf(rng, shape);
  return { parents, local: parents.map((of) => numbers(rng, of.length)) };
}

/** `inner` nodes over three leaves. Each is made from the one before it, and up to two others. */
const randomShape =
  (inner: number) =>
  (rng: Rng): number[][] => {
    const parents: number[][] = [[], [], []];
    for (let node = 3; node < 3 + inner; node++) {
      const others = Array.from({ length: draw.integer(rng, 0, 2) }, () => draw.integer(rng, 0, node - 1));
      parents.push(draw.shuffle(rng, [node - 1, ...others]));
    }
    return parents;
  };

const backward = (...roots: number[]): Action[] => roots.map((root) => ['backward', root]);

/** Whether a step keeps away from kinks, poles and numbers that grow out of hand. */
function tame(op: Op, a: number, b: number): boolean {
  if (op === 'log') return a > 0.5;
  if (op === 'div') return Math.abs(b) > 0.5 && Math.abs(a / b) < 6;
  if (op === 'pow') return Math.abs(a) > 0.5 && Math.abs(a ** b) < 6;
  if (op === 'relu') return Math.abs(a) > 0.01;
  return Math.abs(RULES[op](a, b)[0]) < 6;
}

const OPS = Object.keys(RULES) as Op[];
const BINARY: readonly Op[] = ['add', 'sub', 'mul', 'div'];

/** A random expression of three inputs, `depth` operations deep; a quarter of its operands are constants. */
function expression(rng: Rng, depth: number): Program {
  const inputs = numbers(rng, 3);
  const steps: [Op, number, Operand?][] = [];
  const data = [...inputs];
  const push = (op: Op, of: number, other?: Operand): number => {
    const b = typeof other === 'number' ? data[other] : (other?.constant ?? Number.NaN);
    // tanh is tame everywhere.
    if (!tame(op, data[of], b)) return push('tanh', of);
    steps.push(other === undefined ? [op, of] : [op, of, other]);
    return data.push(RULES[op](data[of], b)[0]) - 1;
  };
  const grow = (levels: number): number => {
    if (levels === 0) return draw.integer(rng, 0, inputs.length - 1);
    const op = pick(rng, OPS);
    const of = grow(levels - 1);
    if (op === 'pow') return push(op, of, { constant: pick(rng, [2, 3, -1, -2]) });
    if (!BINARY.includes(op)) return push(op, of);
    return push(op, of, rng() < 0.25 ? { constant: pick(rng, numbers(rng, 1)) } : grow(levels - 1));
  };
  // Relus may switch a whole tree off; this term leaves two inputs with a gradient all the same.
  const tree = grow(depth);
  const term = push('mul', 0, 1);
  push('add', tree, term);
  return { inputs, steps };
}

// ── A06.1, A06.7, A06.8: operations ───────────────────────────────────────────────────────────────────────

interface Calculation {
  readonly who: string;
  program(rng: Rng): Program;
  readonly kills?: readonly string[];
}

const checkValues = ({ who, program, kills = [] }: Calculation): Promise<void> =>
  student.checkProbe('values', {
    who,
    args: (rng) => [program(rng)],
    expected: (program: Program) => worked(program).data,
    kills,
  });

const each = (op: Unary, inputs: readonly number[]): Program => ({
  inputs,
  steps: inputs.map((_, i) => [op, i] as const),
});

describe('A06.1 operations', () => {
  describe('values', () => {
    for (const op of ['add', 'sub', 'mul', 'div'] satisfies Binary[]) {
      test(op, () =>
        checkValues({
          who: `Value.${op}`,
          program: (rng) => ({
            inputs: numbers(rng, 3),
            steps: [
              [op, 0, 1],
              [op, 1, 0],
              [op, 2, 2],
              [op, 2, { constant: draw.integer(rng, 2, 9) }],
              [op, 3, 4],
            ],
          }),
        }),
      );
    }

    test('pow', () =>
      checkValues({
        who: 'Value.pow',
        program: (rng) => ({
          inputs: positive(rng, 2),
          steps: [2, 3, -1, 0.5, -2.5].map((k, i) => ['pow', i % 2, { constant: k }] as const),
        }),
      }));

    for (const op of ['neg', 'exp', 'log', 'relu'] satisfies Unary[]) {
      test(op, () =>
        checkValues({
          who: `Value.${op}`,
          program: (rng) => each(op, op === 'log' ? positive(rng, 3) : [...numbers(rng, 3), 1.5, -1.5]),
        }),
      );
    }
  });

  const graphFacts = (program: Program): GraphFacts => {
    const { data, graph } = worked(program);
    const madeFrom = graph.parents.map((of) => [...new Set(of)].sort((i, j) => i - j));
    return { madeFrom, grads: data.map(() => 0), data };
  };

  const checkGraph = (program: (rng: Rng) => Program): Promise<void> =>
    student.checkProbe('graph', {
      who: 'Value',
      args: (rng) => [program(rng)],
      expected: graphFacts,
    });

  describe('graph', () => {
    test('two operands', () =>
      checkGraph((rng) => ({
        inputs: numbers(rng, 3),
        steps: draw.shuffle(rng, [...BINARY]).map((op, i) => [op, (i + 1) % 3, i % 3] as const),
      })));
    test('one operand', () =>
      checkGraph((rng) => ({
        inputs: positive(rng, 2),
        steps: [
          ['neg', 0],
          ['exp', 1],
          ['log', 1],
          ['relu', 2],
        ],
      })));
    test('plain numbers as operands', () =>
      checkGraph((rng) => ({
        inputs: numbers(rng, 2),
        steps: [...BINARY, 'pow' as const].map(
          (op, i) => [op, i % 2, { constant: draw.integer(rng, 2, 5) }] as const,
        ),
      })));
    test('the same operand twice', () =>
      checkGraph((rng) => ({
        inputs: numbers(rng, 2),
        steps: BINARY.map((op, i) => [op, i % 2, i % 2] as const),
      })));
  });

  describe('edges', () => {
    test('relu on either side of zero', () =>
      checkValues({
        who: 'Value.relu',
        program: (rng) => each('relu', [-positive(rng, 1)[0], 0, -0, 1e-300, -1e-300, ...positive(rng, 1)]),
      }));
    test('zeros and ones', () =>
      checkValues({
        who: 'Value',
        program: (rng) => ({
          inputs: [0, 1, ...numbers(rng, 1)],
          steps: [
            ['exp', 0],
            ['log', 1],
            ['mul', 0, 2],
            ['div', 0, 2],
            ['div', 2, 1],
            ['pow', 2, { constant: 0 }],
            ['pow', 2, { constant: 1 }],
            ['sub', 2, { constant: 0 }],
          ],
        }),
      }));
  });
});

for (const [title, op, ends] of [
  ['A06.7 sigmoid', 'sigmoid', ['M-SIGOVER']],
  ['A06.8 tanh', 'tanh', ['M-SIGOVER']],
] as const) {
  describe(title, () => {
    const who = `Value.${op}`;
    describe('values', () => {
      test('ordinary numbers', () =>
        checkValues({ who, program: (rng) => each(op, [...numbers(rng, 4), 0, 4.5, -4.5]) }));
    });
    describe('stability', () => {
      test('numbers of a thousand', () =>
        checkValues({
          who,
          program: (rng) => each(op, [...draw.uniform(rng, 2, 800, 1000), -1000, 0.25]),
          kills: ends,
        }));
    });
  });
}

// ── A06.2: local derivatives ──────────────────────────────────────────────────────────────────────────────

describe('A06.2 localDerivatives', () => {
  /** One operation on leaves of its own; the exponent of `pow` is a plain number. */
  const alone = (op: Op, a: number, b?: number): Program => {
    if (b === undefined) return { inputs: [a], steps: [[op, 0]] };
    if (op === 'pow') return { inputs: [a], steps: [[op, 0, { constant: b }]] };
    return { inputs: [a, b], steps: [[op, 0, 1]] };
  };

  const eachAlone = (ops: readonly Unary[], inputs: readonly number[]): Program[] =>
    ops.flatMap((op) => inputs.map((a) => alone(op, a)));

  const checkLocal = (
    programs: (rng: Rng) => readonly Program[],
    kills: readonly string[] = [],
  ): Promise<void> =>
    student.checkProbe('inputGrads', {
      who: 'Value.backward',
      args: (rng) => [programs(rng)],
      expected: (programs: readonly Program[]) =>
        programs.map((program) => {
          const { data, graph } = worked(program);
          return derivatives(graph, data.length - 1).slice(0, program.inputs.length);
        }),
      // Without a gradient of the result there is none of its operands.
      kills: [...kills, 'M-SEED1'],
    });

  const checkBinary = (...ops: Binary[]): Promise<void> =>
    checkLocal((rng) => {
      const [a, b] = numbers(rng, 2);
      return ops.flatMap((op) => [alone(op, a, b), alone(op, b, a)]);
    });

  describe('values', () => {
    test('sums and differences', () => checkBinary('add', 'sub'));
    test('products', () => checkBinary('mul'));
    test('quotients', () => checkBinary('div'));
    test('squares and cubes', () =>
      checkLocal((rng) => [2, 3].map((k) => alone('pow', numbers(rng, 1)[0], k)), ['M-POWRULE']));
    test('exponentials', () => checkLocal((rng) => eachAlone(['exp'], numbers(rng, 2))));
    test('logarithms', () => checkLocal((rng) => eachAlone(['log'], positive(rng, 2))));
    test('negatives and relus', () =>
      checkLocal((rng) => eachAlone(['neg', 'relu'], [...positive(rng, 1), -1.5])));
    test('sigmoids', () => checkLocal((rng) => eachAlone(['sigmoid'], numbers(rng, 3))));
    test('hyperbolic tangents', () => checkLocal((rng) => eachAlone(['tanh'], numbers(rng, 3))));
  });

  describe('positions', () => {
    test('a plain number in the second', () =>
      checkLocal((rng) =>
        BINARY.map((op) => ({ inputs: numbers(rng, 1), steps: [[op, 0, { constant: numbers(rng, 1)[0] }]] })),
      ));
    test('the same operand in both', () =>
      checkLocal(
        (rng) => BINARY.map((op) => ({ inputs: numbers(rng, 1), steps: [[op, 0, 0]] })),
        ['M-REPEAT', 'M-OVERWRITE'],
      ));
  });

  describe('edges', () => {
    test('relu at zero', () =>
      checkLocal((rng) => eachAlone(['relu'], [0, -0, ...positive(rng, 1), 1e-300, -1e-300]), ['M-RELU0']));
    test('exponents that are one or negative or broken', () =>
      checkLocal(
        (rng) => [1, -2, 0.5, -1.5].map((k) => alone('pow', draw.uniform(rng, 1, 1.5, 3)[0], k)),
        ['M-POWRULE'],
      ));
    // As far out as e^x itself reaches: further, numbers that overflow would cost points here as well as in A06.7.
    test('the flat ends of sigmoid and tanh', () =>
      checkLocal(() => eachAlone(['sigmoid', 'tanh'], [700, -700, 0, 40])));
  });
});

// ── A06.3: order ──────────────────────────────────────────────────────────────────────────────────────────

/** A chain that is too long for functions that call themselves once for every node. */
const LONG = 100_000;

describe('A06.3 topoSort', () => {
  /** What counts about an order: which nodes it has, which is last, and how many stand before a parent of theirs. */
  const facts = (parents: Parents, order: readonly number[]) => ({
    nodes: [...order].sort((a, b) => a - b),
    last: order.at(-1) ?? -1,
    tooEarly: order.filter((node, i) => parents[node]?.some((parent) => order.indexOf(parent) > i)).length,
  });

  const check = (shape: Shape, roots: readonly number[], kills: readonly string[] = []): Promise<void> =>
    student.checkProbe('sorted', {
      who: 'topoSort',
      args: (rng) => [parentsOf(rng, shape), roots],
      expected: (parents: Parents, roots: readonly number[]) =>
        roots.map((root) => ({ nodes: reached(parents, root), last: root, tooEarly: 0 })),
      compare: (received, parents) =>
        Array.isArray(received)
          ? received.map((order) => (Array.isArray(order) ? facts(parents, order) : order))
          : received,
      kills,
    });

  describe('order', () => {
    test('one after another', () => check([[], [0], [1], [2], [3]], [4]));
    test('a tree', () => check([[], [], [0, 1], [], [], [4, 3], [2, 5]], [6]));
    test('a random graph', () => check(randomShape(9), [11]));
    test('a leaf and what is made from it', () => check([[], [], [1, 0], [2]], [0, 3]));
  });

  describe('sharing', () => {
    test('diamonds', () =>
      check([[], [0], [1], [1], [2, 3], [3, 2], [4, 5]], [4, 5, 6], ['M-TOPO', 'M-REVISIT']));
    test('an operand that is needed early and late', () =>
      check([[], [0], [1], [1, 2], [2, 1], [3, 4]], [3, 4, 5], ['M-TOPO', 'M-REVISIT']));
    test('the same operand twice', () => check([[], [0, 0], [1, 1], [2]], [3], ['M-REVISIT']));
    test('nodes that the root was not made from', () =>
      check([[], [], [0], [2, 1], [2], [3], [4, 0]], [4, 6]));
  });

  describe('depth', () => {
    test('a hundred thousand operations', () =>
      student.checkProbe('sortedChain', {
        who: 'topoSort',
        args: () => [LONG],
        expected: (length: number) => ({ nodes: length, inPlace: length }),
        kills: ['M-RECURSION'],
      }));
  });
});

// ── A06.4, A06.5: the walk ────────────────────────────────────────────────────────────────────────────────

/** What goes wrong where a leaf, an inner node, or a position of the same node comes twice. */
const SHARED_LEAF = ['M-OVERWRITE', 'M-SEED1'];
const SHARED_INNER = [...SHARED_LEAF, 'M-TOPO', 'M-REVISIT'];
const AGAIN = [...SHARED_LEAF, 'M-STALE'];
const AGAIN_INNER = [...SHARED_INNER, 'M-STALE'];
const REPEATED = [...SHARED_LEAF, 'M-REPEAT'];

/** A walk in another order adds the same terms in another order. */
const SUMS: Tolerance = { rtol: 1e-7, atol: 1e-7 };

const checkWalk = (
  who: string,
  shape: Shape,
  actions: readonly Action[],
  kills: readonly string[],
): Promise<void> =>
  student.checkProbe('walk', {
    who,
    args: (rng) => [graphOf(rng, shape), actions],
    expected: gradsAfter,
    tolerance: SUMS,
    kills,
  });

/** The inner nodes 2 and 3 share their parent 1, which is no leaf: it has to wait for both. */
const STEM_AND_DIAMOND = [[], [0], [1], [1], [2, 3]];

/** What steps of 1e-5 say about a slope that bends. */
const MEASURED: Tolerance = { rtol: 1e-4, atol: 1e-5 };

const checkGradients = (program: (rng: Rng) => Program, kills: readonly string[]): Promise<void> =>
  student.checkProbe('gradients', {
    who: 'Value.backward',
    args: (rng) => [program(rng)],
    expected: (program: Program) => {
      const { data, graph } = worked(program);
      const root = data.length - 1;
      return { value: data[root], grads: derivatives(graph, root) };
    },
    tolerance: SUMS,
    kills,
  });

describe('A06.4 backward', () => {
  const who = 'Value.backward';

  describe('graphs', () => {
    test('one after another', () => checkWalk(who, [[], [0], [1], [2]], backward(3), ['M-SEED1']));
    test('a diamond on a stem', () => checkWalk(who, STEM_AND_DIAMOND, backward(4), SHARED_INNER));
    test('an operand that is needed early and late', () =>
      checkWalk(who, [[], [0], [1], [1, 2], [2, 1], [3, 4]], backward(5), SHARED_INNER));
    test('a random graph', () => checkWalk(who, randomShape(7), backward(9), ['M-SEED1']));
    test('nodes that the root was not made from', () =>
      checkWalk(who, [[], [], [0], [2, 1], [2], [3, 0]], backward(4), ['M-SEED1']));
    test('a leaf and then what is made from it', () =>
      checkWalk(who, [[], [0]], backward(0, 1), ['M-SEED1']));
  });

  describe('repeats', () => {
    test('the same operand in several places', () =>
      checkWalk(who, [[], [0, 0, 0], [1, 1]], backward(2), SHARED_INNER));
    test('a number minus itself and by itself', () =>
      checkGradients(
        (rng) => ({
          inputs: numbers(rng, 2),
          steps: [
            ['sub', 0, 0],
            ['div', 0, 0],
            ['mul', 0, 0],
            ['add', 0, 0],
            ['add', 2, 3],
            ['mul', 4, 5],
            ['add', 6, 7],
            ['mul', 8, 1],
          ],
        }),
        REPEATED,
      ));
  });

  describe('expressions', () => {
    for (const depth of [3, 5, 7]) {
      test(`a random expression of depth ${depth}`, () =>
        checkGradients((rng) => expression(rng, depth), ['M-SEED1']));
    }
    test('the slopes that small steps measure', () =>
      student.checkProbe('gradients', {
        who,
        args: (rng) => [expression(rng, 3)],
        expected: (program: Program) => {
          const valueAt = (i: number, step: number): number => {
            const inputs = program.inputs.with(i, program.inputs[i] + step);
            return worked({ ...program, inputs }).data.at(-1) as number;
          };
          const grads = program.inputs.map((_, i) => (valueAt(i, 1e-5) - valueAt(i, -1e-5)) / 2e-5);
          return { value: valueAt(0, 0), grads };
        },
        returns: ({ inputs, steps }) =>
          returns.record({
            value: returns.number(),
            grads: returns.list(inputs.length + steps.length, returns.number()),
          }),
        compare: (received, { inputs }) => {
          const { value, grads } = received as { value: number; grads: number[] };
          return { value, grads: grads.slice(0, inputs.length) };
        },
        tolerance: MEASURED,
        kills: ['M-SEED1'],
      }));
    test('constants among the operands', () =>
      checkGradients(
        (rng) => ({
          inputs: numbers(rng, 1),
          steps: [
            ['mul', 0, { constant: 3 }],
            ['sub', 1, { constant: 0.5 }],
            ['pow', 2, { constant: 2 }],
            ['div', 3, { constant: 4 }],
            ['add', 1, 4],
          ],
        }),
        [...SHARED_INNER, 'M-POWRULE'],
      ));
  });

  describe('depth', () => {
    test('a hundred thousand operations', () =>
      student.checkProbe('walkedChain', {
        who,
        args: (rng) => [LONG, 1 + draw.uniform(rng, 1, 1e-6, 2e-5)[0]],
        expected: (length: number, slope: number) => [
          slope ** (length - 1),
          slope ** (length - 1 - length / 2),
          1,
        ],
        tolerance: SUMS,
        kills: ['M-RECURSION', 'M-SEED1'],
      }));
  });
});

describe('A06.5 accumulation', () => {
  describe('uses', () => {
    test('a leaf in five places', () =>
      checkWalk(
        'Value.backward',
        [[], [], [0, 1], [0], [2, 0], [3, 4, 0], [5, 0]],
        backward(6),
        SHARED_LEAF,
      ));
    test('an inner node in five places', () =>
      checkGradients(
        (rng) => ({
          inputs: numbers(rng, 2),
          steps: [
            ['mul', 0, 1],
            ['add', 2, 2],
            ['mul', 3, 2],
            ['sub', 4, 2],
            ['add', 2, 5],
          ],
        }),
        SHARED_INNER,
      ));
  });

  describe('passes', () => {
    test('the same root twice', () =>
      checkWalk('Value.backward', STEM_AND_DIAMOND, backward(4, 4), AGAIN_INNER));
    test('three times in a random graph', () =>
      checkWalk('Value.backward', randomShape(6), backward(8, 8, 8), AGAIN));
    test('two roots that share a part', () =>
      checkWalk('Value.backward', [[], [], [0, 1], [2], [2, 1]], backward(3, 4, 3), AGAIN));
    test('a part of the graph and then the whole', () =>
      checkWalk('Value.backward', [[], [0], [1], [2, 1]], backward(2, 3, 0), AGAIN_INNER));
    test('three times through operations with a single operand', () =>
      student.checkProbe('gradients', {
        who: 'Value.backward',
        args: (rng): [Program, number] => {
          const inputs = numbers(rng, 2);
          return [
            {
              inputs,
              steps: [
                ['sigmoid', 0],
                ['exp', 2],
                ['mul', 3, 1],
                ['neg', 4],
              ],
            },
            3,
          ];
        },
        expected: (program: Program, passes: number) => {
          const { data, graph } = worked(program);
          const root = data.length - 1;
          const once = derivatives(graph, root);
          return {
            value: data[root],
            grads: once.map((grad, i) => (i < program.inputs.length ? passes * grad : grad)),
          };
        },
        tolerance: SUMS,
        kills: AGAIN,
      }));
  });

  describe('zero', () => {
    test('cleared between two passes', () =>
      checkWalk(
        'zeroGrad',
        STEM_AND_DIAMOND,
        [
          ['backward', 4],
          ['zeroGrad', 4],
          ['backward', 4],
        ],
        SHARED_INNER,
      ));
    test('only what the root was made from', () =>
      checkWalk(
        'zeroGrad',
        [[], [], [0, 1], [2], [2, 1], []],
        [
          ['backward', 3],
          ['backward', 4],
          ['backward', 5],
          ['zeroGrad', 3],
        ],
        AGAIN,
      ));
  });
});

// ── A06.6: checking gradients ─────────────────────────────────────────────────────────────────────────────

describe('A06.6 gradCheck', () => {
  describe('slopes', () => {
    /** Of `c·x³`, measured with a step of h: exactly `c·(3x² + h²)`. */
    const expected = (coefficients: readonly number[], at: readonly number[], h = 1e-5): number[] =>
      coefficients.map((c, i) => c * (3 * at[i] ** 2 + h ** 2));

    test('a wide step', () =>
      student.checkProbe('slopes', {
        who: 'centralDifference',
        args: (rng) => [numbers(rng, 2), numbers(rng, 2), draw.uniform(rng, 1, 0.4, 0.9)[0]],
        expected,
      }));
    test('the usual step and three inputs', () =>
      student.checkProbe('slopes', {
        who: 'centralDifference',
        args: (rng) => [numbers(rng, 3), numbers(rng, 3)],
        expected: (coefficients: readonly number[], at: readonly number[]) => expected(coefficients, at),
        tolerance: { rtol: 1e-6, atol: 1e-8 },
      }));
  });

  describe('verdicts', () => {
    /** Verdicts with a word for a relative error that is no number: which one it is does not matter. */
    const named = (verdicts: unknown): unknown =>
      Array.isArray(verdicts)
        ? verdicts.map((verdict: { ok?: unknown; maxRelErr?: unknown } | null) => ({
            ok: verdict?.ok,
            maxRelErr: Number.isFinite(verdict?.maxRelErr) ? verdict?.maxRelErr : 'no number',
          }))
        : verdicts;

    /** The relative error of a slope that is wrong by a factor. */
    const error = (factor: number): number => Math.abs(factor - 1) / Math.max(Math.abs(factor), 1);

    const check = (factors: readonly (readonly number[])[]): Promise<void> =>
      student.checkProbe('verdicts', {
        who: 'gradCheck',
        args: (rng) => [numbers(rng, factors[0].length), numbers(rng, factors[0].length), factors],
        expected: (_coefficients: unknown, _at: unknown, factors: readonly (readonly number[])[]) =>
          named(
            factors.map((row) => {
              const maxRelErr = Math.max(...row.map(error));
              return { ok: maxRelErr < 1e-4, maxRelErr };
            }),
          ),
        compare: named,
        // Small steps measure slopes to about nine digits.
        tolerance: { rtol: 1e-3, atol: 1e-6 },
        kills: ['M-SEED1'],
      });

    test('a right derivative and a wrong one', () => check([[1], [1.5], [1], [-1]]));
    test('one input wrong among three', () =>
      check([
        [1, 1, 1],
        [2, 1, 1],
        [1, 0.5, 1],
        [1, 1, 3],
      ]));
    test('a derivative that is missing', () =>
      check([
        [1, 1],
        [1, 0],
        [0, 0],
      ]));
    test('on either side of the limit', () => check([[1 + 1e-3], [1 + 1e-6], [1 - 1e-3], [1 - 1e-6]]));
    test('a derivative that is no number', () =>
      check([
        [1, 1],
        [Number.NaN, 1],
        [1, Number.NaN],
      ]));
  });
});
