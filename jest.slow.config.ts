/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';
import { shared } from './jest.config.ts';

/**
 * What takes minutes: attacks, interruptions, whole proofs, other programs. `npm run test:slow`. The GPU's tests run apart, by
 * `npm run test:gpu`: a driver leaves descriptors open in its process, and what that starts later inherits them.
 */
const config: Config = {
  ...shared,
  globalSetup: '<rootDir>/build.mjs',
  roots: ['<rootDir>/grader/test'],
  testMatch: ['**/*.slow.test.ts'],
  maxWorkers: '100%',
  testTimeout: 60_000,
};

export default config;
