import { cleanText } from '../schema/clean-text.ts';
import type { Feedback, FeedbackCase } from '../schema/feedback.ts';

/** Feedback as a page to read. Nothing in it can become markup: all text is escaped. */
export function feedbackMarkdown(feedback: Feedback): string {
  const { title, attempt, score, maxScore, credit, notice, hidden, tasks, cases } = feedback;
  const earned = score === undefined ? 'withheld' : `${score} / ${maxScore}`;
  const lines = [`# ${plain(title)}${attempt === 1 ? '' : `, attempt ${attempt}`}: ${earned}`, ''];
  if (!credit)
    lines.push(
      'This run does not count: it was made for practice, with less isolation than the course asks.',
      '',
    );
  if (notice !== undefined) lines.push(plain(notice), '');
  lines.push(plain(hidden.says), '', '| task | | points |', '| --- | --- | ---: |');
  for (const task of tasks) {
    lines.push(`| ${plain(task.id)} | ${plain(task.name)} | ${task.score ?? '–'} / ${task.maxScore} |`);
  }
  // A notice speaks for all cases at once.
  if (notice === undefined) {
    for (const task of tasks)
      lines.push(
        ...failuresOf(
          task,
          cases.filter((one) => one.task === task.id),
        ),
      );
  }
  return `${lines.join('\n')}\n`;
}

function failuresOf({ id, name }: Feedback['tasks'][number], cases: readonly FeedbackCase[]): string[] {
  const failed = cases.filter(({ status }) => status === 'fail');
  if (failed.length === 0) return [];
  // Hidden cases of one group that failed alike would be the same paragraph several times.
  const paragraphs = new Map<string, number>();
  for (const one of failed) {
    const paragraph = describe(one);
    paragraphs.set(paragraph, (paragraphs.get(paragraph) ?? 0) + 1);
  }
  const lines = ['', `## ${plain(id)} ${plain(name)}`, ''];
  lines.push(`${cases.length - failed.length} of ${cases.length} cases pass.`, '');
  for (const [paragraph, times] of paragraphs) lines.push(`- ${times > 1 ? `${times} × ` : ''}${paragraph}`);
  const token = failed.find(({ replay }) => replay !== undefined)?.replay;
  return token === undefined ? lines : [...lines, ...replayLines(token)];
}

/** A token is one word of letters, digits, dashes and underscores: it cannot leave its block. */
const replayLines = (token: string): string[] => [
  '',
  'See the input of one of them, and what your own function does with it:',
  '',
  `    npx gradus replay ${token}`,
];

function describe({
  group,
  visibility,
  title,
  kind,
  what,
  misconception,
  message,
  hint,
  detail,
}: FeedbackCase): string {
  const which = title === undefined ? `${group}, ${visibility}` : `${group}, “${title}”`;
  const code = misconception === undefined ? '' : ` (${misconception})`;
  const lines = [`**${plain(which)}** – ${plain(`${kind ?? 'fail'}: ${what ?? ''}${code}`)}`];
  if (message !== undefined) lines.push(`  ${plain(message)}`);
  if (hint !== undefined) lines.push(`  ${plain(hint)}`);
  if (detail !== undefined) lines.push('', ...indentedCode(detail));
  return lines.join('\n');
}

/** Four spaces beyond the item's own two make code; unlike a fence, no text can close it. */
const indentedCode = (text: string): string[] =>
  cleanText(text)
    .split('\n')
    .map((line) => `      ${line}`);

/** Text on one line in which nothing is markup: no emphasis, links, images, tables, mathematics or HTML. */
function plain(text: string): string {
  return (
    cleanText(text)
      .replace(/\s+/g, ' ')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[\\`*_{}[\]#|~$!@]/g, '\\$&')
      // Some readers make links of bare addresses.
      .replace(/:\/\//g, ':\\/\\/')
      .replace(/www\./gi, (found) => `${found.slice(0, -1)}\\.`)
      // At the beginning of a line: lists, numbers, and the underline of a heading.
      .replace(/^[-+=]/, '\\$&')
      .replace(/^(\d+)([.)])/, '$1\\$2')
  );
}
