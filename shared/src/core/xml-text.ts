const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as XML may contain it; every other character (a control character, half of a surrogate pair) becomes U+FFFD. */
export function printable(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}

/** Text as the content or an attribute of an XML or HTML element. */
export function escaped(text: string): string {
  return printable(text).replaceAll(/[&<>"']/g, (character) => entities[character] as string);
}
