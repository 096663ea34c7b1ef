import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const ops = join(__dirname, '../src/ops');

test('every operation stands in the table of contents', () => {
  const table = readFileSync(join(ops, 'index.ts'), 'utf8');
  const listed = [...table.matchAll(/^(?:import|export)[^']*'\.\/([^']+)'/gm)].map(([, file]) => file);
  const present = readdirSync(ops).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
  expect(listed.sort()).toEqual(present.sort());
});
