import { test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { notebooks } from './golden/notebooks/index.ts';
test('x', () => {
  const cases = JSON.parse(readFileSync(__dirname + '/golden/notebooks.json', 'utf8')).cases;
  const out: string[] = [];
  for (const c of cases) {
    const name = c.id.split('#')[0];
    const got = notebooks[name]!(c.seed);
    c.cells.forEach((cell: any, i: number) => {
      for (const part of ['stdout', 'out'] as const) {
        const want = cell[part] ?? '', own = got[i]?.[part] ?? '';
        if (want !== own) out.push(`## ${c.id} cell ${i} ${part}\n-- want\n${want}\n-- got\n${own}`);
      }
    });
  }
  require('node:fs').writeFileSync('/tmp/nb.txt', out.join('\n'));
});
