import { alikeOutcomes } from './alike.ts';
import type { Call, ObservedCase } from './call.ts';
import type { Mistake } from './mistake.ts';
import { probedCode } from './property-probes.ts';

/** One case proves nothing: many wrong ideas agree on the one that was drawn badly. */
const CASES_TO_AGREE = 2;

type Asked = Pick<Mistake, 'code' | 'answer'>;

/**
 * The misconception behind the failing cases of one task: the code of the mistakes that did the same as the
 * submission in every case, passing ones too. Where no mistake or several different ones did, the property probes
 * decide among the codes that are left; where they cannot either, it has no name.
 *
 * @param cases the cases of the task that saw a call
 * @param mistakes the bank's mistakes of the task
 */
export function recognise(cases: readonly ObservedCase[], mistakes: readonly Asked[]): string | undefined {
  const observed = cases.filter(({ calls }) => calls.length > 0);
  const failing = observed.filter(({ failed }) => failed);
  if (failing.length === 0) return undefined;
  // What fails is what most mistakes differ in: those are asked first.
  const calls = [...failing, ...observed.filter(({ failed }) => !failed)].flatMap((one) => one.calls);
  const enough = observed.length >= CASES_TO_AGREE;
  const matching = enough ? mistakes.filter((mistake) => doesTheSame(mistake, calls)) : [];
  const codes = new Set((matching.length > 0 ? matching : mistakes).map(({ code }) => code));
  if (matching.length > 0 && codes.size === 1) return matching[0]?.code;
  return probedCode(
    failing.flatMap((one) => one.calls),
    codes,
  );
}

const doesTheSame = (mistake: Asked, calls: readonly Call[]): boolean =>
  calls.every((call) => alikeOutcomes(mistake.answer(call), call.outcome));
