import { describe, expect, test } from '@jest/globals';
import { sourceLines } from '../../src/sandbox/source-lines.ts';
import { transpileModule } from '../../src/sandbox/transpile-module.ts';

/** The interface is gone from what is emitted. */
const SOURCE = `interface Pair {
  a: number;
  b: number;
}

export function sum(pair: Pair): number {
  return pair.a + pair.b;
}
`;

function emitted(source: string): string {
  const result = transpileModule('submission', source, 'sum.ts');
  if (!result.ok) throw new Error('does not compile');
  return result.code;
}

const lineWith = (code: string, text: string): number =>
  code.split('\n').findIndex((line) => line.includes(text)) + 1;

describe('the lines of a source', () => {
  test('are found by its map', () => {
    const code = emitted(SOURCE);
    const line = lineWith(code, 'return');
    expect(line).toBe(2);
    expect(sourceLines(code)(line, 12)).toBe(7);
  });

  test('are those of the code when it has no map', () => {
    expect(sourceLines('export const a = 1;\n')(1, 1)).toBe(1);
  });

  test('come from the map at the end, whatever the student wrote', () => {
    const code = emitted(
      `${SOURCE}export const text = \`\n//# sourceMappingURL=data:application/json;base64,e30=\n\`;\n`,
    );
    expect(sourceLines(code)(2, 12)).toBe(7);
  });

  test('throws on a map that is none', () => {
    expect(() => sourceLines('x\n//# sourceMappingURL=data:application/json;base64,e30')).toThrow();
    expect(() => sourceLines('x\n//# sourceMappingURL=data:application/json;base64,eA==')).toThrow();
  });
});
