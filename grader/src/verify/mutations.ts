import { Instrumenter } from '@stryker-mutator/instrumenter';
import { type Region, regionsOf } from '../authoring/regions.ts';
import { tensorMutations } from './tensor-mutations.ts';

/** One small change of a source: what stands from `start` to `end` (offsets) becomes `replacement`. */
export interface Mutation {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

type Input = Parameters<Instrumenter['instrument']>;
type Logger = ConstructorParameters<typeof Instrumenter>[0];
type Position = { readonly line: number; readonly column: number };

const nothing = () => {};
const never = () => false;
/** It would tell of every file; what goes wrong it throws. */
const SILENT: Logger = {
  ...{ trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing },
  ...{ isTraceEnabled: never, isDebugEnabled: never, isInfoEnabled: never },
  ...{ isWarnEnabled: never, isErrorEnabled: never, isFatalEnabled: never },
};

/** No suite grades the words of an error: that one is thrown is another mutant's business. */
const wordsOfErrors = {
  shouldIgnore: (path: object): string | undefined =>
    'isThrowStatement' in path && typeof path.isThrowStatement === 'function' && path.isThrowStatement()
      ? 'the words of an error are not graded'
      : undefined,
};

const OPTIONS: Input[1] = { plugins: null, excludedMutations: [], ignorers: [wordsOfErrors] };

/** The mutations of a reference solution, inside its regions alone, in the order of the source. */
export async function mutationsOf(source: string, file: string): Promise<Mutation[]> {
  const regions = regionsOf(source, file);
  const found = [
    ...(await strykerMutations(source, file, regions)),
    ...tensorMutations(source, file).filter(({ start }) => isInside(regions, lineAt(source, start))),
  ];
  const unlike = new Map(
    found.map((mutation) => [`${mutation.start}-${mutation.end} ${mutation.replacement}`, mutation]),
  );
  return [...unlike.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

const isInside = (regions: readonly Region[], line: number): boolean =>
  regions.some(({ from, to }) => line > from && line < to);

const lineAt = (source: string, offset: number): number => source.slice(0, offset).split('\n').length;

async function strykerMutations(
  source: string,
  file: string,
  regions: readonly Region[],
): Promise<Mutation[]> {
  // Lines from 0: from below a region's first marker to the line of its last one.
  const mutate = regions.map(({ from, to }) => ({
    start: { line: from, column: 0 },
    end: { line: to - 1, column: 0 },
  }));
  const { mutants } = await new Instrumenter(SILENT).instrument(
    [{ name: file, content: source, mutate }],
    OPTIONS,
  );
  const lines = source.split('\n');
  const offsetOf = ({ line, column }: Position): number =>
    lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, column);
  return mutants
    .filter(({ status }) => status !== 'Ignored')
    .map(({ location, mutatorName, replacement }) => ({
      start: offsetOf(location.start),
      end: offsetOf(location.end),
      // `a && b && c` must become `(a || b) && c`; every other replacement binds as its original did.
      replacement: mutatorName === 'LogicalOperator' ? `(${replacement})` : replacement,
    }));
}
