/** The same tests, tuned by hand: no type check, no configuration to compile, no file map to search. */
export default {
  rootDir: '../../..',
  testMatch: ['**/visible.test.ts', '**/hidden.test.ts'],
  transform: {
    '^.+\\.ts$': [
      'ts-jest',
      { tsconfig: '<rootDir>/grader/bench/plain/tsconfig.json', diagnostics: false, isolatedModules: true },
    ],
    '/dist/torch\\.js$': '<rootDir>/jest.esm-transform.cjs',
  },
  moduleNameMapper: {
    '^#torch$': '<rootDir>/dist/torch.js',
    '^#grader/authoring$': '<rootDir>/grader/bench/plain/authoring.ts',
  },
};
