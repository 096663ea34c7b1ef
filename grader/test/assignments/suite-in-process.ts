import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as torch from '#torch';
import { provideContext } from '../../src/authoring/context.ts';
import * as authoring from '../../src/authoring/index.ts';
import { caseStream } from '../../src/authoring/stream.ts';
import { HostFailure, toValue } from '../../src/sandbox/index.ts';
import type { CallReply, Host, TensorValue, Value } from '../../src/sandbox/types.ts';
import { ROOT } from './kit-root.ts';

/** A test of a suite, callable. */
export interface SuiteTest {
  readonly id: string;
  readonly titles: readonly string[];
  readonly visibility: 'visible' | 'hidden';
  /** The codes that its checks declare; known once it has run. */
  readonly kills: Set<string>;
  run(): Promise<void>;
}

let running: SuiteTest | undefined;

/** The tests of an assignment's two suites, without Jest around them. */
export function suiteTests(slug: string): SuiteTest[] {
  return [
    ...testsOf('visible', join('assignments', slug, 'visible.test.ts')),
    ...testsOf('hidden', join('grader', 'suites', slug, 'hidden.test.ts')),
  ];
}

function testsOf(visibility: SuiteTest['visibility'], file: string): SuiteTest[] {
  const tests: SuiteTest[] = [];
  const open: string[] = [];
  const describe = (title: string, declare: () => void) => {
    open.push(title);
    declare();
    open.pop();
  };
  const test = (title: string, body: () => Promise<void>) => {
    const titles = [...open, title];
    tests.push({ id: authoring.caseId(titles.join(' ')), titles, visibility, kills: new Set(), run: body });
  };
  const { outputText } = ts.transpileModule(readFileSync(join(ROOT, file), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  });
  const submission = (slug: string): authoring.Student => {
    const student = authoring.submission(slug);
    return {
      ...student,
      check(name, checked) {
        for (const code of checked.kills ?? []) running?.kills.add(code);
        return student.check(name, checked);
      },
      checkProbe(name, checked) {
        for (const code of checked.kills ?? []) running?.kills.add(code);
        return student.checkProbe(name, checked);
      },
    };
  };
  const imports: Readonly<Record<string, unknown>> = {
    '@jest/globals': { describe, test },
    '#torch': torch,
    '#grader/authoring': { ...authoring, submission },
  };
  // Not by `compileSuite`: what that makes has the Object of Node itself, a stranger to the one inside Jest.
  new Function('exports', 'require', outputText)({}, (name: string) => imports[name]);
  return tests;
}

/** The ids of the tests that fail on a module of trusted code, and a transcript of everything it answered. */
export async function failuresOn(
  slug: string,
  tests: readonly SuiteTest[],
  module: Readonly<Record<string, unknown>>,
  courseSeed: number,
  probes: Readonly<Record<string, unknown>> = probesOf(slug),
): Promise<{ failed: Map<string, Error>; transcript: string }> {
  const failed = new Map<string, Error>();
  const answers: string[] = [];
  const host = inProcessHost(module, probes, (answer) => answers.push(answer));
  provideContext({
    host: async () => host,
    currentCase: () => running?.id ?? '',
    stream: (of, id) =>
      caseStream({ secret: 'in-process', courseSeed, learner: slug, slug: of, attempt: 1 }, id),
    recordMargin: () => {},
    observe: () => {},
  });
  for (const test of tests) {
    running = test;
    await test.run().catch((error: Error) => failed.set(test.id, error));
  }
  return { failed, transcript: answers.join('\n') };
}

/** The probes of an assignment; nothing when it has none. */
function probesOf(slug: string): Readonly<Record<string, unknown>> {
  const file = join(ROOT, 'grader', 'suites', slug, 'probes.ts');
  return existsSync(file) ? require(file) : {};
}

/** Answers like a host, on this side: for reference solutions and mistakes, which are ours. */
function inProcessHost(
  module: Readonly<Record<string, unknown>>,
  probes: Readonly<Record<string, unknown>>,
  record: (answer: string) => void,
): Host {
  const answer = (value: unknown): string => JSON.stringify(value, plain);
  const asked = async (
    called: unknown,
    first: readonly unknown[],
    args: readonly Value[],
  ): Promise<CallReply> => {
    const given = args.map(revived);
    const before = given.map((value) => answer(toValue(value)));
    const attempt = attempted(() => toValue((called as (...args: unknown[]) => unknown)(...first, ...given)));
    const after = given.map((value) => answer(toValue(value)));
    record([answer(attempt.value), attempt.error?.message, ...after].join(' '));
    if (attempt.error) {
      const { name, message } = attempt.error;
      throw new HostFailure('student-error', `threw ${name}`, { name, message });
    }
    return { value: attempt.value, argumentsUnchanged: after.map((text, i) => text === before[i]) };
  };
  return {
    call: (name, args) => asked(module[name], [], args),
    probe: (name, args) => asked(probes[name], [module], args),
    get: async (name) => {
      const found = module[name];
      return torch.isNotFilled(found) ? { kind: 'not-filled', task: found.task } : toValue(found);
    },
    close: async () => ({ cpuMs: 0, outputBytes: 0, restarts: 0, killed: 0 }),
  };
}

function attempted(act: () => Value): { value: Value; error?: Error } {
  try {
    return { value: act() };
  } catch (error) {
    return { value: undefined, error: error as Error };
  }
}

function revived(value: Value): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (isTensor(value)) {
    return torch.torch.tensor(value.data, { dtype: torch.torch[value.dtype] }).reshape([...value.shape]);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, revived(entry)]));
}

const isTensor = (value: Value): value is TensorValue =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'tensor';

/** JSON with the numbers that JSON lacks, and typed arrays as lists. */
function plain(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, (x) => String(x));
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
}
