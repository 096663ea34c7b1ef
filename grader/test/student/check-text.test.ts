import { describe, expect, test } from '@jest/globals';
import type { CheckedCase, CheckResult } from '../../src/check/check-result.ts';
import { compileErrorText } from '../../src/check/compile-error-text.ts';
import { failureText } from '../../src/check/failure-text.ts';
import { hintFor } from '../../src/check/hint.ts';
import { renderCheck } from '../../src/check/render-check.ts';
import { paintFor } from '../../src/console/paint.ts';
import { wrap } from '../../src/console/wrap.ts';
import { MISCONCEPTIONS, type Misconception } from '../../src/diagnosis/misconceptions/index.ts';
import type { Failure } from '../../src/schema/kinds.ts';
import type { Manifest } from '../../src/schema/manifest.ts';

describe('wrap', () => {
  test('breaks at spaces, and indents what follows by the width of the beginning', () => {
    expect(wrap('hint: ', `${'word '.repeat(30)}end`)).toEqual([
      `hint: ${'word '.repeat(18)}word`.slice(0, 100),
      `      ${'word '.repeat(11)}end`,
    ]);
  });

  test('a word longer than a line is cut, and no line is longer than 100', () => {
    const lines = wrap('  ', `x ${'y'.repeat(250)} z`);
    expect(lines.join('').replace(/ /g, '')).toBe(`x${'y'.repeat(250)}z`);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe('paint', () => {
  test.each([
    ['a terminal', { isTTY: true }, {}, '\u001b[31mx\u001b[39m'],
    ['a terminal that wants no colour', { isTTY: true }, { NO_COLOR: '1' }, 'x'],
    ['an empty NO_COLOR, which says nothing', { isTTY: true }, { NO_COLOR: '' }, '\u001b[31mx\u001b[39m'],
    ['a pipe', {}, {}, 'x'],
  ])('%s', (_what, stream, env, painted) => {
    expect(paintFor(stream, env)('red', 'x')).toBe(painted);
  });
});

describe('a compile error', () => {
  const text = (source: string, line: number, column: number, message = "')' expected.") =>
    compileErrorText([{ line, column, message }], { shown: 'f.ts', source });

  test('tabs do not move the caret', () => {
    expect(text('\t\tf(;', 1, 5)).toEqual([
      "f.ts:1:5: a ')' is missing here, or just before",
      '  1 |   f(;',
      '    |     ^',
      '',
    ]);
  });

  test('of a very long line the part around the place is shown', () => {
    const [, excerpt = '', caret = ''] = text(`${'a'.repeat(500)}!${'b'.repeat(500)}`, 1, 501);
    expect(excerpt.length).toBeLessThanOrEqual(100);
    expect(excerpt[caret.indexOf('^')]).toBe('!');
  });

  test('a place past the end of the file, and words of the compiler that have no plainer form', () => {
    expect(text('x', 7, 1, 'Odd.')).toEqual(['f.ts:7:1: Odd.', '  7 |', '    | ^', '']);
  });

  test('three are shown, the rest is counted', () => {
    const errors = [1, 2, 3, 4, 5].map((line) => ({ line, column: 1, message: 'Odd.' }));
    const lines = compileErrorText(errors, { shown: 'f.ts', source: '' });
    expect(lines.filter((line) => line.includes('Odd.'))).toHaveLength(3);
    expect(lines.join('\n')).toContain('2 more; mend these first.');
  });
});

describe('a failure', () => {
  const failure: Failure = { kind: 'wrong', who: 'f', what: 'returned shape (3,); expected (2,)' };
  const around = { source: '', see: 'h.md', hints: 1, command: 'npx gradus check a03' };
  const words = (lines: readonly string[]): number => lines.join(' ').trim().split(/\s+/).length;

  test('a hint that was diagnosed goes before a question of ours', () => {
    expect(failureText({ ...failure, hint: 'Ours.' }, around).join('\n')).toContain('hint: Ours.');
    expect(failureText(failure, around).join('\n')).toContain('which axis goes');
  });

  test('labels stand under one another', () => {
    expect(
      failureText({ ...failure, detail: 'argument 1 [1]\nreceived 2\nexpected 3' }, around).slice(1, 4),
    ).toEqual(['    argument 1  [1]', '      received  2', '      expected  3']);
  });

  test('the line of an error is quoted from the file', () => {
    const error = { ...failure, kind: 'student-error', quote: 'TypeError: no\nwhy (line 2)' } as const;
    expect(failureText(error, { ...around, source: 'a\n  b.c();\n' })).toEqual([
      '  f: returned shape (3,); expected (2,)',
      '     error  TypeError: no',
      '            why',
      '    line 2  b.c();',
      '    see:  h.md',
    ]);
  });

  test('stays within 160 words, whatever is thrown and returned', () => {
    const flood = 'a b '.repeat(5_000);
    const text = failureText(
      {
        ...failure,
        kind: 'student-error',
        detail: `input ${flood}\nreceived ${flood}\nexpected ${flood}`,
        quote: `E: ${flood}`,
      },
      around,
    );
    expect(words(text)).toBeLessThanOrEqual(160);
  });

  describe('whose misconception is known', () => {
    const named: Failure = { ...failure, misconception: 'M-MUTATE', hint: 'Another.' };
    const { message, hints } = MISCONCEPTIONS['M-MUTATE'] as Misconception;
    const flat = (lines: readonly string[]): string => lines.join(' ').replace(/\s+/g, ' ');

    test.each([1, 2, 3])('shows its message and the first %d of its hints', (asked) => {
      const text = flat(failureText(named, { ...around, hints: asked }));
      expect(text).toContain(message);
      hints.forEach((hint, i) => {
        expect(text.includes(`hint ${i + 1} of 3: ${hint}`)).toBe(i < asked);
        expect(text.includes(hint)).toBe(i < asked);
      });
      expect(text).not.toContain('Another.');
    });

    test('says how to see the next one, and after the last nothing', () => {
      const next = (asked: number) =>
        failureText(named, { ...around, hints: asked, command: 'npx gradus check a03 --file "my try.ts"' })
          .map((line) => line.trim())
          .filter((line) => line.startsWith('next hint:'));
      expect(next(1)).toEqual(['next hint: npx gradus check a03 --file "my try.ts" --hints 2']);
      expect(next(2)).toEqual(['next hint: npx gradus check a03 --file "my try.ts" --hints 3']);
      expect(next(3)).toEqual([]);
    });

    test('a code that the catalogue does not know is told like a failure without a name', () => {
      const unknown = failureText({ ...failure, misconception: 'M-GONE' }, around);
      expect(unknown).toEqual(failureText(failure, around));
    });

    test.each(Object.keys(MISCONCEPTIONS))('%s stays within 160 words at its first hint', (misconception) => {
      const flood = 'a b '.repeat(5_000);
      const detail = `input ${flood}\nreceived ${flood}\nexpected ${flood}`;
      expect(words(failureText({ ...failure, misconception, detail }, around))).toBeLessThanOrEqual(160);
    });
  });
});

describe('the screen', () => {
  const manifest: Manifest = {
    schema: 'manifest/v1',
    slug: 'a03-softmax',
    code: 'A03',
    title: 'Softmax',
    file: 'softmax.ts',
    tasks: [
      { id: 'A03.1', name: 'one', points: 60, groups: [{ id: 'predictions', points: 60 }] },
      { id: 'A03.2', name: 'two', points: 40, groups: [{ id: 'predictions', points: 40 }] },
    ],
    forbids: { names: [], because: '' },
  };
  const checked = (task: string, failure?: Failure): CheckedCase => ({
    declared: { id: `${task}-x`, title: 'x', task, group: 'predictions', visibility: 'visible' },
    units: 1_050,
    fact: { id: `${task}-x`, status: failure ? 'fail' : 'pass', wallMs: 1, ...(failure && { failure }) },
  });
  const screen = (cases: readonly CheckedCase[], hidden = { cases: 1, points: 79 }) => {
    const result: CheckResult = { compiled: true, cases, hidden };
    return renderCheck(result, {
      manifest,
      file: { shown: 'softmax.ts', source: '' },
      paint: (_style, text) => text,
      seeFor: ({ name }) => `h.md#${name}`,
      hints: 1,
      command: 'npx gradus check a03',
    });
  };

  test('singular and plural, points with their fractions', () => {
    expect(screen([checked('A03.1'), checked('A03.2')])).toBe(`A03 Softmax · softmax.ts

  ✓ A03.1 one                    1 of 1 case · 10.5 of 10.5 points
  ✓ A03.2 two                    1 of 1 case · 10.5 of 10.5 points

2 of 2 visible cases pass · 21 of 100 points are visible here
The graded suite has 1 more case worth 79 points; they try other sizes and extreme values.
`);
  });

  test('two wrong results are two explanations, even in the same words', () => {
    const wrong: Failure = { kind: 'wrong', who: 'f', what: 'returned the wrong value' };
    const text = screen([checked('A03.1', wrong), checked('A03.2', wrong)]);
    expect(text).toContain('see:  h.md#one');
    expect(text).toContain('see:  h.md#two');
  });

  test('one silence everywhere is told once, without the input of a single case', () => {
    const silent = (who: string): Failure => ({
      kind: 'timeout',
      who,
      what: 'did not finish within 5 s',
      detail: 'input 1',
    });
    const text = screen([checked('A03.1', silent('one')), checked('A03.2', silent('two'))]);
    expect(text.match(/did not finish/g)).toHaveLength(1);
    expect(text).toContain('  each function: did not finish within 5 s\n');
    expect(text).not.toContain('input');
  });

  test('a task that was not run is no failure to explain', () => {
    const slow: Failure = { kind: 'timeout', who: 'one', what: 'did not finish within 2 s' };
    const unrun: Failure = { kind: 'not-run', who: 'two', what: 'was not called, after 3 timeouts in a row' };
    const text = screen([checked('A03.1', slow), checked('A03.2', unrun)]);
    expect(text).toContain('  · A03.2 two                    not run: mend what is stopped above first\n');
    expect(text).not.toContain('was not called');
    expect(text).toContain('see:  h.md#one');
  });

  test('a task is unwritten only when nothing of it is written', () => {
    const stub: Failure = {
      kind: 'student-error',
      who: 'one',
      what: 'is not written yet',
      misconception: 'M-STUB',
    };
    expect(screen([checked('A03.1', stub), checked('A03.1', stub)])).toContain('· A03.1 one');
    expect(screen([checked('A03.1', stub), checked('A03.1')])).toContain('✗ A03.1 one');
  });

  test('a fault of the grader says so, and asks nothing of the student', () => {
    const ours: Failure = {
      kind: 'grader-error',
      who: 'the suite',
      what: 'failed in itself; this is our fault, not yours',
      quote: 'Error: no function',
    };
    const text = screen([checked('A03.1', ours), checked('A03.2')]);
    expect(text).toContain('this is our fault, not yours');
    expect(text).not.toContain('hint:');
  });

  test('nothing is said of hidden cases where there are none', () => {
    expect(screen([checked('A03.1')], { cases: 0, points: 0 })).not.toContain('graded suite');
  });
});

describe('a hint', () => {
  const nan = (detail: string) =>
    hintFor({ kind: 'wrong', who: 'f', what: 'returned NaN where a finite number belongs', detail });

  test('asks about overflow only where an input is large', () => {
    expect(nan('input [1000, -1000]\nreceived [NaN, 0]')).toMatch(/above 88/);
    expect(nan('argument 1 [[-250.5]]\nreceived [NaN]')).toMatch(/above 88/);
  });

  test('asks for the first step that is not finite where none is', () => {
    expect(nan('input [0, 0, 0, 0]\nreceived [NaN]')).toMatch(/0 \/ 0/);
    expect(nan('input [1.541, -0.2934]\nreceived [1000, NaN]')).toMatch(/0 \/ 0/);
  });
});
