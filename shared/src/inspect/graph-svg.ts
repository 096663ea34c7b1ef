import { columnsOf } from '../core/text-width.ts';
import { escaped } from '../core/xml-text.ts';
import type { Picture, PictureNode } from './graph-picture.ts';
import { type Box, type Layout, layeredLayout, type Point } from './layered-layout.ts';

const fontSize = 12;
/** Of a character of a monospaced font, which makes widths known without a browser. */
const characterWidth = 0.62 * fontSize;
const lineHeight = 16;
const padding = { x: 10, y: 6 };

const style = `
  text { font: ${fontSize}px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; text-anchor: middle; fill: #1a1a1a }
  rect { stroke: #555; stroke-width: 1 }
  .output { fill: #d9f2d9 } .operation { fill: #f2f2f2 } .leaf { fill: #d6e6fa }
  .count { paint-order: stroke; stroke: #fff; stroke-width: 3 }
  path { fill: none; stroke: #777; stroke-width: 1.2; marker-end: url(#arrow) }
`;

/** The picture as a stand-alone SVG image. */
export function graphSvg({ nodes, edges }: Picture): string {
  const boxes = nodes.map(boxOf);
  const layout = layeredLayout(boxes, edges);
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(`How ${nodes[0]?.lines[0] ?? 'output'} was computed`)}</title>`,
    `<style>${style}</style>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 Z" style="fill:#777;stroke:none;marker-end:none"/></marker></defs>',
    '<rect width="100%" height="100%" style="fill:#fff;stroke:none"/>',
    ...layout.routes.map((route) => `<path d="${pathOf(route)}"/>`),
    ...edges.map(({ count }, i) => (count > 1 ? countLabel(layout, i, count) : '')),
    ...nodes.map((node, i) => nodeSvg(node, boxes[i] as Box, layout.places[i] as Point)),
    '</svg>',
    '',
  ]
    .filter((line, i, all) => line !== '' || i === all.length - 1)
    .join('\n');
}

function boxOf({ lines }: PictureNode): Box {
  const longest = Math.max(...lines.map(columnsOf));
  return {
    width: Math.ceil(longest * characterWidth) + 2 * padding.x,
    height: lines.length * lineHeight + 2 * padding.y,
  };
}

function nodeSvg({ kind, lines }: PictureNode, { width, height }: Box, { x, y }: Point): string {
  const round = kind === 'operation' ? ' rx="8"' : '';
  const first = y - (lines.length * lineHeight) / 2 + lineHeight - 4;
  const texts = lines.map(
    (line, i) => `<text x="${decimal(x)}" y="${decimal(first + i * lineHeight)}">${escaped(line)}</text>`,
  );
  const corner = `x="${decimal(x - width / 2)}" y="${decimal(y - height / 2)}"`;
  return `<g><rect class="${kind}" ${corner} width="${width}" height="${height}"${round}/>${texts.join('')}</g>`;
}

/** How often an operand is taken, beside the end of its edge. */
function countLabel({ routes }: Layout, edge: number, count: number): string {
  const end = routes[edge]?.at(-1) as Point;
  return `<text class="count" x="${decimal(end.x + 16)}" y="${decimal(end.y - 8)}">×${count}</text>`;
}

/** Straight down, and from one column to another in a curve that begins and ends upright. */
function pathOf(route: readonly Point[]): string {
  const at = ({ x, y }: Point): string => `${decimal(x)} ${decimal(y)}`;
  return route
    .map((point, i) => {
      const before = route[i - 1];
      if (before === undefined) return `M${at(point)}`;
      if (before.x === point.x) return `L${at(point)}`;
      const y = (before.y + point.y) / 2;
      return `C${at({ x: before.x, y })} ${at({ x: point.x, y })} ${at(point)}`;
    })
    .join(' ');
}

function decimal(value: number): string {
  return String(Math.round(value * 10) / 10);
}
