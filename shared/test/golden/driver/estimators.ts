import type { Fields } from './read.ts';
import { callAt, hasMember, member, method } from './runtime.ts';
import { camelCase, trailingOptions } from './spelling.ts';

/** The scikit-learn classes that are recorded as one fit: what is learnt, and what it gives for the data. */
export const estimators: readonly string[] = ['StandardScaler', 'MinMaxScaler', 'LinearRegression'];

/** `fit`, then each result that the case asks for: a fitted attribute (`mean_`) or a result (`transformed`). */
export function fitEstimator(
  name: string,
  args: readonly unknown[],
  keywords: Fields,
  wanted: readonly string[],
): Fields {
  const estimator = callAt(['sk', name], trailingOptions(keywords));
  const supervised = name === 'LinearRegression';
  const [x, y] = args;
  const unseen = args[supervised ? 2 : 1] ?? x;
  method(estimator, 'fit', supervised ? [x, y] : [x]);
  const results: Readonly<Record<string, () => unknown>> = {
    transformed: () => method(estimator, 'transform', [x]),
    transformed2: () => method(estimator, 'transform', [unseen]),
    inverse: () => method(estimator, 'inverseTransform', [method(estimator, 'transform', [x])]),
    predict: () => method(estimator, 'predict', [unseen]),
    score: () => method(estimator, 'score', [x, y]),
  };
  const read = (key: string): unknown => {
    const result = results[key];
    if (result !== undefined && !(key.endsWith('_') && hasMember(estimator, camelCase(key)))) return result();
    return member(estimator, camelCase(key), name);
  };
  return Object.fromEntries(wanted.map((key) => [key, read(key)]));
}
