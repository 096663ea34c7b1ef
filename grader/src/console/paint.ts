import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow';

/** Gives text a style, or gives it back unchanged where styles would be noise. */
export type Paint = (style: Style, text: string) => string;

/** Styles for one stream: only on a terminal, and never when the variable NO_COLOR is set (no-color.org). */
export function paintFor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Paint {
  const plain = stream.isTTY !== true || (env.NO_COLOR ?? '') !== '';
  // Node's own look at process.stdout is left out: the stream at hand may be another.
  return (style, text) => (plain ? text : styleText(style, text, { validateStream: false }));
}
