import { describe, expect, test } from '@jest/globals';
import { allCarriers, type Carrier, carriersOfTests, carriersOfText, tagsIn } from './carriers.ts';
import { ERRATA, SEED_ITEMS } from './seed-items.ts';

/** One line for each item that nothing carries which runs. */
function uncarried(items: Readonly<Record<string, string>>, carriers: readonly Carrier[]): string[] {
  const running = new Set(carriers.filter(({ runs }) => runs).map(({ tag }) => tag));
  return Object.entries(items)
    .filter(([id]) => !running.has(id))
    .map(([id, title]) => {
      const prose = carriers.filter(({ tag, runs }) => tag === id && !runs).map(({ at }) => at);
      const why = prose.length === 0 ? 'nothing carries it' : `only prose carries it: ${prose.join(', ')}`;
      return `${id} (${title}): ${why}`;
    });
}

/** One line for each tag that names no item. */
const strays = (carriers: readonly Carrier[]): string[] =>
  carriers
    .filter(({ tag }) => !Object.hasOwn(SEED_ITEMS, tag) && !Object.hasOwn(ERRATA, tag))
    .map(({ tag, at }) => `${tag} is no item of the course documents: ${at}`);

describe('the kit', () => {
  const carriers = allCarriers();

  test('runs every item of the five course documents', () => {
    expect(uncarried(SEED_ITEMS, carriers)).toEqual([]);
  });

  test('runs every slip of theirs', () => {
    expect(uncarried(ERRATA, carriers)).toEqual([]);
  });

  test('has no tag that names no item', () => {
    expect(strays(carriers)).toEqual([]);
  });
});

describe('the list', () => {
  const counts = { S0: 27, S1: 18, S2: 20, S3: 52, S4: 15 };

  test.each(Object.entries(counts))('%s has %d items, without a gap', (document, count) => {
    const ids = Object.keys(SEED_ITEMS).filter((id) => id.startsWith(`${document}-`));
    expect(ids).toEqual(
      Array.from({ length: count }, (_, i) => `${document}-${String(i + 1).padStart(2, '0')}`),
    );
  });

  test('says each item in a line of its own words', () => {
    const titles = [...Object.values(SEED_ITEMS), ...Object.values(ERRATA)];
    expect(titles.filter((title) => !/^\S.{9,98}[^.\s]$/.test(title))).toEqual([]);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('what carries an item', () => {
  const items = { 'S0-01': 'an item' };

  test('a block that runs, below its tag, whatever other comments stand between', () => {
    const text = '<!-- S0-01 S0-02 -->\n<!-- figure: one -->\n\n```ts\nprint(1);\n```\n';
    expect(carriersOfText(text, 'h.md')).toEqual([
      { tag: 'S0-01', at: 'h.md:1', runs: true },
      { tag: 'S0-02', at: 'h.md:1', runs: true },
    ]);
  });

  test.each([
    ['a paragraph', '<!-- S0-01 -->\nOnce upon a time.\n\n```ts\nprint(1);\n```\n'],
    ['a block of another language', '<!-- S0-01 -->\n```text\nprint(1)\n```\n'],
    ['a block that is marked as not to be run', '<!-- S0-01 -->\n```ts no-run\nprint(1);\n```\n'],
    ['nothing', 'The end.\n<!-- S0-01 -->\n'],
  ])('not %s below it', (_what, text) => {
    const carriers = carriersOfText(text, 'h.md');
    expect(carriers).toHaveLength(1);
    expect(uncarried(items, carriers)).toEqual([
      expect.stringMatching(/^S0-01 \(an item\): only prose carries it: h\.md:\d$/),
    ]);
  });

  test('not a tag in the middle of a sentence', () => {
    expect(carriersOfText('See <!-- S0-01 --> and [S0-01].\n```ts\n```\n', 'h.md')).toEqual([]);
  });

  test('titles of tests and of what is around them', () => {
    const source = [
      "describe('a [S0-01]', () => {",
      "  test('b [S0-02] [E-03]', () => {});",
      "  test.each([1, 2])('c %d [S0-04]', () => {});",
      '  it.only(`d [S0-05 S0-06]`, () => {});',
      '});',
    ].join('\n');
    expect(carriersOfTests(source, 't.ts').map(({ tag, at }) => `${tag} ${at}`)).toEqual([
      'S0-01 t.ts:1',
      'S0-02 t.ts:2',
      'E-03 t.ts:2',
      'S0-04 t.ts:3',
      'S0-05 t.ts:4',
      'S0-06 t.ts:4',
    ]);
  });

  test.each([
    "test.skip('a [S0-01]', () => {});",
    "test.todo('a [S0-01]');",
    "describe.skip('a', () => { test('b [S0-01]', () => {}); });",
    "describe.skip.each([1])('%d', () => { test('b [S0-01]', () => {}); });",
    "// test('a [S0-01]', () => {});",
    "test('a', () => { expect('[S0-01]').toBe('[S0-01]'); });",
    "other('a [S0-01]', () => {});",
  ])('not what does not run: %s', (source) => {
    expect(uncarried(items, carriersOfTests(source, 't.ts'))).toEqual([
      'S0-01 (an item): nothing carries it',
    ]);
  });

  test('a tag with a slip in it is a stray', () => {
    const tags = tagsIn('a [S1-6] [S0-99] [S-01] [E-3] [M-AXIS] [0, 1] [S1-06]');
    expect(strays(tags.map((tag) => ({ tag, at: 'h.md:1', runs: true })))).toEqual(
      ['S1-6', 'S0-99', 'S-01', 'E-3'].map((tag) => `${tag} is no item of the course documents: h.md:1`),
    );
    expect(strays(carriersOfText('<!-- S1-16, S1-017 -->\n```ts\n```', 'h.md'))).toEqual([
      'S1-017 is no item of the course documents: h.md:1',
    ]);
  });
});
