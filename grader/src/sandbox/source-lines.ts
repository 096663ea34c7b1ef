import { SourceMap, type SourceMapPayload } from 'node:module';

/** The line of the source that a place in the emitted code comes from. All count from 1. */
export type SourceLines = (line: number, column: number) => number | undefined;

const MAP = /\n\/\/# sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]+)\s*$/;

/**
 * Reads the map at the end of transpiled code; code without one is its own source. Node would do so in the submission's
 * process, for every submission at its start (`--enable-source-maps`, 5 ms); here it is done when a line is asked for.
 *
 * Throws on a map that is none.
 */
export function sourceLines(code: string): SourceLines {
  const encoded = MAP.exec(code)?.[1];
  if (encoded === undefined) return (line) => line;
  const map = new SourceMap(JSON.parse(Buffer.from(encoded, 'base64').toString()) as SourceMapPayload);
  return (line, column) => {
    const entry = map.findEntry(line - 1, column - 1);
    return 'originalLine' in entry ? entry.originalLine + 1 : undefined;
  };
}
