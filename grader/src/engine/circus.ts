/** All use of jest-circus stands here; its minor version is pinned in package.json. */
import type { Circus } from '@jest/types';
import { expect } from 'expect';
import * as circus from 'jest-circus';
import { caseId } from '../authoring/case-id.ts';

/** Above every limit of a submission: a suite's own time-out would hide whose fault it was. */
const TEST_TIMEOUT_MS = 600_000;

/** What `@jest/globals` gives a suite here. Snapshots and module mocks do not exist: nothing in a suite may depend on files. */
export const jestGlobals = {
  describe: circus.describe,
  test: circus.test,
  it: circus.it,
  beforeAll: circus.beforeAll,
  beforeEach: circus.beforeEach,
  afterAll: circus.afterAll,
  afterEach: circus.afterEach,
  expect,
};

/** A test as it was declared: the titles of its describe blocks and its own. */
export interface DeclaredTest {
  readonly id: string;
  readonly titles: readonly string[];
}

export interface RanTest extends DeclaredTest {
  readonly status: 'pass' | 'fail' | 'skipped';
  /** The first thing thrown, as it was thrown. */
  readonly error?: unknown;
  readonly wallMs: number;
}

/** Evaluates a suite in a fresh state and lists its tests, in order, without running them. */
export function declareTests(evaluate: () => void): DeclaredTest[] {
  circus.resetState();
  circus.setState({ ...circus.getState(), testTimeout: TEST_TIMEOUT_MS });
  evaluate();
  return testsOf(circus.getState().rootDescribeBlock).map(declared);
}

/**
 * Evaluates a suite in a fresh state and runs it. `onStart` hears the id of each test before its body runs.
 * `untilFailure` leaves out all that comes after a test that fails.
 */
export async function runTests(
  evaluate: () => void,
  onStart: (id: string) => void,
  { untilFailure }: { readonly untilFailure: boolean },
): Promise<RanTest[]> {
  withoutStacks(() => declareTests(evaluate));
  const tests: RanTest[] = [];
  let isOver = false;
  const listen = (event: Circus.Event) => {
    if (event.name === 'test_start' && isOver) event.test.mode = 'skip';
    if (event.name === 'test_fn_start') onStart(declared(event.test).id);
    if ((event.name !== 'test_done' && event.name !== 'test_skip') || isOver) return;
    const test = ran(event.test);
    tests.push(test);
    isOver = untilFailure && test.status === 'fail';
  };
  circus.addEventHandler(listen);
  try {
    const result = await circus.run();
    if (result.unhandledErrors.length > 0) throw new Error(result.unhandledErrors.join('\n'));
  } finally {
    circus.removeEventHandler(listen);
  }
  return tests;
}

/** circus takes a stack for every test that is declared, for the place; nobody here asks for it. */
function withoutStacks(declare: () => void): void {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    declare();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function testsOf(block: Circus.DescribeBlock): Circus.TestEntry[] {
  return block.children.flatMap((child) => (child.type === 'test' ? [child] : testsOf(child)));
}

function declared(test: Circus.TestEntry): DeclaredTest {
  const titles = [test.name];
  // The root block has no title of its own.
  for (let block = test.parent; block.parent; block = block.parent) titles.unshift(block.name);
  return { id: caseId(titles.join(' ')), titles };
}

function ran(test: Circus.TestEntry): RanTest {
  // circus keeps either what was thrown or a pair of it and the place where the test was declared.
  const thrown: unknown = test.errors[0];
  const error: unknown = Array.isArray(thrown) ? thrown[0] : thrown;
  const status =
    test.mode === 'skip' || test.mode === 'todo' ? 'skipped' : test.errors.length > 0 ? 'fail' : 'pass';
  return { ...declared(test), status, ...(error !== undefined && { error }), wallMs: test.duration ?? 0 };
}
