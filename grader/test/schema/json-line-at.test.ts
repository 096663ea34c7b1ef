import { describe, expect, test } from '@jest/globals';
import { jsonLineAt } from '../../src/schema/json-line-at.ts';

const SOURCE = `{
  "schema": "manifest/v1",
  "tasks": [
    { "id": "A03.1", "points": 10 },
    {
      "id": "A03.2",
      "groups": [
        { "id": "values, {and} [more]: \\"quoted\\"" },
        []
      ],
      "points": 20
    }
  ],
  "a/b~c": { "": 1 },
  "list": [1, [2,
    3], null, true, -1.5e3,
    {}]
}
`;

describe('the line of a JSON pointer', () => {
  test.each([
    ['', 1],
    ['/schema', 2],
    ['/tasks', 3],
    ['/tasks/0', 4],
    ['/tasks/0/points', 4],
    ['/tasks/1', 5],
    ['/tasks/1/id', 6],
    ['/tasks/1/groups/0/id', 8],
    ['/tasks/1/groups/1', 9],
    ['/tasks/1/points', 11],
    ['/a~1b~0c', 14],
    ['/a~1b~0c/', 14],
    ['/list/0', 15],
    ['/list/1/1', 16],
    ['/list/4', 16],
    ['/list/5', 17],
  ])('%s', (pointer, line) => {
    expect(jsonLineAt(SOURCE, pointer)).toBe(line);
  });

  test('a missing part has the line of what is around it', () => {
    expect(jsonLineAt(SOURCE, '/tasks/1/name')).toBe(5);
    expect(jsonLineAt(SOURCE, '/tasks/12')).toBe(3);
    expect(jsonLineAt(SOURCE, '/nothing/at/all')).toBe(1);
  });

  test('a byte order mark and a text on one line', () => {
    expect(jsonLineAt(`\ufeff${JSON.stringify({ a: [{ b: 1 }] })}`, '/a/0/b')).toBe(1);
  });
});
