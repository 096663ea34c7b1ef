import { describe } from '@jest/globals';
import { testOnSeeds } from './fair-suites.ts';
import { SLUGS } from './kit-root.ts';

// The everyday tests take the first seed.
describe.each(SLUGS)('the suites of %s', (slug) => testOnSeeds(slug, [2, 3]));
