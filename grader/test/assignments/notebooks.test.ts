import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as torch from '#torch';
import { blocksOf, printedBy, shownIn } from './executed-text.ts';
import { ROOT } from './kit-root.ts';

// Observable Plot moves every mark by half a pixel where it finds a test runner's `it`. The pictures checked in are
// those that a reader's own program draws.
Reflect.deleteProperty(globalThis, 'it');
const plots = require('#plots') as typeof import('#plots');

const FOLDER = join(ROOT, 'assignments', 'notebooks');
const TEXTS = readdirSync(FOLDER).filter((name) => /^s\d.*\.md$/.test(name));

function checkedIn(figure: string): string | undefined {
  const path = join(FOLDER, figure);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Set by `npm run figures`: pictures are written instead of compared. */
const writing = process.env.GRADUS_FIGURES === 'write';

/** The pictures of all texts, by the path that a text writes to and shows. */
const drawn = new Map<string, string>();

describe.each(TEXTS)('the walk-through %s', (name) => {
  const markdown = readFileSync(join(FOLDER, name), 'utf8');
  const blocks = blocksOf(markdown);
  const figures = new Map<string, string>();

  test('prints what it shows, and shows everything it prints', () => {
    const fs = {
      writeFileSync(path: string, svg: string) {
        expect(path).toMatch(/^figures\/[a-z0-9-]+\.svg$/);
        expect([...drawn.keys()]).not.toContain(path);
        figures.set(path, svg);
        drawn.set(path, svg);
      },
    };
    const printed = printedBy(blocks, { '#torch': torch, '#plots': plots, 'node:fs': fs });
    expect(printed).toEqual(blocks.flatMap(shownIn));
  });

  test('shows the pictures it draws, as they are checked in', () => {
    const shown = [...markdown.matchAll(/^!\[[^\]]+\]\((.*)\)$/gm)].map(([, path]) => path);
    expect(shown).toEqual([...figures.keys()]);
    if (writing) for (const [path, svg] of figures) writeFileSync(join(FOLDER, path), svg);
    const stale = [...figures].filter(([path, svg]) => checkedIn(path) !== svg);
    expect(stale.map(([path]) => `${path}: run npm run figures`)).toEqual([]);
  });

  test('says something after two screens of code at most', () => {
    const long = blocks.filter(({ code }) => code.split('\n').length > 45);
    expect(long.map(({ line }) => line)).toEqual([]);
  });
});

test('no picture is left over from an earlier text', () => {
  const files = readdirSync(join(FOLDER, 'figures')).map((name) => `figures/${name}`);
  const leftOver = files.filter((path) => !drawn.has(path));
  if (writing) for (const path of leftOver) rmSync(join(FOLDER, path));
  else expect(leftOver).toEqual([]);
});

test('the first page names every text', () => {
  const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  expect(TEXTS.filter((name) => !readme.includes(`](${name})`))).toEqual([]);
});
