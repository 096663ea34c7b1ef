import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as torch from '#torch';
import { blocksOf, printedBy, shownIn } from './executed-text.ts';
import { ROOT } from './kit-root.ts';

const FOLDER = join(ROOT, 'assignments', 'notebooks');
const TEXTS = readdirSync(FOLDER).filter((name) => /^s\d.*\.md$/.test(name));

describe.each(TEXTS)('the walk-through %s', (name) => {
  const markdown = readFileSync(join(FOLDER, name), 'utf8');
  const blocks = blocksOf(markdown);

  test('prints what it shows, and shows everything it prints', () => {
    expect(printedBy(blocks, { '#torch': torch })).toEqual(blocks.flatMap(shownIn));
  });

  test('says something after two screens of code at most', () => {
    const long = blocks.filter(({ code }) => code.split('\n').length > 45);
    expect(long.map(({ line }) => line)).toEqual([]);
  });
});
