import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { columnsOf } from '../core/text-width.ts';
import { escaped, printable } from '../core/xml-text.ts';
import type { Axis } from './axis.ts';
import type { Figure } from './figure.ts';
import { grey, ink } from './palette.ts';

/** A drawing of Observable Plot, and where its corner stands in the figure. */
export interface Panel {
  readonly options: Plot.PlotOptions;
  readonly x?: number;
  readonly y?: number;
  /** How the script of a page finds the panel. */
  readonly name?: string;
  /** Whether the page shows it only when its script does. */
  readonly isHidden?: boolean;
}

export interface FigureParts<Data> {
  readonly data: Data;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly panels: readonly Panel[];
  /** A line of small print at the bottom. */
  readonly note?: string | undefined;
  /** What the page has below the image. */
  readonly below?: string;
}

/** As much of an element as is read here: the sources know no browser's types. */
interface Drawn {
  readonly localName: string;
  readonly outerHTML: string;
  readonly innerHTML: string;
  readonly children: Iterable<Drawn>;
  readonly attributes: Iterable<{ readonly name: string; value: string }>;
  remove(): void;
}

/** Where the title ends and the drawings begin. */
export const titleHeight = 40;

/** Of a panel with axes: room for the numbers at the ticks and for the titles of the axes. */
export const margins = { marginTop: 10, marginRight: 20, marginBottom: 44, marginLeft: 62 };

/** Of a panel without axes. */
export const bare = { margin: 0, axis: null } satisfies Plot.PlotOptions;

// Node has none of its own; used in browsers as well, so that a figure has the same bytes everywhere.
const { document }: { readonly document: unknown } = parseHTML('<!doctype html><html></html>');

/** Draws the panels below their title. */
export function draw<Data>({
  data,
  title,
  width,
  height,
  panels,
  note,
  below,
}: FigureParts<Data>): Figure<Data> {
  const heading = Plot.text([printable(title)], {
    frameAnchor: 'middle',
    // A long title in smaller letters, so that it is not cut.
    fontSize: Math.max(9, Math.min(15, (1.6 * width) / columnsOf(title))),
    fontWeight: 600,
    fill: ink,
  });
  const all: Panel[] = [{ options: { ...bare, width, height: titleHeight, marks: [heading] } }, ...panels];
  if (note !== undefined) {
    const small = Plot.text([printable(note)], { frameAnchor: 'left', fontSize: 11, fill: grey });
    all.push({ x: 14, y: height - 20, options: { ...bare, width, height: 16, marks: [small] } });
  }
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" color="${ink}">`,
    `<title>${escaped(title)}</title>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    withOwnIds(all.map(groupOf).join('\n')),
    '</svg>',
    '',
  ].join('\n');
  return { data, svg, html: pageOf(title, svg, below ?? '') };
}

/** The options of a scale with an axis, its title in the middle. */
export const scaleOf = ({ domain, ticks, label }: Axis): Plot.ScaleOptions => ({
  domain: [...domain],
  ticks: [...ticks],
  label: printable(label),
  labelAnchor: 'center',
  labelArrow: 'none',
  tickFormat: decimal,
  grid: true,
});

/** A number as short as it is, with the minus sign of print. */
export const decimal = (value: number): string => String(value).replace('-', '\u2212');

/** What Plot draws, as a group: an image inside the image would be scaled by the styles of the page around it. */
function groupOf({ options, x = 0, y = 0, name, isHidden = false }: Panel): string {
  const root: Drawn = Plot.plot({ ...options, document });
  for (const child of [...root.children]) if (child.localName === 'style') child.remove();
  roundCoordinates(root);
  const id = name === undefined ? '' : ` data-panel="${escaped(name)}"`;
  return `<g${id}${isHidden ? ' display="none"' : ''} transform="translate(${x},${y})" font-family="system-ui, sans-serif" font-size="12" text-anchor="middle" fill="currentColor">${root.innerHTML}</g>`;
}

const coordinates = /^(?:d|transform|points|width|height|[xy][12]?|c[xy]|r)$/;

/** Two decimals are a hundredth of a pixel; the rest would only make the file longer. */
function roundCoordinates(element: Drawn): void {
  for (const attribute of element.attributes) {
    if (!coordinates.test(attribute.name)) continue;
    attribute.value = attribute.value.replaceAll(/-?\d*\.\d{3,}(?:e[-+]?\d+)?/g, (number) =>
      String(Math.round(Number(number) * 100) / 100),
    );
  }
  for (const child of element.children) roundCoordinates(child);
}

/**
 * Plot numbers the clip paths of a process. Here they are named after the drawing, so that it always has the same
 * bytes and several can stand in one page.
 */
function withOwnIds(drawing: string): string {
  const ids = [...new Set([...drawing.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string))];
  const anonymous = ids.reduce((text, id, i) => text.replaceAll(id, `clip-${i}`), drawing);
  const name = fnv1a(anonymous);
  return ids.reduce((text, id, i) => text.replaceAll(id, `clip-${name}-${i}`), drawing);
}

/** The 32-bit Fowler–Noll–Vo hash. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}

const pageOf = (title: string, svg: string, below: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
  body { margin: 1rem; font: 16px system-ui, sans-serif }
  svg { max-width: 100%; height: auto }
</style>
${svg}${below}`;
