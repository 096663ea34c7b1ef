/** Everything that leaves the grader for a student or for the eyes of staff, after a class that shouts. */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import MarkdownIt from 'markdown-it';
import { TEXT_CAP } from '../../src/schema/clean-text.ts';
import { type Feedback, feedbackSchema } from '../../src/schema/feedback.ts';
import { readDocument } from '../../src/schema/validate.ts';
import { canaryClass, gradus, SECRETS, SLUG, text } from './canary-class.ts';

const { root, dir, out, folder, learners } = canaryClass();
let graded: Awaited<ReturnType<typeof gradus>>;
const exported: (typeof graded)[] = [];

beforeAll(async () => {
  graded = await gradus(root, 'grade', dir, '--out', out);
  exported.push(
    await gradus(root, 'export', 'gradescope', '--from', out, '--to', join(folder, 'gradescope')),
    await gradus(root, 'export', 'canvas', '--from', out, '--to', join(folder, 'canvas')),
  );
}, 120_000);

const feedbackOf = (learner: string): Feedback =>
  readDocument(join(out, 'feedback', learner, `${SLUG}.json`), feedbackSchema);

/** Control characters but the line feed, marks that reorder or hide text, and characters that nobody sees. */
const UNPRINTABLE = /[^\P{C}\n]|\p{Bidi_Control}|[\u2028\u2029]/u;

function expectPlain(shown: string): void {
  expect(UNPRINTABLE.exec(shown)?.[0].codePointAt(0)).toBeUndefined();
}

function expectNoSecret(shown: string): void {
  expect(SECRETS.filter((secret) => shown.includes(secret))).toEqual([]);
}

/** All strings inside a JSON value. */
function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      yield key;
      yield* strings(inner);
    }
}

function expectFit(document: unknown): void {
  const all = [...strings(document)];
  expect(all.filter((one) => Buffer.byteLength(one) > TEXT_CAP)).toEqual([]);
  // A tab stands in values that are shown as they are.
  expectPlain(all.join(' ').replaceAll('\t', ' '));
  expectNoSecret(all.join('\n'));
}

test('both exports are made, and say so plainly', () => {
  for (const { status, terminal } of exported) {
    expect([status, status === 0 ? '' : terminal]).toEqual([0, '']);
    expectPlain(terminal);
    expectNoSecret(terminal);
  }
});

test('the class is graded to the end, and shouting earns nothing', () => {
  expect(graded.status).toBe(0);
  for (const learner of learners)
    expect([learner, feedbackOf(learner).score]).toEqual([learner, learner === 'honest' ? 60 + 40 - 20 : 0]);
});

describe.each(learners)('what %s gets', (learner) => {
  test('as JSON: nothing secret, nothing unprintable, every text capped, no time and no seed', () => {
    const feedback = feedbackOf(learner);
    expectFit(feedback);
    expect(JSON.stringify(feedback)).not.toMatch(
      /"(seed|\w*(Ms|Sha256)|durationMs|stdout|quote|id)":(?!"A91)/,
    );
  });

  test('as Markdown: nothing of it is markup but the page itself', () => {
    const page = text(out, 'feedback', learner, `${SLUG}.md`);
    expectPlain(page);
    expectNoSecret(page);
    const tokens = new MarkdownIt({ html: true, linkify: true })
      .parse(page, {})
      .flatMap((token) => [token, ...(token.children ?? [])]);
    const kinds = new Set(tokens.map(({ type }) => type.replace(/_(open|close)$/, '')));
    for (const kind of kinds) expect(MARKUP_OF_A_PAGE).toContain(kind);
    const count = (type: string, tag = ''): number =>
      tokens.filter((token) => token.type === type && (tag === '' || token.tag === tag)).length;
    expect(count('heading_open', 'h1')).toBe(1);
    expect(count('heading_open')).toBeLessThanOrEqual(2);
    expect(count('table_open')).toBe(1);
    expect([count('tr_open'), count('th_open'), count('td_open')]).toEqual([2, 3, 3]);
  });

  test('at Gradescope: plain text in which nothing is secret', () => {
    const results = JSON.parse(text(folder, 'gradescope', learner, SLUG, 'results.json'));
    expectFit(results);
    expect(results.output_format).toBe('text');
    expect(results.stdout_visibility).toBe('hidden');
    expect(results).not.toHaveProperty('execution_time');
    for (const one of results.tests) expect(one.output_format).toBe('text');
  });
});

/** markdown-it's names for what a page of feedback is made of; a link, an image or HTML is not among them. */
const MARKUP_OF_A_PAGE = [
  ...[
    'heading',
    'paragraph',
    'inline',
    'text',
    'text_special',
    'softbreak',
    'strong',
    'bullet_list',
    'list_item',
  ],
  ...['code_block', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

test('the words of a submission are there as words: nothing is hidden by dropping everything', () => {
  const page = text(out, 'feedback', 'returns', `${SLUG}.md`);
  const html = new MarkdownIt({ html: true, linkify: true }).render(page);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toMatch(/<(script|img|a)\b/);
  expect(feedbackOf('imports-0').notice).toMatch(/a submission may import only '#torch'/);
  expect(feedbackOf('terminal-name').notice).toContain('shuot.ts');
});

describe('tables', () => {
  const cells = (...path: string[]): string[][] =>
    parse(text(...path), { bom: true, relax_column_count: true });

  test("the gradebook's CSV: no cell is a formula, none is secret", () => {
    const rows = cells(out, 'gradebook.csv');
    expect(rows).toHaveLength(learners.length + 1);
    for (const cell of rows.flat()) {
      if (!/^-?\d+(\.\d+)?$/.test(cell)) expect(cell).not.toMatch(/^\s*[=+\-@\t\r＝＋－＠]/);
      expectNoSecret(cell);
    }
  });

  test('the CSV for Canvas, which a program reads: points, and words of the roster alone', () => {
    const rows = cells(join(folder, 'canvas'), 'canvas.csv');
    expect(rows).toHaveLength(learners.length + 2);
    for (const row of rows.slice(2)) {
      expect(row.at(-1)).toMatch(/^\d+\.\d\d$/);
      row.forEach(expectPlain);
      row.forEach(expectNoSecret);
    }
  });
});

describe('terminals', () => {
  test('of staff: one line for each learner, no control character, nothing secret', () => {
    expectPlain(graded.terminal);
    expectNoSecret(graded.terminal);
    const table = graded.terminal.split('\nnote: ')[0]?.trim().split('\n') ?? [];
    const rule = table.findIndex((line) => /^─/.test(line));
    expect(table.slice(rule + 1).filter((line) => line !== '' && !line.startsWith('graded'))).toHaveLength(
      learners.length,
    );
  });

  test.each(['honest', 'prints', 'returns', 'long-errors', 'imports-0', 'letter'])(
    'of the student %s, who checks at home',
    async (learner) => {
      const file = join(dir, 'submissions', learner, SLUG, 'shout.ts');
      const { status, terminal } = await gradus(root, 'check', 'a91', '--file', file);
      expect(status).toBe(learner === 'honest' ? 0 : 1);
      expectPlain(terminal);
      expectNoSecret(terminal);
      expect(Math.max(...terminal.split('\n').map((line) => line.length))).toBeLessThanOrEqual(200);
    },
  );

  test('a folder that belongs to nobody is named without what its name would do', () => {
    expect(graded.terminal).toContain('no learner of roster.csv has this name');
  });
});
