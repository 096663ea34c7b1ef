import type { CellText, Notebook } from '../kinds/notebook.ts';
import { displayed } from './display.ts';

/** A notebook as a program: each `yield` ends a cell, and what it gives is what the cell displays. */
export type Cells = (seed: number) => Generator<unknown, void, void>;

/** The texts of the cells: what `print` writes while a cell runs, and the value that it yields. */
export function texts(cells: Cells): Notebook {
  return (seed) => {
    const shown: CellText[] = [];
    let stdout = '';
    const { log } = console;
    console.log = (line: string) => {
      stdout += `${line}\n`;
    };
    try {
      for (const value of cells(seed)) {
        shown.push({ stdout, out: displayed(value) });
        stdout = '';
      }
    } finally {
      console.log = log;
    }
    return shown;
  };
}
