/** What jest-circus needs of @jest/expect, without snapshots. */
export { expect as jestExpect } from 'expect';
