import { afterAll, expect } from '@jest/globals';
import { providePlainJest } from './grader/src/authoring/plain-jest.ts';

// Under plain Jest the suites run on the reference, or on the file that GRADUS_SUBMISSION names.
const close = providePlainJest({
  root: __dirname,
  submission: process.env.GRADUS_SUBMISSION,
  courseSeed: Number(process.env.GRADUS_SEED ?? 1),
  currentTestName: () => expect.getState().currentTestName ?? '',
});

afterAll(close);
