import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT, SLUGS } from './kit-root.ts';
import { suiteTests } from './suite-in-process.ts';

/** A tag, and where it was found. */
export interface Carrier {
  /** 'S3-13', or whatever stands in its place. */
  readonly tag: string;
  /** 'assignments/a02-linreg-by-hand/handout.md:171', or a case's titles. */
  readonly at: string;
  /** Whether it marks a test or a block that is run; else it stands in prose. */
  readonly runs: boolean;
}

/** Tags in a title: '… [S1-16]', '… [S1-16 S4-12]'. */
const TITLE_TAGS = /\[((?:S\d*|E)-[^\]]*)\]/g;
/** A line of tags in a text: '<!-- S3-27 S3-29 -->'. */
const TEXT_TAGS = /^<!--\s*((?:S\d*|E)-.*?)\s*-->$/;
const COMMENT = /^<!--.*-->$/;

const split = (tags: string): string[] => tags.split(/[\s,]+/).filter((tag) => tag !== '');

export const tagsIn = (title: string): string[] =>
  [...title.matchAll(TITLE_TAGS)].flatMap(([, tags = '']) => split(tags));

/**
 * The tags of a handout or walk-through, whose `ts` blocks are one program that a test runs. A tag marks the block
 * below it; above anything else it stands in prose.
 */
export function carriersOfText(text: string, file: string): Carrier[] {
  const lines = text.split('\n');
  return lines.flatMap((line, i) => {
    const tags = TEXT_TAGS.exec(line.trim())?.[1];
    if (tags === undefined) return [];
    const below = lines.slice(i + 1).find((next) => next.trim() !== '' && !COMMENT.test(next.trim()));
    return split(tags).map((tag) => ({ tag, at: `${file}:${i + 1}`, runs: below === '```ts' }));
  });
}

/** The tags of a test file by its titles; a test that is skipped or only planned carries nothing. */
export function carriersOfTests(source: string, file: string): Carrier[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.ES2023, true);
  const found: Carrier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [root = '', ...modifiers] = calleeOf(node.expression);
      const [title] = node.arguments;
      if (['describe', 'test', 'it'].includes(root) && title !== undefined) {
        if (modifiers.some((word) => word === 'skip' || word === 'todo')) return;
        const at = `${file}:${parsed.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
        for (const tag of tagsIn(literalText(title))) found.push({ tag, at, runs: true });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

/** The names of what is called: `test.each(rows)` gives ['test', 'each']. */
function calleeOf(node: ts.Expression): string[] {
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isPropertyAccessExpression(node)) return [...calleeOf(node.expression), node.name.text];
  if (ts.isCallExpression(node)) return calleeOf(node.expression);
  return [];
}

const literalText = (node: ts.Expression): string => (ts.isStringLiteralLike(node) ? node.text : '');

/** All tags of what the kit's own tests run: suites, handouts, walk-throughs, and the tests of runtime and grader. */
export function allCarriers(): Carrier[] {
  return [
    ...SLUGS.flatMap((slug) =>
      suiteTests(slug).flatMap(({ titles, visibility }) =>
        titles
          .flatMap(tagsIn)
          .map((tag) => ({ tag, at: `${slug}, ${visibility}: ${titles.join(' › ')}`, runs: true })),
      ),
    ),
    ...[...SLUGS.map((slug) => `assignments/${slug}/handout.md`), ...walkThroughs()].flatMap((file) =>
      carriersOfText(read(file), file),
    ),
    ...['shared/test', 'grader/test'].flatMap(testFiles).flatMap((file) => carriersOfTests(read(file), file)),
  ];
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

function walkThroughs(): string[] {
  const folder = 'assignments/notebooks';
  const names = existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder)) : [];
  return names.filter((name) => /^s\d.*\.md$/.test(name)).map((name) => `${folder}/${name}`);
}

const testFiles = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
