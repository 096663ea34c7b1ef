import { parse } from 'csv-parse/sync';

/* A model of how Canvas reads a gradebook CSV, written from its documented and published behaviour. */

export interface CanvasCourse {
  readonly students: readonly { id: number; sisUserId?: string; sisLoginId?: string; name: string }[];
  readonly assignments: readonly { id: number; title: string }[];
}

export interface Imported {
  /** By student id, then by assignment id; what the cell says: a number, 'EX', or nothing. */
  readonly grades: ReadonlyMap<number, ReadonlyMap<number, number | 'EX' | undefined>>;
  readonly pointsPossible: ReadonlyMap<number, number>;
  readonly newAssignments: readonly string[];
  readonly unknownStudents: readonly string[];
  /** The first cells of the rows that were taken for students. */
  readonly names: readonly string[];
}

const TOTAL = /(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)/;

export function importIntoCanvas(text: string, course: CanvasCourse): Imported {
  const [header = [], ...rows] = table(text);
  if (!(header[0]?.includes('Student') && header[1]?.includes('ID'))) throw new Error('Invalid header row');
  if (!/SIS\s+User\s+ID/.test(header[2] ?? '') || !/SIS\s+Login\s+ID/.test(header[3] ?? ''))
    throw new Error('this model knows the five-column form only');
  if (header[4]?.includes('Section') !== true) throw new Error('Invalid header row');

  const newAssignments: string[] = [];
  const columns = header
    .slice(5)
    .filter((name) => !TOTAL.test(name))
    .map((name) => {
      const [, id] = /^.*\s\((\d+)\)$/.exec(name) ?? [];
      const known =
        course.assignments.find((one) => one.id === Number(id)) ??
        course.assignments.find(({ title }) => title === name);
      if (known === undefined) newAssignments.push(name);
      // A column is found again by its header: the first of that name.
      return { id: known?.id ?? -newAssignments.length, index: header.indexOf(name) };
    });

  const grades = new Map<number, Map<number, number | 'EX' | undefined>>();
  const pointsPossible = new Map<number, number>();
  const unknownStudents: string[] = [];
  const names: string[] = [];
  for (const row of rows) {
    if (row[0]?.includes('Points Possible')) {
      for (const { id, index } of columns) if (row[index] !== '') pointsPossible.set(id, Number(row[index]));
      continue;
    }
    names.push(row[0] ?? '');
    const student = findStudent(row, course);
    if (student === undefined) unknownStudents.push(row[0] ?? '');
    else grades.set(student.id, new Map(columns.map(({ id, index }) => [id, gradeIn(row[index] ?? '')])));
  }
  return { grades, pointsPossible, newAssignments, unknownStudents, names };
}

function findStudent([name, id = '', sisUserId, sisLoginId]: string[], { students }: CanvasCourse) {
  // Ruby's to_i: leading digits, else 0.
  const number = Number(/^\d+/.exec(id)?.[0] ?? 0);
  return (
    students.find((one) => one.id === number) ??
    students.find((one) => sisUserId !== '' && one.sisUserId === sisUserId) ??
    students.find((one) => sisLoginId !== '' && one.sisLoginId === sisLoginId) ??
    students.find((one) => one.name === name)
  );
}

function gradeIn(cell: string): number | 'EX' | undefined {
  const grade = cell.trim();
  if (grade === '' || grade === '-') return undefined;
  if (/^ex$/i.test(grade)) return 'EX';
  if (!/^-?[0-9.]+$/.test(grade)) throw new Error(`not a grade: ${grade}`);
  return Number(grade);
}

/** The rows: the delimiter is guessed from the first three lines, and a lone number loses its thousands separators. */
function table(text: string): string[][] {
  const lines = text.split('\n').slice(0, 3);
  const fields = (delimiter: string): number => {
    try {
      const counts = lines.map((line) => (parse(line, { delimiter }) as string[][])[0]?.length ?? 0);
      return new Set(counts).size === 1 ? (counts[0] ?? 0) : 0;
    } catch {
      return 0;
    }
  };
  const delimiter = fields(';') > fields(',') ? ';' : ',';
  const rows: string[][] = parse(text, { delimiter });
  return rows.map((row) => row.map(normalNumber));
}

function normalNumber(cell: string): string {
  if (!/^-?[0-9.,]+%?$/.test(cell)) return cell;
  const parts = cell.split(/[,.]/);
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join('')}.${last}`;
}
