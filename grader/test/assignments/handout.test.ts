import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as torch from '#torch';
import { blocksOf, printedBy, shownIn } from './executed-text.ts';
import { ROOT, SLUGS } from './kit-root.ts';

const HEADINGS = [
  'What you will build',
  'What you need to know',
  'Tasks',
  'Check yourself',
  'Common mistakes',
  'Further reading',
];

describe.each(SLUGS)('the handout of %s', (slug) => {
  const handout = readFileSync(join(ROOT, 'assignments', slug, 'handout.md'), 'utf8');

  test('has the fixed headings in order', () => {
    expect([...handout.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
  });

  test('prints what it shows, and shows everything it prints', () => {
    const blocks = blocksOf(handout);
    const shown = blocks.flatMap(shownIn);
    expect(shown.length).toBeGreaterThan(0);
    expect(printedBy(blocks, { '#torch': torch })).toEqual(shown);
  });
});
