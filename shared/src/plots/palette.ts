/**
 * Okabe and Ito's colours, which people with the usual kinds of colour blindness can tell apart, without their yellow (too
 * pale on white), and four more. Plotly's ten, in which the chapter's figures are drawn, have two alike for one man in
 * twelve: blue and violet, which are the classes 0 and 3.
 */
const colours = [
  '#0072B2',
  '#D55E00',
  '#009E73',
  '#CC79A7',
  '#E69F00',
  '#56B4E9',
  '#4D4D4D',
  '#8C564B',
  '#6A3D9A',
  '#A6A6A6',
];

/** Shapes of dots and dashes of lines, by which a picture can be read without its colours. Seven: prime to ten. */
const symbols = ['circle', 'triangle', 'square', 'diamond', 'star', 'wye', 'cross'] as const;
const dashes = ['none', '9 4', '3 3', '12 4 3 4', '18 5', '5 2 1 2', '1 3'];

const cycle = <T>(items: readonly T[], i: number): T => items[i % items.length] as T;

export const colourOf = (i: number): string => cycle(colours, i);
export const symbolOf = (i: number): (typeof symbols)[number] => cycle(symbols, i);
export const dashOf = (i: number): string => cycle(dashes, i);

/** From certainly not to certainly, in ten steps; blue to red, as the first two colours. */
export const probabilityColours = [
  '#4F8FC6',
  '#70A7D4',
  '#93BEDF',
  '#B7D5EA',
  '#DCE9F2',
  '#FBE6DA',
  '#F7CBB4',
  '#F0AC90',
  '#E58A72',
  '#D8695C',
];

export const blue = '#0072B2';
export const red = '#D62728';
export const ink = '#1A1A1A';
export const grey = '#767676';
