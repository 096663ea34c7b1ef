import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { blocksOf } from './executed-text.ts';
import { TextFigures } from './text-figures.ts';

let folder = '';
let figures: TextFigures;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradus-figures-'));
  figures = new TextFigures(folder);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A text that writes a picture to each path. */
const writes = (...paths: string[]): string =>
  [
    '```ts',
    "import { writeFileSync } from 'node:fs';",
    ...paths.map((path) => `writeFileSync('${path}', '<svg/>');`),
    '```',
    '',
  ].join('\n');

const shows = (path: string): string => `![A line](${path})\n`;

function checkIn(name: string, svg: string): void {
  mkdirSync(join(folder, 'figures'), { recursive: true });
  writeFileSync(join(folder, 'figures', name), svg);
}

/** Runs a text and compares its pictures. */
function compare(markdown: string): void {
  figures.expectShown(markdown, figures.run(blocksOf(markdown)).pictures);
  figures.expectNoneLeftOver();
}

test('a text whose pictures are checked in, and one without any', () => {
  checkIn('line.svg', '<svg/>');
  compare(writes('figures/line.svg') + shows('figures/line.svg'));
  compare('Words.\n');
});

test('a picture that is missing, stale or left over', () => {
  const text = writes('figures/line.svg') + shows('figures/line.svg');
  expect(() => compare(text)).toThrow('figures/line.svg: run npm run figures');
  checkIn('line.svg', '<svg>old</svg>');
  figures = new TextFigures(folder);
  expect(() => compare(text)).toThrow('figures/line.svg: run npm run figures');
  figures = new TextFigures(folder);
  expect(() => compare('Words.\n')).toThrow('figures/line.svg');
});

test('a picture that is drawn and not shown, or shown and not drawn', () => {
  checkIn('line.svg', '<svg/>');
  expect(() => compare(writes('figures/line.svg'))).toThrow('figures/line.svg');
  expect(() => compare(shows('figures/line.svg'))).toThrow('figures/line.svg');
});

test.each([['line.svg'], ['figures/../line.svg'], ['/line.svg'], ['figures/line.html']])(
  'nothing is written to %s',
  (path) => {
    expect(() => compare(writes(path))).toThrow(
      expect.objectContaining({ cause: new Error(`a text may write to figures/NAME.svg (seen: ${path})`) }),
    );
  },
);

test('two texts of a folder do not draw the same picture', () => {
  figures.run(blocksOf(writes('figures/line.svg')));
  expect(() => figures.run(blocksOf(writes('figures/line.svg')))).toThrow(
    expect.objectContaining({ cause: new Error('figures/line.svg is drawn twice') }),
  );
});
