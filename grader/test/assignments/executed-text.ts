import { format } from 'node:util';
import { jest } from '@jest/globals';
import ts from 'typescript';

/** A `ts` block of a Markdown text. */
export interface Block {
  /** Of the text, from 1: where its code begins. */
  readonly line: number;
  readonly code: string;
}

/** What a text shows at one place, or what it printed up to there. */
export interface Output {
  /** Of the text, from 1. */
  readonly line: number;
  readonly text: string;
}

const FENCE = /^```ts\n([\s\S]*?)^```$/gm;
/** A line under the first one is indented; an empty one is a bare comment mark. */
const SHOWN = /^\/\/ → ?.*(?:\n\/\/(?: {3}.*)?(?=\n))*/gm;

/** The `ts` blocks of a text, in order. */
export const blocksOf = (markdown: string): Block[] =>
  [...markdown.matchAll(FENCE)].map((match) => ({
    line: lineAt(markdown, match.index) + 1,
    code: match[1] as string,
  }));

/** What the comments `// →` of a block say is printed, as `print` would write it. */
export const shownIn = ({ line, code }: Block): Output[] =>
  [...code.matchAll(SHOWN)].map((match) => ({
    line: line + lineAt(code, match.index) - 1,
    text: match[0]
      .split('\n')
      .map((each) => each.slice('// → '.length))
      .join('\n'),
  }));

/**
 * Runs the blocks as one program, as a notebook does, and gives what it prints: for each comment `// →` what was
 * printed since the one before it, and at the end of a block what no comment shows.
 *
 * @throws what the program throws, after the number of the line where its block begins
 */
export function printedBy(blocks: readonly Block[], modules: Readonly<Record<string, unknown>>): Output[] {
  const outputs: Output[] = [];
  let lines: string[] = [];
  let running: number | undefined = blocks[0]?.line;
  const log = jest.spyOn(console, 'log').mockImplementation((...values) => {
    lines.push(format(...values));
  });
  const take = (line: number): void => {
    outputs.push({ line, text: lines.map((each) => each.trimEnd()).join('\n') });
    lines = [];
  };
  const end = (line: number, next: number | undefined): void => {
    if (lines.length > 0) take(line);
    running = next;
  };
  const require = (name: string): unknown => {
    if (name in modules) return modules[name];
    throw new Error(`a text may import ${Object.keys(modules).join(', ')} (seen: ${name})`);
  };
  try {
    new Function('require', 'exports', 'shown', 'end', program(blocks))(require, {}, take, end);
  } catch (error) {
    throw new Error(`the block at line ${running} fails`, { cause: error });
  } finally {
    log.mockRestore();
  }
  return outputs;
}

/** One program that calls `shown(line)` in the place of each comment, and `end(line, next)` after each block. */
function program(blocks: readonly Block[]): string {
  const parts = blocks.map(({ line, code }, i) => {
    const marked = code.replace(SHOWN, (_, at: number) => `shown(${line + lineAt(code, at) - 1});`);
    return `${marked}\nend(${line}, ${blocks[i + 1]?.line});\n`;
  });
  return ts.transpileModule(parts.join(''), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  }).outputText;
}

/** The line, from 1, of a place in a text. */
const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;
