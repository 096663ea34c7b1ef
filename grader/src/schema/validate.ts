import { readFileSync } from 'node:fs';
import type { Static, TSchema } from '@sinclair/typebox';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { InputError } from './input-error.ts';
import { jsonErrorAt } from './json-error-at.ts';
import { jsonLineAt } from './json-line-at.ts';
import { didYouMean } from './nearest.ts';

const ajv = new Ajv2020({
  strict: true,
  verbose: true,
  allErrors: true,
  // The schemas are our own and a test holds them against the metaschema, whose compiling takes longer than theirs.
  meta: false,
  validateSchema: false,
  // Tidying the generated code takes longer than it saves over a class.
  code: { optimize: false },
});
addFormats.default(ajv, ['date-time', 'email']);

const compiled = new WeakMap<TSchema, ValidateFunction>();

/** Reads, parses and validates a document. `InputError` names the file, line, JSON pointer and the likely repair. */
export function readDocument<T extends TSchema>(path: string, schema: T): Static<T> {
  return parseDocument(readText(path), schema, path);
}

/** `readDocument` for text that is already in memory; `where` names it in errors. */
export function parseDocument<T extends TSchema>(source: string, schema: T, where: string): Static<T> {
  let value: unknown;
  try {
    value = JSON.parse(source.replace(/^\ufeff/, ''));
  } catch (error) {
    const { line, column } = jsonErrorAt(source);
    throw new InputError({
      who: where,
      seen: `line ${line}, column ${column}: this is not JSON (${(error as Error).message})`,
      hint: 'JSON has no comments and no comma after the last entry; keys stand in double quotes',
    });
  }
  return checked(value, schema, (pointer) => `${where}:${jsonLineAt(source, pointer)}`);
}

/** The value itself, now typed; `InputError` when it does not satisfy the schema. */
export function checkDocument<T extends TSchema>(value: unknown, schema: T, where: string): Static<T> {
  return checked(value, schema, () => where);
}

function checked<T extends TSchema>(
  value: unknown,
  schema: T,
  whereIs: (pointer: string) => string,
): Static<T> {
  const validate = compiled.get(schema) ?? ajv.compile<Static<T>>(schema);
  compiled.set(schema, validate);
  if (satisfies<T>(validate, value)) return value;
  const errors = validate.errors ?? [];
  // A misspelt key is also a missing one: the misspelling is what to mend.
  const first = errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors[0];
  throw first === undefined
    ? new Error(`${whereIs('')}: invalid, and Ajv does not say why`)
    : schemaError(first, whereIs(placeOf(first)));
}

const satisfies = <T extends TSchema>(validate: ValidateFunction, value: unknown): value is Static<T> =>
  validate(value) === true;

/** The part that is wrong: an unknown key itself, or what an error is about. */
const placeOf = ({ keyword, instancePath, params }: ErrorObject): string =>
  keyword === 'additionalProperties' ? `${instancePath}/${params.additionalProperty}` : instancePath;

/** The text of a document; `InputError` when it cannot be read. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const seen = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`;
    throw new InputError({ who: path, seen });
  }
}

function schemaError(error: ErrorObject, where: string): InputError {
  const pointer = error.instancePath === '' ? '' : `${error.instancePath}: `;
  const described: unknown = error.parentSchema?.description;
  const rule = typeof described === 'string' ? { expected: described } : {};
  const say = (seen: string, rest: { expected?: string; hint?: string }) =>
    new InputError({ who: where, seen: `${pointer}${seen}`, ...rest });
  const params: Record<string, unknown> = error.params;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
      return say(`unknown key ${quoted(key)}`, { expected: known.join(', '), ...didYouMean(key, known) });
    }
    case 'required': {
      const key = String(params.missingProperty);
      return say(`the key ${quoted(key)} is missing`, { expected: descriptionOf(error.parentSchema, key) });
    }
    case 'enum': {
      const words = (params.allowedValues as unknown[]).map(String);
      return say(`${quoted(error.data)} is not one of the words`, {
        expected: words.join(', '),
        ...didYouMean(String(error.data), words),
      });
    }
    case 'const':
      return say(`seen ${quoted(error.data)}`, { expected: quoted(params.allowedValue) });
    default:
      return say(`${quoted(error.data)} ${error.message}`, rule);
  }
}

function descriptionOf(parent: unknown, key: string): string {
  const properties = isRecord(parent) ? parent.properties : undefined;
  const property = isRecord(properties) ? properties[key] : undefined;
  const description = isRecord(property) ? property.description : undefined;
  return typeof description === 'string' ? description : `a value under "${key}"`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function quoted(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 80 ? `${json.slice(0, 77)}…` : json;
}
