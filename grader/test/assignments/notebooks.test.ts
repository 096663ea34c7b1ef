import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { blocksOf, shownIn } from './executed-text.ts';
import { ROOT } from './kit-root.ts';
import { TextFigures } from './text-figures.ts';

const FOLDER = join(ROOT, 'assignments', 'notebooks');
const TEXTS = readdirSync(FOLDER).filter((name) => /^s\d.*\.md$/.test(name));

const figures = new TextFigures(FOLDER);

describe.each(TEXTS)('the walk-through %s', (name) => {
  const markdown = readFileSync(join(FOLDER, name), 'utf8');
  const blocks = blocksOf(markdown);

  test('prints what it shows, and shows everything it prints and draws', () => {
    const { printed, pictures } = figures.run(blocks);
    expect(printed).toEqual(blocks.flatMap(shownIn));
    figures.expectShown(markdown, pictures);
  });

  test('says something after two screens of code at most', () => {
    const long = blocks.filter(({ code }) => code.split('\n').length > 45);
    expect(long.map(({ line }) => line)).toEqual([]);
  });
});

test('no picture is left over from an earlier text', () => {
  figures.expectNoneLeftOver();
});

test('the first page names every text', () => {
  const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  expect(TEXTS.filter((name) => !readme.includes(`](${name})`))).toEqual([]);
});
