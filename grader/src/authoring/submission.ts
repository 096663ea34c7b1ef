import type { Call, Outcome } from '../diagnosis/call.ts';
import { HostFailure, toValue } from '../sandbox/index.ts';
import type { Value } from '../sandbox/types.ts';
import type { Failure } from '../schema/kinds.ts';
import { compare, type Tolerance } from './compare.ts';
import { suiteContext } from './context.ts';
import { describeValue } from './describe-value.ts';
import { CaseFailure } from './failure.ts';
import { Returns } from './returns.ts';
import type { Rng } from './stream.ts';
import { toldSizes } from './told-sizes.ts';

type Arguments = readonly unknown[] | [];

/** Something that must hold for the received value beside its equality with the expected one. */
export interface Property {
  /** Completes "the result …": 'sums to 1 along the last axis'. */
  readonly says: string;
  holds(received: Value): boolean;
}

/** One graded call: how its arguments are drawn and what the trusted side expects back. */
export interface Checked<A extends Arguments> {
  /** Draws the arguments from the case's own stream; a public figure ignores it. */
  args(rng: Rng): A;
  /** The expected value, computed by the trusted side. */
  expected(...args: A): unknown;
  /** Default: the kind, dtype and shape of the expected value. */
  readonly returns?: Returns | ((...args: A) => Returns);
  readonly tolerance?: Tolerance;
  /** Maps the received value before it is compared (an inverse problem with many right answers). */
  compare?(received: Value, ...args: A): unknown;
  readonly properties?: readonly Property[];
  /** The task changes its arguments on purpose. Otherwise they must be what they were. */
  readonly mutates?: boolean;
  /** Codes of the wrong answers that this case must catch. */
  readonly kills?: readonly string[];
}

/** One graded call of a probe. */
export interface Probed<A extends Arguments> extends Checked<A> {
  /** What of the submission is under test, as its student knows it: 'Value.backward'. */
  readonly who: string;
}

/** One graded constant. */
export interface CheckedExport {
  readonly expected: unknown;
  /** Takes the graded part out of the exported value. */
  pick?(exported: Value): Value;
  readonly returns?: Returns;
  /** For numbers that a student works out by hand. */
  readonly tolerance?: Tolerance;
}

/** A suite's view of one submission. Everything is asynchronous, and only plain values come back. */
export interface Student {
  /**
   * Calls an exported function. A last argument made by `returns.…` is not passed on: it says what must come back.
   *
   * ```ts
   * const p = await student.call('softmaxStable', scores, returns.tensor({ shape: [3], dtype: 'float32' }));
   * ```
   */
  call(name: string, ...args: readonly unknown[]): Promise<Value>;
  /** Reads an exported constant. */
  get(name: string, spec?: Returns): Promise<Value>;
  /** Calls, compares with the trusted value, and requires the arguments to be unchanged. */
  check<const A extends Arguments>(name: string, checked: Checked<A>): Promise<void>;
  /** As `check`, through a probe of the assignment: for what takes or returns functions, objects or graphs. */
  checkProbe<const A extends Arguments>(probe: string, checked: Probed<A>): Promise<void>;
  /** Reads a constant and compares it (or the picked part) with the expected value. */
  checkExport(name: string, checked: CheckedExport): Promise<void>;
}

/** The submission under test; who answers depends on who runs the suite (engine, `gradus check`, plain Jest). */
export function submission(slug: string): Student {
  const reach = (name: string, values: readonly Value[]) =>
    suiteContext().host(slug).catch(blame(name, values));

  const graded = async <A extends Arguments>(
    on: Call['on'],
    name: string,
    who: string,
    checked: Checked<A>,
  ): Promise<void> => {
    const context = suiteContext();
    const id = context.currentCase();
    const args = checked.args(context.stream(slug, id));
    const values = args.map(toValue);
    const want = toValue(checked.expected(...args));
    const host = await reach(who, values);
    const observe = (outcome: Outcome) => context.observe(id, { on, name, args: values, outcome });
    const asked = on === 'probes' ? host.probe(name, values) : host.call(name, values);
    const { value, argumentsUnchanged } = await asked.catch((failure: unknown) => {
      if (failure instanceof HostFailure) observe({ threw: failure.error?.name ?? failure.kind });
      return blame(who, values)(failure);
    });
    const unchanged = !argumentsUnchanged.includes(false);
    observe({ value, unchanged });
    if (!checked.mutates && !unchanged) {
      throw new CaseFailure({
        kind: 'wrong',
        who,
        what: 'changed the input it was given',
        misconception: 'M-MUTATE',
      });
    }
    const spec = typeof checked.returns === 'function' ? checked.returns(...args) : checked.returns;
    const received = fitting(who, values, value, spec);
    const compared = checked.compare ? toValue(checked.compare(received, ...args)) : received;
    context.recordMargin(id, equal(who, values, compared, want, checked.tolerance));
    for (const property of checked.properties ?? []) {
      if (property.holds(received)) continue;
      throw new CaseFailure({
        kind: 'wrong',
        who,
        what: `the result must hold a property and does not: it ${property.says}`,
        detail: described(values, `received ${describeValue(received)}`),
      });
    }
  };

  const student: Student = {
    async call(name, ...args) {
      const last = args.at(-1);
      const spec = last instanceof Returns ? last : undefined;
      const values = (spec ? args.slice(0, -1) : args).map(toValue);
      const host = await reach(name, values);
      const reply = await host.call(name, values).catch(blame(name, values));
      return fitting(name, values, reply.value, spec);
    },

    async get(name, spec) {
      const host = await reach(name, []);
      const value = await host.get(name).catch(blame(name, []));
      return fitting(name, [], value, spec);
    },

    check: (name, checked) => graded('submission', name, name, checked),
    checkProbe: (probe, checked) => graded('probes', probe, checked.who, checked),

    async checkExport(name, { expected, pick, returns, tolerance }) {
      const value = fitting(name, [], await student.get(name), returns);
      equal(name, [], pick ? pick(value) : value, toValue(expected), tolerance);
    },
  };
  return student;
}

/** Compares or fails the case; gives the margin. */
function equal(who: string, args: readonly Value[], got: Value, want: Value, tolerance?: Tolerance): number {
  const told = toldSizes([...args, want]);
  const result = compare(got, want, tolerance, told);
  if (result.ok) return result.margin;
  const exact = compare(got, want, tolerance);
  const shown = result.detail ?? `expected ${describeValue(want)}`;
  throw new CaseFailure({
    kind: 'wrong',
    who,
    what: result.what,
    detail: described(args, exact.ok || exact.what === result.what ? shown : `${exact.what}\n${shown}`),
  });
}

function fitting(who: string, args: readonly Value[], value: Value, spec?: Returns): Value {
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'not-filled') {
    throw new CaseFailure(unwritten(who, 'is not filled in yet'));
  }
  const mismatch = spec?.mismatch(value, toldSizes(args, spec.sizes));
  if (mismatch === undefined) return value;
  const exact = spec?.mismatch(value) ?? mismatch;
  const shown = `received ${describeValue(value)}`;
  throw new CaseFailure({
    kind: 'wrong',
    who,
    what: mismatch,
    detail: described(args, exact === mismatch ? shown : `${exact}\n${shown}`),
  });
}

const unwritten = (who: string, what: string): Failure => ({
  kind: 'student-error',
  who,
  what,
  misconception: 'M-STUB',
});

/** Turns a host's failure into the case's: what the student may read, and the quoted error for staff. */
function blame(who: string, args: readonly Value[]) {
  return (failure: unknown): never => {
    if (!(failure instanceof HostFailure)) throw failure;
    const { kind, what, error } = failure;
    if (error?.name === 'NotImplementedError') {
      throw new CaseFailure(unwritten(who, 'is not written yet'));
    }
    const place = error?.line === undefined ? '' : ` (line ${error.line})`;
    throw new CaseFailure({
      kind,
      who,
      what,
      ...(args.length > 0 && { detail: described(args) }),
      ...(error && { quote: `${error.name}: ${error.message}${place}` }),
    });
  };
}

function described(args: readonly Value[], rest?: string): string {
  const lines = args.map(
    (value, i) => `${args.length === 1 ? 'input' : `argument ${i + 1}`} ${describeValue(value)}`,
  );
  return [...lines, ...(rest === undefined ? [] : [rest])].join('\n');
}
