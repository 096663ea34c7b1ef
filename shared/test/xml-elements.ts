/** An element of an XML text that was found well-formed. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text directly inside it. */
  readonly text: string;
}

const name = '[A-Za-z_][\\w:.-]*';
const content =
  '(?:[^<&\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]|&(?:amp|lt|gt|quot|#39);)';
const attribute = `\\s+(${name})="((?:(?!")${content})*)"`;
const token = new RegExp(`<(${name})((?:${attribute})*)\\s*(/?)>|</(${name})>|((?:(?!<)${content})+)`, 'uy');

/** The elements of an XML text in the order of their beginnings; throws where the text is not well-formed. */
export function elementsOf(xml: string): Element[] {
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: typeof found = [];
  for (token.lastIndex = 0; token.lastIndex < xml.length; ) {
    const at = token.lastIndex;
    const [, begun, attributes = '', , , closed, ended, text] = token.exec(xml) ?? [];
    const fault = (what: string) => new Error(`${what} at ${at}: ${xml.slice(at, at + 80)}`);
    if (begun !== undefined) {
      const pairs = [...attributes.matchAll(new RegExp(attribute, 'gu'))].map(([, key, value]) => [
        key,
        value,
      ]);
      const element = { name: begun, attributes: Object.fromEntries(pairs), text: '' };
      if (Object.keys(element.attributes).length !== pairs.length) throw fault('an attribute twice');
      found.push(element);
      if (closed === '') open.push(element);
    } else if (ended !== undefined) {
      if (open.pop()?.name !== ended) throw fault('an end without its beginning');
    } else if (text !== undefined) {
      const last = open.at(-1);
      if (last !== undefined) last.text += text;
      else if (text.trim() !== '') throw fault('text outside of all elements');
    } else throw fault('no XML');
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is not ended`);
  return found;
}
