import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { blocksOf, shownIn } from './executed-text.ts';
import { ROOT, SLUGS } from './kit-root.ts';
import { TextFigures } from './text-figures.ts';

const HEADINGS = [
  'What you will build',
  'What you need to know',
  'Tasks',
  'Check yourself',
  'Common mistakes',
  'Further reading',
];

describe.each(SLUGS)('the handout of %s', (slug) => {
  const folder = join(ROOT, 'assignments', slug);
  const handout = readFileSync(join(folder, 'handout.md'), 'utf8');

  test('has the fixed headings in order', () => {
    expect([...handout.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
  });

  test('prints what it shows, and shows everything it prints and draws', () => {
    const figures = new TextFigures(folder);
    const blocks = blocksOf(handout);
    const shown = blocks.flatMap(shownIn);
    expect(shown.length).toBeGreaterThan(0);
    const { printed, pictures } = figures.run(blocks);
    expect(printed).toEqual(shown);
    figures.expectShown(handout, pictures);
    figures.expectNoneLeftOver();
  });
});
