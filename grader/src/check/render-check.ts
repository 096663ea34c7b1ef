import type { Paint, Style } from '../console/paint.ts';
import { wrap } from '../console/wrap.ts';
import type { Failure } from '../schema/kinds.ts';
import type { Manifest } from '../schema/manifest.ts';
import { pointsOf } from '../scoring/hundredths.ts';
import {
  type CheckedCase,
  type CheckedTask,
  type CheckResult,
  checkedTasks,
  passed,
  type TaskState,
  unitsOf,
} from './check-result.ts';
import { compileErrorText } from './compile-error-text.ts';
import { type Around, failureText } from './failure-text.ts';
import type { StudentFile } from './find-file.ts';
import type { Climb } from './ladder-text.ts';

export interface Screen extends Climb {
  readonly manifest: Manifest;
  readonly file: StudentFile;
  readonly paint: Paint;
  /** Where to read about a task: 'assignments/a03-softmax/handout.md:268'. */
  seeFor(task: { readonly id: string; readonly name: string }): string;
}

const MARKS: Record<TaskState, { mark: string; style: Style }> = {
  passed: { mark: '✓', style: 'green' },
  failed: { mark: '✗', style: 'red' },
  unwritten: { mark: '·', style: 'dim' },
  unrun: { mark: '·', style: 'yellow' },
  unseen: { mark: '–', style: 'dim' },
};

/** The whole answer of `gradus check`: one line for each task, then what to mend first in each that fails. */
export function renderCheck(result: CheckResult, screen: Screen): string {
  const { manifest, file, paint } = screen;
  const title = `${paint('bold', `${manifest.code} ${manifest.title}`)} · ${file.shown}`;
  const body = result.compiled ? ranText(result, screen) : brokenText(result.errors, file, paint);
  return `${[title, '', ...body].join('\n')}\n`;
}

function brokenText(
  errors: Parameters<typeof compileErrorText>[0],
  file: StudentFile,
  paint: Paint,
): string[] {
  return [
    paint('red', 'The file does not compile, so nothing was run.'),
    '',
    ...compileErrorText(errors, file),
  ].slice(0, -1);
}

function ranText(result: Extract<CheckResult, { compiled: true }>, screen: Screen): string[] {
  const tasks = checkedTasks(screen.manifest, result.cases);
  const failed = tasks.filter(({ state }) => state === 'failed');
  const [first] = failed;
  const shared = sharedFailure(failed);
  return [
    ...tasks.map((task) => taskLine(task, screen.paint)),
    '',
    ...(shared !== undefined && first !== undefined
      ? sharedText(shared, screen.seeFor(first), screen)
      : failed.flatMap((task) => taskText(task, screen))),
    ...summary(result, screen.manifest),
  ];
}

function taskLine({ id, name, state, cases }: CheckedTask, paint: Paint): string {
  const { mark, style } = MARKS[state];
  const label = `${id} ${name}`.padEnd(28);
  return `  ${paint(style, `${mark} ${label}`)} ${paint(state === 'failed' ? 'red' : 'dim', taskNote(state, cases))}`.trimEnd();
}

function taskNote(state: TaskState, cases: readonly CheckedCase[]): string {
  if (state === 'unseen') return 'graded by hidden cases only';
  if (state === 'unwritten') return 'not written yet';
  if (state === 'unrun') return 'not run: mend what is stopped above first';
  const good = cases.filter(passed);
  const points = `${pointsOf(unitsOf(good))} of ${counted(pointsOf(unitsOf(cases)), 'point')}`;
  return `${good.length} of ${counted(cases.length, 'case')} · ${points}`;
}

/** The first failing case of a task in full, and how many more there are. */
function taskText(task: CheckedTask, screen: Screen): string[] {
  const { paint, seeFor } = screen;
  const [first, ...more] = task.cases.filter((one) => !passed(one));
  if (first?.fact.failure === undefined) return [];
  const { group, title } = first.declared;
  const rest = `${counted(more.length, 'more case')} of this task ${more.length === 1 ? 'fails' : 'fail'}; mend this one first.`;
  return [
    `${paint('red', `✗ ${task.id} ${task.name}`)} · ${group} · ${title}`,
    ...failureText(first.fact.failure, around(screen, seeFor(task))),
    ...(more.length > 0 ? [`  ${rest}`] : []),
    '',
  ];
}

const around = ({ file, hints, command }: Screen, see: string): Around => ({
  source: file.source,
  see,
  hints,
  command,
});

/** The failure of all failing cases of several tasks, when it is one: most often the file could not be loaded. */
function sharedFailure(failed: readonly CheckedTask[]): Failure | undefined {
  const failures = failed.flatMap(({ cases }) =>
    cases.filter((one) => !passed(one)).map(({ fact }) => fact.failure),
  );
  const [first] = failures;
  // Two wrong numbers are two mistakes, whatever the words; one error that is met everywhere is one.
  if (failed.length < 2 || first === undefined || first.kind === 'wrong') return undefined;
  const words = (failure?: Failure) => JSON.stringify([failure?.kind, failure?.what, failure?.quote]);
  return failures.every((failure) => words(failure) === words(first)) ? first : undefined;
}

/** Told once. The input of one case says nothing about it. */
function sharedText({ detail, ...failure }: Failure, see: string, screen: Screen): string[] {
  return [
    screen.paint('red', '✗ All failing cases fail in the same way:'),
    ...failureText({ ...failure, who: 'each function' }, around(screen, see)),
    '',
  ];
}

function summary({ cases, hidden }: Extract<CheckResult, { compiled: true }>, { tasks }: Manifest): string[] {
  const good = cases.filter(passed);
  const all = tasks.reduce((sum, { points }) => sum + points, 0);
  return [
    `${good.length} of ${counted(cases.length, 'visible case')} ${cases.length === 1 ? 'passes' : 'pass'} · ${pointsOf(unitsOf(cases))} of ${all} points are visible here`,
    ...(hidden.cases === 0
      ? []
      : wrap(
          '',
          `The graded suite has ${counted(hidden.cases, 'more case')} worth ${counted(hidden.points, 'point')}; they try other sizes and extreme values.`,
        )),
  ];
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
