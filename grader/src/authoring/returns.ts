import type { DtypeName, Value } from '../sandbox/types.ts';
import { describeKind, describeShape, isTensor, type ToldSizes } from './describe-value.ts';

/** What a call must give back; checked before any matcher or printer sees the value. */
export class Returns {
  readonly expects: string;
  /** The sizes that `expects` names. */
  readonly sizes: readonly number[];
  readonly #fits: (value: Value) => boolean;

  constructor(expects: string, fits: (value: Value) => boolean, sizes: readonly number[] = []) {
    this.expects = expects;
    this.sizes = sizes;
    this.#fits = fits;
  }

  /** A sentence about the mismatch, or nothing when the value fits. Names kinds and shapes only. */
  mismatch(value: Value, told?: ToldSizes): string | undefined {
    return this.#fits(value) ? undefined : `returned ${describeKind(value, told)}; expected ${this.expects}`;
  }

  fits(value: Value): boolean {
    return this.#fits(value);
  }
}

export const returns = {
  tensor({ shape, dtype }: { shape: readonly number[]; dtype: DtypeName }): Returns {
    return new Returns(
      `a ${dtype} tensor of shape ${describeShape(shape)}`,
      (value) => isTensor(value) && value.dtype === dtype && value.shape.join() === shape.join(),
      shape,
    );
  },

  number(): Returns {
    return new Returns('a finite number', (value) => typeof value === 'number' && Number.isFinite(value));
  },

  text(): Returns {
    return new Returns('a text', (value) => typeof value === 'string');
  },

  list(length: number, item: Returns): Returns {
    return new Returns(
      `a list of ${length}, each ${item.expects}`,
      (value) => Array.isArray(value) && value.length === length && value.every((entry) => item.fits(entry)),
      [length, ...item.sizes],
    );
  },

  record(fields: Readonly<Record<string, Returns>>): Returns {
    const keys = Object.keys(fields).sort();
    return new Returns(`an object with the keys ${keys.join(', ')}`, (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value) || 'kind' in value)
        return false;
      const record = value as Record<string, Value>;
      return (
        Object.keys(record).sort().join() === keys.join() &&
        keys.every((key) => fields[key]?.fits(record[key]))
      );
    });
  },
};
