import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import type { Kit } from '../kit.ts';
import { InputError } from '../schema/input-error.ts';
import type { Session } from './session.ts';

const WHO = 'gradus demo softmax';

const EXAMPLES = `
Examples:
  gradus demo softmax                         the scores 1, 2, -1 of the course
  gradus demo softmax 1 2 -1 --correct 1      with the loss and its gradient
  gradus demo softmax 1000 1001 999           scores that only the stable form survives

Predict first:
  1. Let all scores be equal. Does it matter which number they are?
  2. Let one be much bigger than the others; then one much smaller.
  3. Between -2 and 2, which scores make the first probability as large as it can be?`;

/** `gradus demo …`: small experiments with the runtime's own functions, on the terminal. */
export function demo(program: Command, session: Session): void {
  const demos = program.command('demo').description('try what a function does, with numbers of your own');
  demos
    .command('softmax')
    .description('scores become probabilities: see every step')
    .argument('[scores...]', 'two to twelve numbers, one for each class')
    .option(
      '--correct <class>',
      'the correct class, counted from 0: shows the cross-entropy and its gradient',
    )
    .addHelpText('after', EXAMPLES)
    .action(async (given: string[], { correct }: { correct?: string }) => {
      const scores = given.length === 0 ? [1, 2, -1] : given.map((text) => finite('a score', text));
      if (scores.length < 2 || scores.length > 12) {
        throw new InputError({
          who: WHO,
          seen: `${scores.length} ${scores.length === 1 ? 'score' : 'scores'}`,
          expected: 'two to twelve',
        });
      }
      const index = correct === undefined ? undefined : classOf(correct, scores);
      const softmaxDemo = await loadDemo(session.kit);
      session.stdout.write(softmaxDemo(scores, index));
    });
}

function finite(what: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InputError({
    who: WHO,
    seen: `${what} is '${text}'`,
    expected: 'a number',
    hint: 'gradus demo softmax 1 2 -1 --correct 1',
  });
}

function classOf(text: string, scores: readonly number[]): number {
  const index = finite('--correct', text);
  if (Number.isInteger(index) && index >= 0 && index < scores.length) return index;
  throw new InputError({
    who: WHO,
    seen: `--correct is ${text}`,
    expected: `a class, 0 … ${scores.length - 1}`,
    hint: 'classes are counted from 0',
  });
}

/** Runtime and figures are no part of the grader: they are loaded when they are asked for. */
async function loadDemo({ dist }: Kit): Promise<(scores: readonly number[], correct?: number) => string> {
  const plots: unknown = await import(pathToFileURL(dist.plots).href);
  if (typeof plots === 'object' && plots !== null && 'softmaxDemo' in plots) {
    const { softmaxDemo } = plots;
    if (typeof softmaxDemo === 'function') return (...given) => String(softmaxDemo(...given));
  }
  throw new InputError({ who: WHO, seen: `${dist.plots} has no softmaxDemo`, hint: 'npm run build' });
}
