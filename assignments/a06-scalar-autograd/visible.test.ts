import { describe, test } from '@jest/globals';
import { returns, submission } from '#grader/authoring';

// The cases you can see. Your values are built beside your code, by the functions in `probes.ts`; only plain numbers
// come back. A program is a list of steps: `['mul', 0, 1]` multiplies node 0 by node 1 and makes the next node. The
// inputs are the first nodes; `{ constant: 3 }` is a plain number as the operand.

const student = submission('a06-scalar-autograd');

describe('A06.1 operations', () => {
  describe('values', () => {
    test('three and two', () =>
      student.checkProbe('values', {
        who: 'Value',
        args: () => [
          {
            inputs: [3, 2],
            steps: [
              ['add', 0, 1],
              ['sub', 0, 1],
              ['mul', 0, 1],
              ['div', 0, 1],
              ['sub', 0, { constant: 5 }],
              ['div', 0, { constant: 4 }],
            ],
          },
        ],
        expected: () => [3, 2, 5, 1, 6, 1.5, -2, 0.75],
      }));
    test('four and what is made of it', () =>
      student.checkProbe('values', {
        who: 'Value',
        args: () => [
          {
            inputs: [4],
            steps: [
              ['pow', 0, { constant: 2 }],
              ['pow', 0, { constant: 0.5 }],
              ['pow', 0, { constant: -1 }],
              ['neg', 0],
              ['log', 0],
              ['exp', 5],
            ],
          },
        ],
        expected: () => [4, 16, 2, 0.25, -4, 1.3862943611198906, 4],
      }));
  });

  describe('graph', () => {
    test('a product and a difference', () =>
      student.checkProbe('graph', {
        who: 'Value',
        args: () => [
          {
            inputs: [3, 2],
            steps: [
              ['mul', 0, 1],
              ['sub', 2, { constant: 1 }],
            ],
          },
        ],
        // The plain number 1 is none of the nodes, whatever you make of it.
        expected: () => ({
          madeFrom: [[], [], [0, 1], [2]],
          grads: [0, 0, 0, 0],
          data: [3, 2, 6, 5],
        }),
      }));
  });

  describe('edges', () => {
    test('relu below and above zero', () =>
      student.checkProbe('values', {
        who: 'Value.relu',
        args: () => [
          {
            inputs: [-2, 0, 3],
            steps: [
              ['relu', 0],
              ['relu', 1],
              ['relu', 2],
            ],
          },
        ],
        expected: () => [-2, 0, 3, 0, 0, 3],
      }));
  });
});

/** One operation on inputs of its own. */
const alone = (inputs: readonly number[], op: string, ...operands: unknown[]) => ({
  inputs,
  steps: [[op, ...operands]],
});

describe('A06.2 localDerivatives', () => {
  describe('values', () => {
    test('two and four', () =>
      student.checkProbe('inputGrads', {
        who: 'Value.backward',
        args: () => [['add', 'sub', 'mul', 'div'].map((op) => alone([2, 4], op, 0, 1))],
        expected: () => [
          [1, 1],
          [1, -1],
          [4, 2],
          [0.25, -0.125],
        ],
        kills: ['M-SEED1'],
      }));
    test('the square of five', () =>
      student.checkProbe('inputGrads', {
        who: 'Value.backward',
        args: () => [[alone([5], 'pow', 0, { constant: 2 })]],
        expected: () => [[10]],
        kills: ['M-POWRULE', 'M-SEED1'],
      }));
    test('one operand', () =>
      student.checkProbe('inputGrads', {
        who: 'Value.backward',
        args: () => [
          [
            alone([2], 'neg', 0),
            alone([0], 'exp', 0),
            alone([2], 'log', 0),
            alone([0], 'sigmoid', 0),
            alone([0], 'tanh', 0),
          ],
        ],
        expected: () => [[-1], [1], [0.5], [0.25], [1]],
        kills: ['M-SEED1'],
      }));
  });

  describe('positions', () => {
    test('three times itself and minus itself and by itself', () =>
      student.checkProbe('inputGrads', {
        who: 'Value.backward',
        args: () => [['mul', 'sub', 'div'].map((op) => alone([3], op, 0, 0))],
        expected: () => [[6], [0], [0]],
        kills: ['M-REPEAT', 'M-OVERWRITE', 'M-SEED1'],
      }));
  });

  describe('edges', () => {
    test('relu below and at and above zero', () =>
      student.checkProbe('inputGrads', {
        who: 'Value.backward',
        args: () => [[-2, 0, 3].map((x) => alone([x], 'relu', 0))],
        expected: () => [[0], [0], [1]],
        kills: ['M-RELU0', 'M-SEED1'],
      }));
  });
});

/** A graph in which each node is the sum of its parents, by number, each times a factor: node 1 is 2 · node 0. */
const DIAMOND = {
  parents: [[], [0], [1], [1], [2, 3]],
  local: [[], [2], [3], [5], [1, 1]],
};

// The parents of each node by number; the nodes are made by the constructor alone.
describe('A06.3 topoSort', () => {
  describe('order', () => {
    test('a chain of three', () =>
      student.checkProbe('sorted', {
        who: 'topoSort',
        args: () => [[[], [0], [1]], [2]],
        expected: () => [[0, 1, 2]],
      }));
    test('a chain within a chain', () =>
      student.checkProbe('sorted', {
        who: 'topoSort',
        args: () => [
          [[], [0], [1], [2]],
          [1, 3],
        ],
        expected: () => [
          [0, 1],
          [0, 1, 2, 3],
        ],
      }));
  });

  describe('sharing', () => {
    test('two ways to the same node', () =>
      student.checkProbe('sorted', {
        who: 'topoSort',
        // Node 3 was made from node 1 and from node 2, which was itself made from node 1: there is only one order.
        args: () => [[[], [0], [1], [1, 2]], [3]],
        expected: () => [[0, 1, 2, 3]],
        kills: ['M-TOPO', 'M-REVISIT'],
      }));
  });
});

interface Program {
  readonly inputs: readonly number[];
  readonly steps: readonly unknown[];
}

/** A number for the last node, and a gradient for every node. */
const gradients = ({ inputs, steps }: Program) =>
  returns.record({
    value: returns.number(),
    grads: returns.list(inputs.length + steps.length, returns.number()),
  });

/** Of all gradients, those of the inputs. */
const ofInputs = (received: unknown, { inputs }: Program) => {
  const { value, grads } = received as { value: number; grads: readonly number[] };
  return { value, grads: grads.slice(0, inputs.length) };
};

describe('A06.4 backward', () => {
  describe('graphs', () => {
    test('two ways down from the root', () =>
      student.checkProbe('walk', {
        who: 'Value.backward',
        args: () => [DIAMOND, [['backward', 4]]],
        // Two ways up from node 1: 3 + 5. Below it the stem: 2 · 8.
        expected: () => [[16, 8, 1, 1, 1]],
        kills: ['M-OVERWRITE', 'M-TOPO', 'M-REVISIT', 'M-SEED1'],
      }));
  });

  describe('repeats', () => {
    test('x minus x and x by x beside a plain x', () =>
      student.checkProbe('gradients', {
        who: 'Value.backward',
        args: () => [
          {
            inputs: [3],
            steps: [
              ['sub', 0, 0],
              ['div', 0, 0],
              ['add', 1, 2],
              ['add', 3, 0],
            ],
          },
        ],
        expected: () => ({ value: 4, grads: [1, 1, 1, 1, 1] }),
        kills: ['M-REPEAT', 'M-OVERWRITE', 'M-SEED1'],
      }));
  });

  describe('expressions', () => {
    test('twice one plus two squared plus five', () =>
      student.checkProbe('gradients', {
        who: 'Value.backward',
        args: () => [
          {
            inputs: [1, 2],
            steps: [
              ['mul', 0, { constant: 2 }],
              ['pow', 1, { constant: 2 }],
              ['add', 2, 3],
              ['add', 4, { constant: 5 }],
            ],
          },
        ],
        expected: () => ({ value: 11, grads: [2, 4, 1, 1, 1, 1] }),
        kills: ['M-POWRULE', 'M-SEED1'],
      }));
    test('a fifth of a cube plus the relu of a square', () =>
      student.checkProbe('gradients', {
        who: 'Value.backward',
        args: () => [
          {
            inputs: [1.5, -4],
            steps: [
              ['pow', 0, { constant: 3 }],
              ['div', 2, { constant: 5 }],
              ['pow', 1, { constant: 2 }],
              ['relu', 4],
              ['add', 3, 5],
            ],
          },
        ],
        expected: () => ({ value: 16.675, grads: [1.35, -8] }),
        returns: gradients,
        compare: ofInputs,
        kills: ['M-POWRULE', 'M-SEED1'],
      }));
    test('one input in many places', () =>
      student.checkProbe('gradients', {
        who: 'Value.backward',
        // z = 2x + 2 + x;  q = relu(z) + z·x;  y = relu(z²) + q + q·x
        args: () => [
          {
            inputs: [-4],
            steps: [
              ['mul', 0, { constant: 2 }],
              ['add', 1, { constant: 2 }],
              ['add', 2, 0],
              ['relu', 3],
              ['mul', 3, 0],
              ['add', 4, 5],
              ['mul', 3, 3],
              ['relu', 7],
              ['add', 8, 6],
              ['mul', 6, 0],
              ['add', 9, 10],
            ],
          },
        ],
        expected: () => ({ value: -20, grads: [46] }),
        returns: gradients,
        compare: ofInputs,
        kills: ['M-OVERWRITE', 'M-TOPO', 'M-REVISIT', 'M-SEED1'],
      }));
    test('two inputs in many places', () =>
      student.checkProbe('gradients', {
        who: 'Value.backward',
        // c = 2(a + b) + 1;  d = 3(a·b + b³) + relu(b + a);  e = (2c + 1 − a) − (4d + relu(b − a));  g = e²/2 + 10/e²
        args: () => [
          {
            inputs: [-4, 2],
            steps: [
              ['add', 0, 1],
              ['add', 2, 2],
              ['add', 3, { constant: 1 }],
              ['mul', 0, 1],
              ['pow', 1, { constant: 3 }],
              ['add', 5, 6],
              ['mul', 7, { constant: 3 }],
              ['add', 1, 0],
              ['relu', 9],
              ['add', 8, 10],
              ['add', 4, 4],
              ['add', 12, { constant: 1 }],
              ['sub', 13, 0],
              ['mul', 11, { constant: 4 }],
              ['sub', 1, 0],
              ['relu', 16],
              ['add', 15, 17],
              ['sub', 14, 18],
              ['pow', 19, { constant: 2 }],
              ['div', 20, { constant: 2 }],
              ['pow', 20, { constant: -1 }],
              ['mul', 22, { constant: 10 }],
              ['add', 21, 23],
            ],
          },
        ],
        expected: () => ({ value: 24.7041, grads: [138.8338, 645.5773] }),
        returns: gradients,
        compare: ofInputs,
        tolerance: { rtol: 0, atol: 5e-5 },
        kills: ['M-OVERWRITE', 'M-TOPO', 'M-REVISIT', 'M-POWRULE', 'M-SEED1'],
      }));
    test('a network of 337 parameters', () =>
      student.checkProbe('network', {
        who: 'Value.backward',
        args: () => [
          [16, 16, 1],
          [0.1, 0.9, 0.35, 0.7, 0.55, 0.2, 0.8],
          [0.5, -1],
        ],
        expected: () => ({ parameters: 337, outputs: [-0.5], grads: [-0.86, 0.07] }),
        kills: ['M-OVERWRITE', 'M-TOPO', 'M-REVISIT', 'M-SEED1'],
      }));
  });
});

describe('A06.5 accumulation', () => {
  describe('uses', () => {
    test('a plus a', () =>
      student.checkProbe('gradients', {
        who: 'Value.backward',
        args: () => [
          {
            inputs: [3],
            steps: [
              ['add', 0, 0],
              ['mul', 1, 0],
            ],
          },
        ],
        expected: () => ({ value: 18, grads: [12, 3, 1] }),
        kills: ['M-OVERWRITE', 'M-SEED1'],
      }));
  });

  describe('passes', () => {
    test('the two ways walked twice', () =>
      student.checkProbe('walk', {
        who: 'Value.backward',
        args: () => [
          DIAMOND,
          [
            ['backward', 4],
            ['backward', 4],
          ],
        ],
        expected: () => [
          [16, 8, 1, 1, 1],
          [32, 8, 1, 1, 1],
        ],
        kills: ['M-OVERWRITE', 'M-TOPO', 'M-REVISIT', 'M-STALE', 'M-SEED1'],
      }));
  });

  describe('zero', () => {
    test('cleared after a pass', () =>
      student.checkProbe('walk', {
        who: 'zeroGrad',
        args: () => [
          DIAMOND,
          [
            ['backward', 4],
            ['zeroGrad', 4],
          ],
        ],
        expected: () => [
          [16, 8, 1, 1, 1],
          [0, 0, 0, 0, 0],
        ],
        kills: ['M-OVERWRITE', 'M-TOPO', 'M-REVISIT', 'M-SEED1'],
      }));
  });
});

describe('A06.6 gradCheck', () => {
  describe('slopes', () => {
    test('a cube with a step of one', () =>
      student.checkProbe('slopes', {
        who: 'centralDifference',
        // x³ at 2: (27 − 1) / 2
        args: () => [[1], [2], 1],
        expected: () => [13],
      }));
  });

  describe('verdicts', () => {
    test('a right derivative and one that is twice too large', () =>
      student.checkProbe('verdicts', {
        who: 'gradCheck',
        args: () => [[1], [2], [[1], [2]]],
        expected: () => [
          { ok: true, maxRelErr: 0 },
          { ok: false, maxRelErr: 0.5 },
        ],
        tolerance: { rtol: 1e-3, atol: 1e-6 },
        kills: ['M-SEED1'],
      }));
  });
});

describe('A06.7 sigmoid', () => {
  describe('values', () => {
    test('zero and one tenth', () =>
      student.checkProbe('values', {
        who: 'Value.sigmoid',
        args: () => [
          {
            inputs: [0, 0.1],
            steps: [
              ['sigmoid', 0],
              ['sigmoid', 1],
            ],
          },
        ],
        expected: () => [0, 0.1, 0.5, 0.52497918747894],
      }));
  });

  describe('stability', () => {
    test('a thousand either way', () =>
      student.checkProbe('values', {
        who: 'Value.sigmoid',
        args: () => [
          {
            inputs: [1000, -1000],
            steps: [
              ['sigmoid', 0],
              ['sigmoid', 1],
            ],
          },
        ],
        expected: () => [1000, -1000, 1, 0],
        kills: ['M-SIGOVER'],
      }));
  });
});

describe('A06.8 tanh', () => {
  describe('values', () => {
    test('zero and one', () =>
      student.checkProbe('values', {
        who: 'Value.tanh',
        args: () => [
          {
            inputs: [0, 1],
            steps: [
              ['tanh', 0],
              ['tanh', 1],
            ],
          },
        ],
        expected: () => [0, 1, 0, 0.7615941559557649],
      }));
  });
});
