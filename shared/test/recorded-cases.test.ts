import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { py, torch } from '#torch';
import { RuntimeError } from '../src/core/errors.ts';
import { readCaseFiles } from './golden/cases.ts';
import { difference, exact } from './golden/driver/compare.ts';
import { factsIn, raisedDifference } from './golden/driver/raised.ts';
import { MissingError } from './golden/driver/runtime.ts';
import { camelCase } from './golden/driver/spelling.ts';
import { decode, decodeIndex, newScope } from './golden/driver/values.ts';
import { exclusionOf, needless } from './golden/exclusions.ts';
import { runCase } from './golden/kinds/index.ts';
import { sameButRounding } from './golden/kinds/notebook.ts';
import { tallyTable } from './golden/table.ts';

// The driver of the recorded cases judges everything else, so here it is shown wrong results and must say no.

const float = (data: unknown[], shape: number[] = [data.length]) => ({ dtype: 'float32', shape, data });
const read = (value: unknown) => decode(value, newScope(), 'marked');

describe('a comparison', () => {
  const same: [string, unknown, unknown][] = [
    ['a tensor', torch.tensor([1.5, 2]), float([1.5, 2])],
    ['NaN', torch.tensor([Number.NaN]), float(['nan'])],
    [
      'infinities',
      torch.tensor([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
      float(['inf', '-inf']),
    ],
    ['a float32 decimal', torch.tensor([0.1]), float([0.1])],
    ['no dimensions', torch.tensor(2.5), float([2.5], [])],
    ['no elements', torch.zeros(0, 3), float([], [0, 3])],
    [
      'an int64 beyond 2**53',
      torch.tensor([9007199254740993n]),
      { dtype: 'int64', shape: [1], data: ['9007199254740993'] },
    ],
    ['bools', torch.tensor([true, false]), { dtype: 'bool', shape: [2], data: [1, 0] }],
    ['a size', torch.zeros(2, 3).shape, { $size: [2, 3] }],
    ['a dtype', torch.int64, { $dtype: 'int64' }],
    [
      'several results',
      torch.tensor([[1, 5]]).max(1),
      [
        { dtype: 'int64', shape: [1], data: [5] },
        { dtype: 'int64', shape: [1], data: [1] },
      ],
    ],
    ['None', undefined, null],
    ['a dict', { a: 1, b: 'x' }, { a: 1, b: 'x' }],
  ];
  test.each(same)('accepts %s', (_, got, want) => {
    expect(difference(got, want, exact)).toBeUndefined();
  });

  const different: [string, unknown, unknown, RegExp][] = [
    ['the last bit', torch.tensor([1.0000001]), float([1]), /\[0\] is 1\.0000001.*, not 1/],
    ['the sign of zero', torch.tensor([-0, 0.5]), float([0, 0.5]), /\[0\]/],
    ['NaN for a number', torch.tensor([Number.NaN]), float([1]), /NaN/],
    ['another dtype', torch.tensor([1]), float([1]), /dtype int64, not float32/],
    ['another shape', torch.zeros(3, 2), float([0, 0, 0, 0, 0, 0], [2, 3]), /shape \(3,2\), not \(2,3\)/],
    ['a number for a tensor', 1.5, float([1.5], []), /not a Tensor/],
    ['a tensor for an array', torch.tensor([1.5]), { ...float([1.5]), np: 1 }, /not a NdArray/],
    ['a tensor for a number', torch.tensor(1.5), 1.5, /not the number/],
    ['a tensor for a list', torch.tensor([1, 2]), [1, 2], /not a list/],
    [
      'a neighbour in int64',
      torch.tensor([9007199254740992n]),
      { dtype: 'int64', shape: [1], data: ['9007199254740993'] },
      /9007199254740993/,
    ],
    ['a bool for a number', true, 1, /not the number/],
    ['a number for a bool', 1, true, /not true/],
    ['a value for None', 0, null, /not None/],
    ['another text', 'tensor([1])', 'tensor([1.])', /text differs/],
    ['an object with that text', torch.tensor([1]), 'tensor([1])', /not a text/],
    ['a shorter list', [1], [1, 2], /1 entries, not 2/],
    ['the order of keys', { b: 1, a: 1 }, { a: 1, b: 1 }, /keys b, a; wanted a, b/],
  ];
  test.each(different)('refuses %s', (_, got, want, message) => {
    expect(difference(got, want, exact)).toMatch(message);
  });

  test('bounds floats by the tolerance, and integers by nothing', () => {
    const tol = { relative: 0.01, absolute: 0.1 };
    expect(difference(torch.tensor([100.9]), float([100]), tol)).toBeUndefined();
    expect(difference(torch.tensor([101.2]), float([100]), tol)).toMatch(/not 100/);
    expect(difference(torch.tensor([Number.NaN]), float([100]), tol)).toMatch(/NaN/);
    expect(difference(new torch.Tensor([1e30]), float(['inf']), tol)).toMatch(/not Infinity/);
    expect(difference(torch.tensor([-0, 0.5]), float([0, 0.5]), tol)).toBeUndefined();
    expect(difference(torch.tensor([101]), { dtype: 'int64', shape: [1], data: [100] }, tol)).toMatch(/101/);
    expect(difference(101, 100, tol)).toMatch(/101/);
  });
});

describe('a recorded value', () => {
  test('keeps the mark of a float of whole value', () => {
    expect(read({ $f: 2 })).toEqual(py.float(2));
    expect(decode({ $f: 2 }, newScope(), 'plain')).toBe(2);
    expect(read({ $f: '-inf' })).toBe(Number.NEGATIVE_INFINITY);
  });

  test('is a leaf where it is marked, and views of it are not', () => {
    const scope = newScope();
    const view = decode(
      {
        ...float([1, 2, 3, 4], [2, 2]),
        rg: 1,
        view: [
          ['transpose', 0, 1],
          ['slice', 0, 1, null, null],
        ],
      },
      scope,
      'marked',
    );
    expect(String(view)).toContain('[[2., 4.]]');
    expect(scope.leaves).toHaveLength(1);
    expect(String(scope.leaves[0])).toContain('[3., 4.]');
  });

  test('as an index has a spelling of its own', () => {
    const index = {
      $tuple: [{ $slice: [1, null, 2] }, { $ellipsis: 1 }, null, [0, 2], { $slice: [null, null, null] }],
    };
    expect(decodeIndex(index, newScope())).toEqual(['1::2', '...', null, [0, 2], ':']);
    expect(decodeIndex(-1, newScope())).toEqual([-1]);
  });

  test.each([
    ['log_softmax', 'logSoftmax'],
    ['add_', 'add_'],
    ['xavier_uniform_', 'xavierUniform_'],
    ['atleast_1d', 'atleast1d'],
    ['smooth_l1_loss', 'smoothL1Loss'],
    ['T_max', 'TMax'],
    ['TensorDataset', 'TensorDataset'],
  ])('%s is called %s', (name, ours) => expect(camelCase(name)).toBe(ours));
});

describe('an error', () => {
  const recorded = {
    type: 'RuntimeError',
    msg: 'mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5) for \'Long\' in "0.weight"',
  };
  const ours = (seen: string) => new RuntimeError({ who: 'matmul', seen });

  test('passes with the class and every fact', () => {
    expect(raisedDifference(ours('(2, 3) @ (4, 5), int64, 0.weight'), recorded)).toBeUndefined();
  });

  test.each<[string, unknown, RegExp]>([
    ['a number that is not named', ours('(2, 3) @ (4, 6), int64, 0.weight'), /does not name 5/],
    ['a dtype that is not named', ours('(2, 3) @ (4, 5), 0.weight'), /does not name Long/],
    ['a name that is not there', ours('(2, 3) @ (4, 5), int64'), /does not name 0\.weight/],
    [
      'another class',
      Object.assign(ours('2 3 4 5 Long 0.weight'), { name: 'ValueError' }),
      /raised ValueError/,
    ],
    ["JavaScript's own error", new TypeError('2 3 4 5 Long 0.weight'), /JavaScript's own/],
    ['a name that the runtime lacks', new MissingError('torch.mm is not there'), /not there/],
    ['what is no error', 'text', /threw text/],
  ])('fails for %s', (_, error, message) => {
    expect(raisedDifference(error, recorded)).toMatch(message);
  });

  test.each<[string, (number | string)[]]>([
    ["shape '[4, 2]' is invalid for input of size 6", [4, 2, 6]],
    ['expected to be in range of [-2, 1], but got -3', [-2, 1, -3]],
    ['size mismatch, got 2, 2x3,4', [2, 3, 4]],
    ['1D tensors expected, but got 16D, conv2d and 0.weight', []],
    ['"softmax_lastdim_kernel_impl" not implemented for \'Long\'', ['Long']],
    ["can't be cast to the tensor's type, is output 0 of ExpBackward0", ['ExpBackward0']],
    ["but got torch.FloatTensor instead (argument #1 'indices')", ['Float', 'indices']],
    ['Invalid learning rate: -1.0 of 1e-05', [-1, 1e-5]],
  ])('states the facts of: %s', (message, facts) => {
    expect(factsIn(message).map((fact) => (fact.kind === 'number' ? fact.value : fact.word))).toEqual(facts);
  });
});

describe('a case', () => {
  const x = { ...float([1, 2, 3]), rg: 1 };
  const squared = { id: 'square', op: 'torch.square', args: [x], out: float([1, 4, 9]), tol: 0 };
  const withGradient = { ...squared, cot: float([1, 1, 1]), grads: [float([2, 4, 6])], gtol: 0 };
  const program = {
    id: 'max',
    in: { x: float([3, 9]) },
    prog: [
      { set: ['v', 'i'], op: 'torch.max', args: [{ $: 'x' }, 0] },
      { set: 'v', op: 'operator.add', args: [1, { $: 'v' }] },
    ],
    expect: { v: float([10], []), i: { dtype: 'int64', shape: [], data: [1] } },
  };

  test.each([
    ['one call', squared],
    ['its gradients', withGradient],
    ['a program', program],
    [
      'a call that raises',
      {
        id: 'r',
        op: 'torch.reshape',
        args: [float([1, 2]), [3]],
        raises: { type: 'RuntimeError', msg: "shape '[3]' is invalid for input of size 2" },
      },
    ],
  ])('passes: %s', (_, recorded) => expect(runCase(recorded)).toBeUndefined());

  const { cot: _cot, ...raisesNothing } = { ...withGradient, raises: { type: 'RuntimeError', msg: '' } };
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['a wrong value', { ...squared, out: float([1, 4, 10]) }, /out\[2\] is 9, not 10/],
    ['a wrong gradient', { ...withGradient, grads: [float([2, 4, 7])] }, /grads\[0\]\[2\] is 6, not 7/],
    ['a gradient where none should be', { ...withGradient, grads: [null] }, /not None/],
    ['a program with a wrong end', { ...program, expect: { v: float([9], []) } }, /v\[0\] is 10, not 9/],
    ['a name that is never stored', { ...program, expect: { w: 1 } }, /w is undefined/],
    ['an error where a result is due', { ...squared, args: ['x'] }, /TypeError/],
    ['a result where an error is due', raisesNothing, /raised nothing/],
    [
      'a function that is not there',
      { ...squared, op: 'torch.no_such_thing' },
      /torch\.noSuchThing is not there/,
    ],
    ['a prefix that nobody knows', { ...squared, op: 'tf.square' }, /no prefix tf/],
    ['a kind that nobody knows', { ...squared, kind: 'dance' }, /dance/],
    [
      'a notebook without a port',
      { id: 'none#0', kind: 'notebook', seed: 0, cells: [] },
      /no port of the notebook none/,
    ],
  ])('fails: %s', (_, recorded, message) => expect(runCase(recorded)).toMatch(message));

  test('that raises too early fails', () => {
    const early = {
      id: 'early',
      prog: [
        { set: 'y', op: 'torch.reshape', args: [x, [2]] },
        { op: 'Tensor.item', args: [{ $: 'y' }] },
      ],
      raises: { type: 'RuntimeError', msg: '' },
    };
    expect(runCase(early)).toMatch(/before the last step/);
  });

  test('starts with the print options of Python', () => {
    const wide = { id: 'wide', prog: [{ op: 'test.printoptions', kw: { precision: 1 } }] };
    const text = { id: 'text', op: 'str', args: [float([0.25])], out: 'tensor([0.2500])' };
    expect(runCase(wide)).toBeUndefined();
    expect(runCase(text)).toBeUndefined();
  });
});

describe('an exclusion', () => {
  const meta = {
    id: 'm',
    op: 'torch.zeros',
    args: [2],
    kw: { device: 'meta' },
    raises: { type: 'RuntimeError', msg: '' },
  };

  test('is chosen by operation and options, in its own file', () => {
    expect(exclusionOf('errors', meta)?.reason).toContain('meta');
    expect(exclusionOf('errors', { ...meta, kw: { device: 'cpu' } })).toBeUndefined();
    expect(exclusionOf('print', meta)).toBeUndefined();
  });

  test('of a case that passes is reported', () => {
    const exclusion = { file: 'f', match: () => true, reason: 'a reason' };
    expect(needless([[exclusion, { id: 'a' }]], () => undefined)).toEqual([
      'a passes, and is excluded because: a reason',
    ]);
    expect(needless([[exclusion, { id: 'a' }]], () => 'fails')).toEqual([]);
  });
});

test.each([
  ['loss 0.1234', 'loss 0.1235', true],
  ['loss 0.1234', 'loss 0.1236', false],
  ['1.2e-05', '1.3e-05', true],
  ['loss 0.1234', 'cost 0.1234', false],
  ['epoch 3: 0.5', 'epoch 4: 0.5', false],
  ['0 1.0777236223220825', '0 1.077723741531372', true],
  ['0 1.0777206223220825', '0 1.077723741531372', false],
  ['tensor([0.5000, 2.3719e-05])', 'tensor([0.5000, 2.3722e-05])', true],
  ['tensor([0.5000, 2.5722e-05])', 'tensor([0.5000, 2.3722e-05])', false],
  ['tensor([2.3719e-05])', 'tensor([2.3722e-05])', false],
  ['tensor([0.5000]) tensor([2.3719e-05])', 'tensor([0.5000]) tensor([2.3722e-05])', false],
  ['tensor([1., 1.])', 'tensor([1.0000, 1.0000])', true],
])('a notebook prints %s for %s: %s', (got, want, same) => expect(sameButRounding(got, want)).toBe(same));

test('the table has a row for each file and one for all', () => {
  const table = tallyTable(
    new Map([
      ['ops', { passed: 999, failed: 1, excluded: 0 }],
      ['skipped', { passed: 0, failed: 0, excluded: 0 }],
      ['errors', { passed: 1, failed: 0, excluded: 1 }],
    ]),
  );
  expect(table.split('\n').map((line) => line.trim().split(/\s+/).join(' '))).toEqual([
    'file passed failed excluded share',
    'ops 999 1 0 99.9 %',
    'errors 1 0 1 50.0 %',
    'total 1000 1 1 99.8 %',
  ]);
});

describe('a folder of files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each<[string, string, RegExp]>([
    ['no cases', '{}', /bad\.cases: a list is expected/],
    ['a case without an id', '{"cases": [{}]}', /id: a text is expected/],
    ['an id that occurs twice', '{"cases": [{"id": "a"}, {"id": "a"}]}', /the id a twice/],
  ])('is refused for %s', (_, content, message) => {
    writeFileSync(join(folder, 'bad.json'), content);
    expect(() => readCaseFiles(folder)).toThrow(message);
  });

  test('is refused for a file that is asked for and not there', () => {
    expect(() => readCaseFiles(folder, ['absent'])).toThrow(/no file absent; there are bad/);
  });
});
