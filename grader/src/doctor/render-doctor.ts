import type { Paint } from '../console/paint.ts';
import type { Attempt, Examination } from '../sandbox/index.ts';
import { FULL_LAYERS } from '../sandbox/isolation.ts';

const MEANING = [
  'a plain process: for submissions that are trusted',
  "Node's permission model: no files, no processes; the network is open",
  'a sandbox with one layer or more missing',
  'every layer there is',
] as const;

/** What `gradus doctor` prints. */
export function renderDoctor(examination: Examination, advice: readonly string[], paint: Paint): string {
  const { isolation, open, better } = examination;
  const layers = [
    ...FULL_LAYERS,
    ...isolation.layers.filter((layer) => !FULL_LAYERS.some((full) => full === layer)),
  ];
  const lines = [
    paint('bold', `Isolation level ${isolation.level} of 3: ${MEANING[isolation.level]}`),
    '',
    ...layers.map((layer) =>
      isolation.layers.includes(layer)
        ? `  ${paint('green', '✓')} ${layer}`
        : `  ${paint('red', '✗')} ${layer}`,
    ),
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
