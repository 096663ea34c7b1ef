import { expect, describe as group, test } from '@jest/globals';
import { torch } from '#torch';
import { describe, RuntimeError, renderComplaint, TorchError } from '../src/core/errors.ts';

group('a complaint', () => {
  test('has five fields, one to a line, and leaves out those it has not', () => {
    expect(
      renderComplaint({
        who: 'matmul',
        seen: '(2, 3) @ (4,): the inner sizes differ, 3 ≠ 4',
        expected: 'equal inner sizes',
        hint: 'did you mean w.T?',
        see: 'PyTorch, torch.matmul',
      }),
    ).toBe(
      'matmul: (2, 3) @ (4,): the inner sizes differ, 3 ≠ 4\n' +
        '  expected: equal inner sizes\n  hint: did you mean w.T?\n  see: PyTorch, torch.matmul',
    );
    expect(renderComplaint({ who: 't', seen: '3-D' })).toBe('t: 3-D');
  });

  test('is an Error with the name that PyTorch raises, and keeps its fields', () => {
    const error = new RuntimeError({ who: 'f', seen: 'x' });
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(TorchError);
    expect([error.name, error.complaint.who, String(error)]).toEqual([
      'RuntimeError',
      'f',
      'RuntimeError: f: x',
    ]);
  });

  test('says where to read where there is something to read', () => {
    expect(() => torch.zeros(2).add(torch.zeros(3))).toThrow('see: PyTorch, "Broadcasting semantics"');
  });
});

test('describe names any value in a few words, and never runs code of its own', () => {
  class Scores {}
  const trap = new Proxy(
    {},
    {
      get: () => {
        throw new Error('ran');
      },
    },
  );
  const values = [
    null,
    undefined,
    'a'.repeat(50),
    3n,
    [1, 2],
    {},
    new Scores(),
    () => 1,
    Symbol('x'),
    Object.create(null),
    trap,
  ];
  expect(values.map(describe)).toEqual([
    'null',
    'undefined',
    `'${'a'.repeat(40)}…'`,
    '3',
    'an array of 2',
    'an object',
    'an object of class Scores',
    'a function',
    'a symbol',
    'an object',
    'an object',
  ]);
});
