import { canvas } from './canvas.ts';
import type { Exporter } from './exporter.ts';
import { gradescope } from './gradescope.ts';

/** Every format, in the order of `--help`. A new one is a file and a line here. */
export const EXPORTERS: readonly Exporter[] = [canvas, gradescope];
