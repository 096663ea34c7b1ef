import { cleanLine } from '../schema/clean-text.ts';
import type { Gradebook } from '../schema/gradebook.ts';
import { InputError } from '../schema/input-error.ts';

type Assignment = Gradebook['assignments'][number];

/** A header that contains one of these, anywhere and in this case, is a total to Canvas: it skips the column silently. */
const TOTALS = [
  'Current Score',
  'Current Points',
  'Current Grade',
  'Final Score',
  'Final Points',
  'Final Grade',
  'Override Score',
  'Override Grade',
  'Override Status',
];

/** Canvas finds a column by its header, the first of that name: an assignment called so would read the wrong one. */
const RESERVED = [
  'Student',
  'LastName',
  'FirstName',
  'ID',
  'SIS User ID',
  'SIS Login ID',
  'Section',
  'Integration ID',
  'Root Account',
];

/**
 * The headers of the assignments' columns: `Title (48213)` with the assignment's Canvas id, else `Title`, which Canvas
 * matches with an assignment of exactly that title or else makes a new one of. `InputError` for a header that it
 * would skip or take for another column.
 */
export function canvasColumns(assignments: readonly Assignment[]): string[] {
  const taken = new Map<string, string>();
  return assignments.map((assignment) => {
    const { id, external } = assignment;
    const header = canvasColumn(assignment);
    const canvasId = external?.canvasId;
    const key = canvasId === undefined ? `the one titled “${header}”` : `number ${canvasId}`;
    const twin = taken.get(key);
    if (twin !== undefined) {
      throw refusal(
        `${twin} and ${id} are the same Canvas assignment, ${key}`,
        'give each its own canvasId in course.json',
      );
    }
    taken.set(key, id);
    return header;
  });
}

function canvasColumn({ id, title, external }: Assignment): string {
  const name = cleanLine(title);
  const total = TOTALS.find((phrase) => name.includes(phrase));
  if (total !== undefined) {
    throw refusal(
      `the title of ${id}, “${name}”, contains “${total}”: Canvas skips such columns without a word`,
      'change the title in its manifest.json, and in Canvas',
    );
  }
  const canvasId = external?.canvasId;
  if (canvasId !== undefined) {
    if (!/^\d+$/.test(canvasId)) {
      throw refusal(
        `the canvasId of ${id} is “${canvasId}”`,
        'the digits at the end of its address: …/assignments/48213',
      );
    }
    return `${name} (${canvasId})`;
  }
  if (RESERVED.includes(name) || /\s\(\d+\)$/.test(name)) {
    const taken = RESERVED.includes(name) ? 'a column of its own' : 'the number for the id of an assignment';
    throw refusal(
      `${id} has no canvasId, and in its title “${name}” Canvas takes ${taken}`,
      `in course.json: "external": { "canvasId": "48213" }`,
    );
  }
  return name;
}

const refusal = (seen: string, hint: string): InputError =>
  new InputError({ who: 'gradus export canvas', seen, hint });
