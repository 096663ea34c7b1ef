import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { DOCUMENTS, schemaFiles } from '../../src/schema/documents.ts';

const JSON_FOLDER = join(__dirname, '../../src/schema/json');
const SCHEMAS = Object.entries(DOCUMENTS);

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every schema inside a schema, with its path. */
function* fields(node: Node, path: string): Generator<[string, Node]> {
  yield [path, node];
  for (const group of ['properties', 'patternProperties']) {
    const named = node[group];
    if (isNode(named))
      for (const [key, inner] of Object.entries(named))
        if (isNode(inner)) yield* fields(inner, `${path}/${key}`);
  }
  for (const key of ['items', 'additionalProperties']) {
    const inner = node[key];
    if (isNode(inner)) yield* fields(inner, `${path}/*`);
  }
}

describe.each(SCHEMAS)('%s', (name, schema) => {
  const all = [...fields(schema, name)];

  test('every field has a description', () => {
    const bare = all.filter(([, node]) => typeof node.description !== 'string' || node.description === '');
    expect(bare.map(([path]) => path)).toEqual([]);
  });

  test('no object admits unknown keys', () => {
    const open = all.filter(
      ([, node]) => node.type === 'object' && node.additionalProperties !== false && !isRecordOf(node),
    );
    expect(open.map(([path]) => path)).toEqual([]);
  });

  test('compiles under Ajv strict', () => {
    const ajv = new Ajv2020({ strict: true });
    addFormats.default(ajv);
    expect(() => ajv.compile(schema)).not.toThrow();
  });

  test('carries its own name and version', () => {
    expect(schema.$id).toBe(`${name}/v1`);
    expect(JSON.parse(JSON.stringify(schema)).properties.schema.const).toBe(`${name}/v1`);
  });
});

/** Free keys, values of one schema: `additionalProperties` or one pattern for all names. */
const isRecordOf = (node: Node): boolean =>
  isNode(node.additionalProperties) || isNode(node.patternProperties);

test('the checked-in JSON schemas are up to date: `node dist/gradus.js schemas` writes them', () => {
  const expected = schemaFiles();
  expect(existsSync(JSON_FOLDER) ? readdirSync(JSON_FOLDER).sort() : []).toEqual([...expected.keys()].sort());
  for (const [file, text] of expected) expect(readFileSync(join(JSON_FOLDER, file), 'utf8')).toBe(text);
});
