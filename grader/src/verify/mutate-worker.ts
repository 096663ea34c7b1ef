/** The mutating process, `node mutate.js FILE`: it sends the mutations of a reference solution, and ends. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { mutationsOf } from './mutations.ts';

const path = process.argv[2] ?? '';
mutationsOf(readFileSync(path, 'utf8'), basename(path)).then((mutations) => process.send?.(mutations));
