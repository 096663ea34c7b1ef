import type { Picture } from './graph-picture.ts';

const looks = {
  output: 'shape=box, style=filled, fillcolor="#d9f2d9"',
  operation: 'shape=box, style="filled,rounded", fillcolor="#f2f2f2"',
  leaf: 'shape=box, style=filled, fillcolor="#d6e6fa"',
};

/** The picture in the language of Graphviz. */
export function graphDot({ nodes, edges }: Picture): string {
  const lines = [
    ...nodes.map(({ kind, lines }, i) => `n${i} [label=${quoted(lines)}, ${looks[kind]}];`),
    ...edges.map(({ from, to, count }) => `n${from} -> n${to}${count > 1 ? ` [label="×${count}"]` : ''};`),
  ];
  return `digraph {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

/** Lines of text as one string of Graphviz. */
function quoted(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll(/\s+/g, ' '),
  );
  return `"${escaped.join('\\n')}"`;
}
