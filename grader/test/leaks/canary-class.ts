import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll } from '@jest/globals';
import { main } from '../../src/cli.ts';

/* A kit whose suite is full of secrets, and a class whose every submission tries to tell them, or to be markup. */

const repository = resolve(__dirname, '../../..');
export const SLUG = 'a91-canaries';

/** What no student may ever read: inputs and expected values of hidden cases, their titles, seed and secret. */
export const SECRETS = [
  'HIDDEN-INPUT',
  'HIDDEN-EXPECTED',
  'HIDDEN-TITLE',
  '424242',
  '848485',
  '987654321',
  'THE-SECRET',
] as const;

/** Everything that a reader of text might take for more than text. */
export const HOSTILE = [
  '\u001b[31mred\u001b]0;title\u0007\u009b1m\u0000\r\n',
  '\u202egnp.exe\u2066\u200b\u00ad\u{e0041}\ufeff',
  '<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt;',
  '[link](javascript:alert(1)) ![picture](http://evil.example/x.png) [ref]: http://evil.example',
  'http://evil.com www.evil.com someone@evil.com <http://evil.com>',
  '**bold** _it_ ~~gone~~ `code` $$x$$ | a | b |',
  '| --- | --- |\n# heading\nunderlined\n===\n- item\n1. one\n> quote\n---\n    indented',
  '```\nfence\n```\n~~~\nfence',
  "=cmd|' /C calc'!A0\n+1\n-1\n@SUM(1)\n\t=1",
].join('\n');

const FORMULA = "=cmd|' /C calc'!A0";

const js = (text: string): string => JSON.stringify(text);

/** Whole sources, by learner. `shout` takes a text or a number and should give something else back. */
export const SUBMISSIONS: Readonly<Record<string, string>> = {
  honest: "export const shout = (x: string | number) => (typeof x === 'string' ? x + '!' : 2 * x + 1);\n",
  prints: `export const shout = (x: unknown) => {
  const text = ${js(HOSTILE)} + String(x);
  console.log(text);
  console.error(text);
  throw new Error(text);
};
`,
  names: `export const shout = (x: unknown) => {
  const error = new Error(String(x));
  error.name = ${js(HOSTILE)} + String(x);
  error.stack = error.name;
  throw error;
};
`,
  returns: `export const shout = (x: unknown) => ${js(HOSTILE)} + String(x);\n`,
  lists: `export const shout = (x: unknown) => [[${js(HOSTILE)}, x], { [${js(HOSTILE)} + String(x)]: x }];\n`,
  classes: `export const shout = (x: unknown) => new ({ [${js(HOSTILE)} + String(x)]: class {} }[${js(HOSTILE)} + String(x)] as new () => object)();\n`,
  functions: `export const shout = (x: unknown) => Object.defineProperty(() => 0, 'name', { value: ${js(HOSTILE)} + String(x) });\n`,
  'long-words': `export const shout = (x: unknown) => 'w'.repeat(900_000) + String(x);\n`,
  'long-errors': `export const shout = (x: unknown) => {\n  throw new TypeError(${js(HOSTILE)}.repeat(2_000) + String(x));\n};\n`,
  sizes: `export const shout = (x: unknown) => new Array(typeof x === 'number' ? Math.floor(x / 10) : 42424).fill(0);\n`,
  // What a file imports is quoted in a sentence, line by line here: there is room for 80 letters.
  ...Object.fromEntries(
    HOSTILE.split(/\n(?=<|\[|http|\*|\||`|=)/).map((line, i) => [
      `imports-${i}`,
      `import { x } from ${js(line)};\nexport const shout = x;\n`,
    ]),
  ),
  formula: `import { x } from ${js(FORMULA)};\nexport const shout = x;\n`,
  letter: `${FORMULA}\n${HOSTILE}\n`,
};

/** Learners who hand in something else than the file, by the names of what they hand in. */
export const OTHER_FILES: Readonly<Record<string, string>> = {
  'markup-name': '<script>[x](javascript:1) www.evil.com | a |.ts',
  'terminal-name': '\u001b[31m\u202e\u009b1mshuot.ts',
  'formula-name': `${FORMULA.replaceAll('/', '')}.ts`,
};

const MANIFEST = {
  schema: 'manifest/v1',
  slug: SLUG,
  code: 'A91',
  title: 'Canaries',
  file: 'shout.ts',
  tasks: [
    {
      id: 'A91.1',
      name: 'shout',
      points: 100,
      groups: [
        { id: 'values', points: 60 },
        { id: 'edges', points: 40 },
      ],
    },
  ],
  forbids: { names: [], because: 'nothing is forbidden here' },
};

const suite = (cases: string) => `import { describe, test } from '@jest/globals';
import { submission } from '#grader/authoring';
const student = submission('${SLUG}');
const expected = (x: string | number) => (typeof x === 'string' ? x + '!' : 2 * x + 1);
describe('A91.1 shout', () => {
${cases}
});
`;

const VISIBLE = suite(`  describe('values', () => {
    test('a word', () => student.check('shout', { args: () => ['word'], expected }));
  });`);

const HIDDEN = suite(`  describe('values', () => {
    test('HIDDEN-TITLE one', () => student.check('shout', { args: () => ['HIDDEN-INPUT'], expected: () => 'HIDDEN-EXPECTED' }));
    test('HIDDEN-TITLE two', () => student.check('shout', { args: () => [424242.0625], expected: (x) => 2 * x + 1 }));
  });
  describe('edges', () => {
    test('HIDDEN-TITLE three', () => student.check('shout', { args: (rng) => [424242 + rng()], expected }));
  });`);

const COURSE = {
  schema: 'course/v1',
  id: 'canaries',
  title: 'Canaries',
  seed: 987654321,
  minIsolation: 0,
  assignments: [{ slug: SLUG, external: { canvasId: '7' } }],
  replay: false,
};

/** Names that a spreadsheet, a terminal or a browser would take for more. */
const PEOPLE = [
  `"=HYPERLINK(""http://evil.example"")"`,
  `\u001b[31mred\u202e`,
  `<script>alert(1)</script>`,
  '+1',
  '-1',
  '@SUM(1)',
];

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
}

/** The kit and the class in a fresh folder. */
export function canaryClass() {
  const folder = mkdtempSync(join(tmpdir(), 'gradus-leaks-'));
  folders.push(folder);
  const [root, dir, out] = ['kit', 'class', 'out'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  write(root, {
    [`assignments/${SLUG}/manifest.json`]: JSON.stringify(MANIFEST),
    [`assignments/${SLUG}/visible.test.ts`]: VISIBLE,
    [`assignments/${SLUG}/handout.md`]: '# Canaries\n',
    [`grader/suites/${SLUG}/hidden.test.ts`]: HIDDEN,
    [`starter/${SLUG}/shout.ts`]: '',
    [`solutions/${SLUG}/shout.ts`]: SUBMISSIONS.honest ?? '',
  });
  for (const path of ['package.json', 'package-lock.json']) cpSync(join(repository, path), join(root, path));
  for (const path of ['dist', 'grader/src']) symlinkSync(join(repository, path), join(root, path));
  const learners = [...Object.keys(SUBMISSIONS), ...Object.keys(OTHER_FILES)];
  write(dir, {
    'course.json': JSON.stringify(COURSE),
    'roster.csv': [
      'id,givenName,familyName,section,status,canvasId',
      ...learners.map(
        (id, i) =>
          `${id},${PEOPLE[i % PEOPLE.length]},Family,${PEOPLE[(i + 1) % PEOPLE.length]},active,${i + 1}`,
      ),
    ].join('\n'),
    ...Object.fromEntries(
      Object.entries(SUBMISSIONS).map(([id, source]) => [`submissions/${id}/${SLUG}/shout.ts`, source]),
    ),
    ...Object.fromEntries(
      Object.entries(OTHER_FILES).map(([id, name]) => [`submissions/${id}/${SLUG}/${name}`, '']),
    ),
    // A folder that belongs to nobody is remarked on the terminal of staff.
    'submissions/\u001b[31m\u202e<script>/x': '',
  });
  return { root, dir, out, folder, learners };
}

/** One command line: its exit status, and what a terminal would get. */
export async function gradus(root: string, ...argv: string[]) {
  const stream = () => Object.assign(new PassThrough(), { isTTY: false, columns: 0 });
  const [stdout, stderr] = [stream(), stream()] as const;
  const status = await main({ root, argv, stdout, stderr, env: { GRADUS_SECRET: 'THE-SECRET' } });
  return { status, terminal: `${stdout.read() ?? ''}${stderr.read() ?? ''}` };
}

export const text = (...path: string[]): string => readFileSync(join(...path), 'utf8');
