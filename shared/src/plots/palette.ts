/**
 * Okabe and Ito's colours, which people with any of the usual kinds of colour blindness can tell apart, without their
 * yellow (too pale on white), and two greys. The first two match the ends of a blue–red scale.
 */
const colours = [
  '#0072B2',
  '#D55E00',
  '#009E73',
  '#CC79A7',
  '#E69F00',
  '#56B4E9',
  '#6A3D9A',
  '#4D4D4D',
  '#8C6D31',
  '#A6A6A6',
];

/** Shapes of dots and dashes of lines, by which a picture can be read without its colours. */
const symbols = [
  'circle',
  'triangle',
  'square',
  'diamond2',
  'star',
  'wye',
  'cross',
  'times',
  'asterisk',
  'plus',
] as const;
const dashes = ['none', '8 3', '3 3', '10 3 2 3', '1.5 2.5'];

const cycle = <T>(items: readonly T[], i: number): T => items[i % items.length] as T;

export const colourOf = (i: number): string => cycle(colours, i);
export const symbolOf = (i: number): (typeof symbols)[number] => cycle(symbols, i);
/** Its length is prime to that of the colours' cycle only together with its own step: 50 lines differ. */
export const dashOf = (i: number): string => cycle(dashes, i + Math.floor(i / colours.length));

export const red = '#D62728';
export const blue = '#0072B2';
export const ink = '#1A1A1A';
export const grey = '#767676';
