import type { Kit } from '../kit.ts';
import { COMMAND } from './bundle.ts';
import { AUTHORING_TYPES, PLOTS_TYPES, TORCH_TYPES } from './type-files.ts';

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * `package.json` of a student's kit. It depends on nothing, and its own `bin` is what `npx gradus` finds, so that
 * no command ever asks a registry.
 */
export const studentPackage = ({ versions }: Kit): string =>
  json({
    name: 'gradus-student',
    version: versions.gradus,
    private: true,
    description: 'Deep-learning assignments: write the code, check it at home.',
    license: 'MIT',
    type: 'module',
    engines: { node: '>=20.19' },
    bin: { gradus: COMMAND },
    scripts: { test: `node ${COMMAND} check` },
    imports: {
      '#torch': { types: `./${TORCH_TYPES}`, default: './dist/torch.js' },
      '#plots': { types: `./${PLOTS_TYPES}`, default: './dist/plots.js' },
      '#grader/authoring': { types: `./${AUTHORING_TYPES}` },
    },
  });

/** `tsconfig.json` of a student's kit: an editor checks types by it with nothing installed. */
export const studentTsconfig = (): string =>
  json({
    compilerOptions: {
      target: 'es2022',
      lib: ['es2022'],
      module: 'nodenext',
      moduleResolution: 'nodenext',
      types: [],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      // Nothing is installed, so the name leads to the few declarations that the visible tests use.
      paths: { '@jest/globals': ['./dist/types/jest-globals.d.ts'] },
    },
    include: ['assignments', 'dist/types/script.d.ts'],
  });

/** What a script of a student's own uses of Node: printing, and writing a picture to a file. */
export const SCRIPT_TYPES = `/** Prints to your terminal; try your functions with it in a file of your own. */
declare const console: {
  log(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
};

declare module 'node:fs' {
  /** Writes a text to a file, such as the html of a figure. */
  export function writeFileSync(file: string, text: string): void;
}
`;
