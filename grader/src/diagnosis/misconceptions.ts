/** A named wrong idea: its code in the catalogue, a short name for tables, and the repair in plain words. */
export interface Misconception {
  readonly name: string;
  readonly hint: string;
}

/** The catalogue, by code. A failure carries the code; every document takes name and hint from here. */
export const MISCONCEPTIONS = {
  'M-STUB': {
    name: 'not written yet',
    hint: 'This function still holds its placeholder. Read the shapes in the comment above it and write the first line; every other function is graded on its own.',
  },
  'M-MUTATE': {
    name: 'changes its input',
    hint: 'After your function ran, the tensor it was given held other numbers, and the caller may still need the old ones. Which step writes into its operand? Use the form without the trailing underscore, which makes a new tensor.',
  },
} as const satisfies Readonly<Record<string, Misconception>>;

export type MisconceptionCode = keyof typeof MISCONCEPTIONS;

export function misconception(code: string): Misconception | undefined {
  return Object.hasOwn(MISCONCEPTIONS, code) ? MISCONCEPTIONS[code as MisconceptionCode] : undefined;
}
