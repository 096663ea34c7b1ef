import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import * as torch from '#torch';
import { type Block, type Output, printedBy } from './executed-text.ts';

// Observable Plot moves every mark by half a pixel where it finds a test runner's `it`. The pictures checked in are
// those that a reader's own program draws.
Reflect.deleteProperty(globalThis, 'it');
const plots = require('#plots') as typeof import('#plots');

/** Set by `npm run figures`: pictures are written instead of compared. */
const writing = process.env.GRADUS_FIGURES === 'write';

const PICTURE = /^figures\/[a-z0-9-]+\.svg$/;
const SHOWN = /^!\[[^\]]+\]\((.*)\)$/gm;

/** Pictures by the path, below the folder of a text, that the text writes to and shows. */
type Pictures = Map<string, string>;

/** What the blocks of a text print, and the pictures they write. */
export interface Executed {
  readonly printed: Output[];
  readonly pictures: Pictures;
}

/** The texts of one folder, and the pictures in its `figures/`. */
export class TextFigures {
  readonly #folder: string;
  readonly #drawn: Pictures = new Map();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Runs the blocks of a text, which may import the runtime and its figures and write pictures, and nothing else. */
  run(blocks: readonly Block[]): Executed {
    const pictures: Pictures = new Map();
    const writeFileSync = (path: string, svg: string): void => {
      if (!PICTURE.test(path)) throw new Error(`a text may write to figures/NAME.svg (seen: ${path})`);
      if (this.#drawn.has(path)) throw new Error(`${path} is drawn twice`);
      pictures.set(path, svg);
      this.#drawn.set(path, svg);
    };
    const printed = printedBy(blocks, { '#torch': torch, '#plots': plots, 'node:fs': { writeFileSync } });
    return { printed, pictures };
  }

  /** A text shows what it draws, in that order, and the pictures checked in are these. */
  expectShown(markdown: string, pictures: Pictures): void {
    expect([...markdown.matchAll(SHOWN)].map(([, path]) => path)).toEqual([...pictures.keys()]);
    if (writing) this.#write(pictures);
    const stale = [...pictures].filter(([path, svg]) => this.#checkedIn(path) !== svg);
    expect(stale.map(([path]) => `${path}: run npm run figures`)).toEqual([]);
  }

  /** No picture is there that none of the texts run so far draws. */
  expectNoneLeftOver(): void {
    const leftOver = this.#files().filter((path) => !this.#drawn.has(path));
    if (writing) for (const path of leftOver) rmSync(join(this.#folder, path));
    else expect(leftOver).toEqual([]);
  }

  #checkedIn(picture: string): string | undefined {
    const path = join(this.#folder, picture);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  }

  #files(): string[] {
    const figures = join(this.#folder, 'figures');
    return existsSync(figures) ? readdirSync(figures).map((name) => `figures/${name}`) : [];
  }

  #write(pictures: Pictures): void {
    if (pictures.size > 0) mkdirSync(join(this.#folder, 'figures'), { recursive: true });
    for (const [path, svg] of pictures) writeFileSync(join(this.#folder, path), svg);
  }
}
