/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';
import { shared } from './jest.config.ts';

/** What takes minutes, or a GPU: attacks, interruptions, whole proofs, other programs. `npm run test:slow`. */
const config: Config = {
  ...shared,
  globalSetup: '<rootDir>/build.mjs',
  roots: ['<rootDir>/grader/test', '<rootDir>/shared/test/gpu'],
  testMatch: ['**/*.slow.test.ts'],
  maxWorkers: '100%',
  testTimeout: 60_000,
};

export default config;
