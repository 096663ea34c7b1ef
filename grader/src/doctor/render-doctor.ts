import type { Paint } from '../console/paint.ts';
import { wrap } from '../console/wrap.ts';
import { type Attempt, type Examination, guaranteesOf, SUBJECTS } from '../sandbox/index.ts';
import { FULL_LAYERS } from '../sandbox/isolation.ts';

const SUBJECT_WIDTH = Math.max(...SUBJECTS.map((subject) => subject.length));

/** What `gradus doctor` prints. */
export function renderDoctor(examination: Examination, advice: readonly string[], paint: Paint): string {
  const { isolation, open, better } = examination;
  const layers = [
    ...FULL_LAYERS,
    ...isolation.layers.filter((layer) => !FULL_LAYERS.some((full) => full === layer)),
  ];
  const guarantees = guaranteesOf(isolation);
  const lines = [
    paint('bold', `Isolation level ${isolation.level} of 3`),
    '',
    ...layers.map((layer) =>
      isolation.layers.includes(layer)
        ? `  ${paint('green', '✓')} ${layer}`
        : `  ${paint('red', '✗')} ${layer}`,
    ),
    '',
    'What a submission can reach:',
    ...SUBJECTS.flatMap((subject) => wrap(`  ${subject.padEnd(SUBJECT_WIDTH)}  `, guarantees[subject])),
    '',
    open.length === 0
      ? 'A submission was tried that reads files, connects, opens sockets, sends signals and starts processes: it managed none of it.'
      : `A submission on this machine could: ${open.join(', ')}.`,
  ];
  const [best] = better;
  if (best !== undefined) lines.push('', `Level ${best.isolation.level} does not hold: ${whyNot(best)}`);
  if (advice.length > 0)
    lines.push('', 'To get more:', ...advice.map((line) => `  ${line.replaceAll('\n', '\n  ')}`));
  return `${lines.join('\n')}\n`;
}

function whyNot({ absent, managed, error }: Attempt): string {
  if (absent.length > 0) return `this machine has no ${absent.join(', no ')}`;
  return error ?? `inside it a program could still: ${managed.join(', ')}`;
}
