import { InputError } from '../schema/input-error.ts';

/** A part of a reference solution that the student has to write. */
export interface Region {
  /** 'A03.2' */
  readonly task: string;
  /** 'softmaxStable' */
  readonly name: string;
  /** A first step for the student; stays in the starter. */
  readonly hint: string;
  /** 1-based lines of the two markers. */
  readonly from: number;
  readonly to: number;
}

const START = /^\s*\/\/ #region\b(.*)$/;
const END = /^\s*\/\/ #endregion\s*$/;
const SOLUTION = /^ solution ([A-Z]\d+\.\d+) ([A-Za-z]\w*) — (\S.*)$/;
const RUNTIME_IMPORT = /^import \{([^}]*)\} from '#torch';$/m;
/** Stands by itself: a comment with code right below it belongs to that code. */
const HEAD_COMMENT = /^(?:\/\*\*[\s\S]*?\*\/\n(?=\n))?/;

const GREETING = [
  '// Write your code where it says `throw new NotImplementedError(…)` or `notFilled(…)`, in place of that line.',
  '// Each function is graded on its own: leave what you have not done yet as it is. Import only from `#torch`;',
  '// add the names you need to the list in the braces, for example `torch`.',
].join('\n');

/** The marked regions of a solution, in order. `InputError` at an unclosed, nested, stray or unknown marker. */
export function regionsOf(source: string, file: string): Region[] {
  const regions: Region[] = [];
  let open: Omit<Region, 'to'> | undefined;
  source.split('\n').forEach((text, index) => {
    const line = index + 1;
    const start = START.exec(text);
    if (start !== null) {
      if (open !== undefined) {
        throw markerError(
          file,
          line,
          `a region inside the region of line ${open.from}`,
          'close that one first',
        );
      }
      open = { ...parseMarker(start[1] ?? '', file, line), from: line };
    } else if (END.test(text)) {
      if (open === undefined) throw markerError(file, line, 'an end without a region', 'remove it');
      regions.push({ ...open, to: line });
      open = undefined;
    }
  });
  if (open !== undefined) {
    throw markerError(
      file,
      open.from,
      `the region ${open.task} ${open.name} is never closed`,
      "add '// #endregion'",
    );
  }
  return regions;
}

/**
 * The starter of a reference solution. Each region becomes its hint and a placeholder: `throw new
 * NotImplementedError(…)` in a function; `notFilled(…)` where the region is the value after an `=`, whose type then
 * comes from the constant's own declaration. Everything outside the regions stays.
 *
 * ```ts
 * export function twice(x: number): number {
 *   // #region solution A00.1 twice — how many times do you add x?
 *   return x + x;
 *   // #endregion
 * }
 * ```
 */
export function starterOf(source: string, file: string): string {
  const regions = regionsOf(source, file);
  if (regions.length === 0) {
    throw markerError(file, 1, 'no solution region', "mark each part to write with '// #region solution …'");
  }
  const lines = source.split('\n');
  const kept: string[] = [];
  let next = 0;
  for (const { task, name, hint, from, to } of regions) {
    kept.push(...lines.slice(next, from - 1));
    const indent = /^\s*/.exec(lines[from - 1] ?? '')?.[0] ?? '';
    const isValue = kept.at(-1)?.trimEnd().endsWith('=') === true;
    const id = `'${task} ${name}'`;
    kept.push(`${indent}// Hint: ${hint}`);
    kept.push(indent + (isValue ? `notFilled(${id});` : `throw new NotImplementedError(${id});`));
    next = to;
  }
  kept.push(...lines.slice(next));
  return `${GREETING}\n\n${withPlaceholderImports(kept.join('\n'))}`;
}

/**
 * Drops the runtime names that only the removed code used, and adds those that the placeholders use. A solution
 * that needs nothing of the runtime has no import: the starter's goes below the comment at the file's head.
 */
function withPlaceholderImports(text: string): string {
  const [statement = '', specifiers = ''] = RUNTIME_IMPORT.exec(text) ?? [];
  const body = text.replace(statement, '').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const imported = specifiers.split(',').map((specifier) => specifier.trim());
  const names = [...imported, 'NotImplementedError', 'notFilled']
    .filter((specifier) => specifier !== '' && new RegExp(`\\b${localName(specifier)}\\b`).test(body))
    .sort((a, b) => compareNames(localName(a), localName(b)));
  const needed = `import { ${names.join(', ')} } from '#torch';`;
  return statement === '' ? text.replace(HEAD_COMMENT, `$&${needed}\n`) : text.replace(statement, needed);
}

/** The name that an import specifier binds: 'type Tensor' binds Tensor, 'nn as layers' binds layers. */
function localName(specifier: string): string {
  return specifier.split(/\s+/).at(-1) ?? '';
}

/** The formatter's order of imported names: letter by letter, a capital before its small form. */
function compareNames(a: string, b: string): number {
  return sortKey(a) < sortKey(b) ? -1 : 1;
}

const sortKey = (name: string): string =>
  name.replace(/./g, (c) => c.toLowerCase() + (/[A-Z]/.test(c) ? 0 : 1));

function parseMarker(text: string, file: string, line: number): Pick<Region, 'task' | 'name' | 'hint'> {
  const marker = SOLUTION.exec(text.trimEnd());
  if (marker === null) {
    throw markerError(
      file,
      line,
      `an unknown region '#region${text}'`,
      "write it like '// #region solution A03.2 softmaxStable — a hint for the student'",
    );
  }
  const [, task = '', name = '', hint = ''] = marker;
  return { task, name, hint };
}

function markerError(file: string, line: number, seen: string, hint: string): InputError {
  return new InputError({ who: `${file}:${line}`, seen, hint });
}
