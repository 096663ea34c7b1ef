import { readFileSync } from 'node:fs';
import { test } from '@jest/globals';
import { format, py } from '#torch';
test('x', () => {
  const rows = JSON.parse(readFileSync('/tmp/fmt.json', 'utf8')) as string[][];
  let bad = 0;
  for (const [k, v, s, want] of rows as [string, string, string, string][]) {
    const value = k === 'float' ? py.float(Number(v.replace('inf', 'Infinity'))) : k === 'int' ? BigInt(v) : v;
    let got: string;
    try { got = format(value, s); } catch (e) { got = `!${(e as Error).name}`; }
    if (got !== want && bad++ < 60) process.stdout.write(`${k} ${v} '${s}' want ${want} got ${got}\n`);
  }
  process.stdout.write(`${bad} of ${rows.length}\n`);
});
