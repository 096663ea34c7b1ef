import { describe, expect, test } from '@jest/globals';
import { regionsOf, starterOf } from '../../src/authoring/regions.ts';

const SOLUTION = `/** A made-up assignment. */
import { nn, type Tensor, torch } from '#torch';

/** Doubles every entry of \`x\`. */
export function twice(x: Tensor): Tensor {
  // #region solution A00.1 twice — how often do you add x?
  const two = torch.tensor(2);
  return x.mul(two);
  // #endregion
}

/** The size of the net. */
export const sizes: number[] =
  // #region solution A00.2 sizes — count the layers
  [2, 3];
// #endregion

export const given = new nn.ReLU();
`;

describe('starterOf', () => {
  const starter = starterOf(SOLUTION, 'solution.ts');

  test('puts a placeholder and the hint where the solution was', () => {
    expect(starter).toContain(`export function twice(x: Tensor): Tensor {
  // Hint: how often do you add x?
  throw new NotImplementedError('A00.1 twice');
}`);
  });

  test('gives a constant its marker, and leaves its type to the declaration', () => {
    expect(starter).toContain(`export const sizes: number[] =
  // Hint: count the layers
  notFilled('A00.2 sizes');

export const given`);
  });

  test('keeps nothing of the solution', () => {
    expect(starter).not.toMatch(/#region|#endregion|const two|x\.mul|\[2, 3\]/);
  });

  test('keeps comments, given code, and the line feed at the end', () => {
    expect(starter).toContain('/** A made-up assignment. */');
    expect(starter).toContain('/** Doubles every entry of `x`. */');
    expect(starter.endsWith('export const given = new nn.ReLU();\n')).toBe(true);
  });

  test('imports what is still used and what the placeholders need, in the order of the formatter', () => {
    expect(starter).toContain("import { NotImplementedError, nn, notFilled, type Tensor } from '#torch';");
  });

  test('imports only the placeholder that occurs', () => {
    const functionsOnly = SOLUTION.replace(/\/\*\* The size[\s\S]*?endregion\n/, '');
    expect(starterOf(functionsOnly, 'solution.ts')).not.toContain('notFilled,');
  });

  test('a name that only a comment mentions is not imported', () => {
    expect(starterOf(SOLUTION.replace('Doubles', 'As torch.mul: doubles'), 'solution.ts')).not.toMatch(
      /import .*\btorch\b.* from/,
    );
  });

  test.each([
    [
      'below the comment at the head',
      '/** A made-up assignment. */\n\n',
      '/** A made-up assignment. */\nimport',
    ],
    ['above a comment that belongs to code', '', '\n\nimport'],
  ])('imports the placeholders on its own when the solution imports nothing: %s', (_, head, expected) => {
    const pure = `${head}/** Three. */
export function three(): number {
  // #region solution A00.1 three — two and one
  return 2 + 1;
  // #endregion
}
`;
    expect(starterOf(pure, 'solution.ts')).toContain(`${expected} { NotImplementedError } from '#torch';\n`);
  });

  test('tells the student where to write, first of all', () => {
    expect(starter.split('\n')[0]).toMatch(/^\/\/ Write your code where it says/);
  });
});

describe('a solution that cannot be cut', () => {
  const cut = (text: string) => () => starterOf(text, 'solutions/a00/solution.ts');

  test('a region inside a region is named with both lines', () => {
    expect(cut(SOLUTION.replace(/ {2}\/\/ #endregion\n/, ''))).toThrow(
      'solutions/a00/solution.ts:13: a region inside the region of line 6\n  hint: close that one first',
    );
  });

  test('a region that is never closed is named with its line', () => {
    expect(cut(SOLUTION.replace(/\n\/\/ #endregion/, ''))).toThrow(
      "solutions/a00/solution.ts:14: the region A00.2 sizes is never closed\n  hint: add '// #endregion'",
    );
  });

  test('an end without a region', () => {
    expect(cut(`// #endregion\n${SOLUTION}`)).toThrow(
      'solution.ts:1: an end without a region\n  hint: remove it',
    );
  });

  test.each([
    ['another kind', '// #region helper A00.1 twice — hint'],
    ['no task', '// #region solution twice — hint'],
    ['no name', '// #region solution A00.1 — hint'],
    ['no hint', '// #region solution A00.1 twice'],
    ['an empty hint', '// #region solution A00.1 twice — '],
    ['a hyphen for the dash', '// #region solution A00.1 twice - hint'],
  ])('an unknown region: %s', (_, marker) => {
    expect(cut(SOLUTION.replace(/\/\/ #region.*/, marker))).toThrow(
      /solution\.ts:6: an unknown region '.*'\n {2}hint: write it like/,
    );
  });

  test('no region at all', () => {
    expect(cut("import { torch } from '#torch';\n")).toThrow('solution.ts:1: no solution region');
  });
});

test('regionsOf gives task, name, hint and lines', () => {
  expect(regionsOf(SOLUTION, 'solution.ts')).toEqual([
    { task: 'A00.1', name: 'twice', hint: 'how often do you add x?', from: 6, to: 9 },
    { task: 'A00.2', name: 'sizes', hint: 'count the layers', from: 14, to: 16 },
  ]);
});
