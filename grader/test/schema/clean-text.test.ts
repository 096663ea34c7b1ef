import { expect, test } from '@jest/globals';
import { cleanLine, cleanText, TEXT_CAP } from '../../src/schema/clean-text.ts';

test('colours, cursor moves, bells and bidirectional overrides go; letters, tabs and lines stay', () => {
  expect(cleanText('\x1b[31mred\x1b[0m\x07 \u202egnp.exe\u2066 é 李 🎓\ta\nb\r')).toBe(
    'red gnp.exe é 李 🎓\ta\nb',
  );
  expect(cleanText('\x9b31mc1')).toBe('31mc1');
  expect(cleanText('half \ud83d of a pair')).toBe('half  of a pair');
  expect(cleanText('so\u00adft \u{e0041}tags\u{e007f} \u180e\ufff9marks\u200d \u2028lines \ue000own')).toBe(
    'soft tags marks lines own',
  );
});

test('text is cut at the cap in bytes, and never inside a character', () => {
  const long = cleanText('é🎓'.repeat(10_000));
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(TEXT_CAP);
  expect(long.endsWith('…')).toBe(true);
  expect(long).not.toContain('\ufffd');
  expect(cleanText('x'.repeat(TEXT_CAP))).toHaveLength(TEXT_CAP);
});

test('a tail beyond the cap is marked as cut also when everything before it was stripped', () => {
  expect(cleanText(`${'\x00'.repeat(9_000)}tail`)).toBe('…');
});

test('cleanLine keeps to one line', () => {
  expect(cleanLine(' a\n\n b\t c ')).toBe('a b c');
});
