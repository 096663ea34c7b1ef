import type { Misconception } from '../diagnosis/misconceptions/index.ts';

/** An entry as it may stand in a file that was edited by hand: the compiler sees to its shape, a build does not. */
export type Entry = Partial<Pick<Misconception, 'message'>> & { readonly hints?: readonly string[] };

/** A message and one step of its hints; the failure they explain adds its values and where to read, to 160 in all. */
const MAX_WORDS = 110;

/** What each step is for. */
const STEPS = [
  'a question about one step',
  'where to look',
  'almost there, without the finished line',
] as const;

/** What is wrong with an entry's message and hints, each with its repair; empty when a student can climb them. */
export function checkLadder({ message = '', hints = [] }: Entry): string[] {
  if (isEmpty(message)) {
    return ['it has no message: say in a sentence or two what was seen and what it means'];
  }
  return [
    ...(questions(message) > 0 ? ['its message asks a question: ask it in a step'] : []),
    ...STEPS.flatMap((purpose, i) => checkStep(hints[i] ?? '', `step ${i + 1}`, purpose, message)),
    ...(hints.length > STEPS.length
      ? [`it has ${hints.length} steps: keep ${STEPS.length}, ${STEPS.join('; ')}`]
      : []),
  ];
}

function checkStep(hint: string, step: string, purpose: string, message: string): string[] {
  if (isEmpty(hint)) return [`${step} of its hints is missing: write ${purpose}`];
  const together = words(message) + words(hint);
  return [
    ...(together > MAX_WORDS
      ? [`its message and ${step} have ${together} words together: cut them to ${MAX_WORDS}`]
      : []),
    ...(questions(hint) > 1 ? [`${step} asks ${questions(hint)} questions: keep one`] : []),
  ];
}

const isEmpty = (text: string): boolean => text.trim() === '';
const words = (text: string): number => text.trim().split(/\s+/).length;
const questions = (text: string): number => text.split('?').length - 1;
