const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** An object or list that is not closed yet: its pointer, and the part of it that comes next. */
interface Open {
  readonly pointer: string;
  readonly isList: boolean;
  /** The key of the member, the number of the item; undefined while a key is awaited. */
  part: string | number | undefined;
}

/**
 * The line, from 1, on which the part of a JSON text stands that a JSON pointer names: '/tasks/0/points'. A part that is
 * missing has the line of the innermost part around it.
 */
export function jsonLineAt(source: string, pointer: string): number {
  let offset = 0;
  for (const [part, start] of partsOf(source)) {
    // Parts come in the order of the text, each after those around it.
    if (pointer === part || pointer.startsWith(`${part}/`)) offset = start;
  }
  return source.slice(0, offset).split('\n').length;
}

/** Every part of a JSON text by its pointer, with the offset of its key or else of its first character. */
function* partsOf(source: string): Generator<[pointer: string, offset: number]> {
  const stack: Open[] = [];
  for (const { 0: token, index } of source.matchAll(TOKEN)) {
    const open = stack.at(-1);
    if (token === ':') continue;
    if (token === ',') {
      if (open !== undefined) open.part = typeof open.part === 'number' ? open.part + 1 : undefined;
    } else if (token === '}' || token === ']') {
      stack.pop();
    } else if (open !== undefined && open.part === undefined) {
      open.part = escaped(JSON.parse(token) as string);
      yield [`${open.pointer}/${open.part}`, index];
    } else {
      const pointer = open === undefined ? '' : `${open.pointer}/${open.part}`;
      if (open?.isList !== false) yield [pointer, index];
      if (token === '{') stack.push({ pointer, isList: false, part: undefined });
      if (token === '[') stack.push({ pointer, isList: true, part: 0 });
    }
  }
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
