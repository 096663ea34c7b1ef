import { expect, test } from '@jest/globals';
import * as torch from '#torch';
import { blocksOf, printedBy, shownIn } from './executed-text.ts';

const text = (...lines: string[]): string => ['A text.', '', '```ts', ...lines, '```', ''].join('\n');

/** What a text shows and what it prints, by line. */
const seen = (markdown: string) => {
  const blocks = blocksOf(markdown);
  return { shown: blocks.flatMap(shownIn), printed: printedBy(blocks, { '#torch': torch }) };
};

test('a text that shows what it prints', () => {
  const { shown, printed } = seen(
    text(
      "import { print } from '#torch';",
      'print(1);',
      'print(2);',
      '// → 1',
      '//   2',
      'print(3);',
      '// → 3',
    ),
  );
  expect(shown).toEqual([
    { line: 7, text: '1\n2' },
    { line: 10, text: '3' },
  ]);
  expect(printed).toEqual(shown);
});

test('an empty line and one that begins with spaces', () => {
  const { shown, printed } = seen(text("console.log('a\\n\\n  b');", '// → a', '//', '//     b'));
  expect(shown).toEqual([{ line: 5, text: 'a\n\n  b' }]);
  expect(printed).toEqual(shown);
});

test('another number, another place and a print that is not shown are seen', () => {
  expect(seen(text('console.log(1);', '// → 2')).printed).toEqual([{ line: 5, text: '1' }]);
  expect(seen(text('// → 1', 'console.log(1);')).printed).toEqual([
    { line: 4, text: '' },
    { line: 4, text: '1' },
  ]);
  expect(seen(text('console.log(1);'))).toEqual({ shown: [], printed: [{ line: 4, text: '1' }] });
});

test('a later block uses what an earlier one made, and an error names its block', () => {
  const both = text('const a = 1;') + text('console.log(a);', '// → 1');
  expect(seen(both).printed).toEqual([{ line: 10, text: '1' }]);
  expect(() => seen(text('const a = 1;') + text('a.b.c;'))).toThrow('the block at line 9 fails');
  expect(() => seen(text("import fs from 'node:fs';", 'fs.rmSync;'))).toThrow('the block at line 4 fails');
});
