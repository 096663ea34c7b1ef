import { ValueError } from '../core/errors.ts';
import { type Call, readCall, readCount, readFlag, readNumber } from '../numpy/arguments.ts';
import { type NdArray, np, type RandomState } from '../numpy/index.ts';
import { asarray } from '../numpy/reading.ts';
import { hypercubeCorners } from './hypercube.ts';
import { type RandomSource, randomSource } from './random-source.ts';
import { shuffledRows } from './rows.ts';

export interface MakeClassificationOptions {
  /** 100 unless given. */
  readonly nSamples?: number;
  /** 20 unless given. */
  readonly nFeatures?: number;
  /** How many features tell the classes apart: 2 unless given. */
  readonly nInformative?: number;
  /** How many are mixtures of those: 2 unless given. */
  readonly nRedundant?: number;
  /** How many repeat one of the features so far. */
  readonly nRepeated?: number;
  readonly nClasses?: number;
  /** 2 unless given. */
  readonly nClustersPerClass?: number;
  /** The share of each class (the last may be left out); equal unless given. */
  readonly weights?: readonly number[] | null;
  /** The share of the labels that are drawn anew: 0.01 unless given. */
  readonly flipY?: number;
  /** Half the distance between neighbouring centres: 1 unless given. */
  readonly classSep?: number;
  /** false moves the centres off the corners of a cube. */
  readonly hypercube?: boolean;
  /** What is added to each feature; null draws it. */
  readonly shift?: number | readonly number[] | null;
  /** What each feature is multiplied by; null draws it. */
  readonly scale?: number | readonly number[] | null;
  readonly shuffle?: boolean;
  readonly randomState?: RandomSource;
}

const who = 'makeClassification';

const names = [
  ...([
    'nInformative',
    'nRedundant',
    'nRepeated',
    'nClasses',
    'nClustersPerClass',
    'weights',
    'flipY',
  ] as const),
  ...(['classSep', 'hypercube', 'shift', 'scale', 'shuffle', 'randomState'] as const),
];

/**
 * Clusters of points around the corners of a cube, several to a class, with useless and redundant features
 * beside the telling ones: sklearn's `make_classification`. The same `randomState` gives the same data.
 *
 * ```ts
 * const [X, y] = sk.makeClassification({ nSamples: 100, nFeatures: 4, randomState: 0 });
 * X.shape; // → (100, 4)
 * np.unique(y); // → [0 1]
 * ```
 *
 * @throws ValueError where the features do not add up, or the clusters are more than the cube has corners.
 */
export function makeClassification(
  ...given: Call<[nSamples: number, nFeatures: number], MakeClassificationOptions>
): [X: NdArray, y: NdArray] {
  const options = readCall(who, given, ['nSamples', 'nFeatures'], names);
  const count = (name: keyof typeof options, missing: number): number =>
    readCount(who, name, options[name] ?? missing);
  const n = count('nSamples', 100);
  const features = count('nFeatures', 20);
  const informative = count('nInformative', 2);
  const redundant = count('nRedundant', 2);
  const repeated = count('nRepeated', 0);
  const classes = count('nClasses', 2);
  const perClass = count('nClustersPerClass', 2);
  const useless = features - informative - redundant - repeated;
  checkCounts({ features, informative, redundant, repeated, classes, perClass, useless });
  const sizes = clusterSizes(n, readWeights(options.weights, classes), perClass);
  const separation = readNumber(who, 'classSep', options.classSep ?? 1);
  const rng = randomSource(who, options.randomState);

  const centers = cornersAt(rng, sizes.length, informative, separation, options.hypercube);
  const known = clusters(rng, sizes, centers, rng.standardNormal([n, informative]));
  const parts = [known];
  if (redundant > 0)
    parts.push(
      known.matmul(
        rng
          .uniform({ size: [informative, redundant] })
          .mul(2)
          .sub(1),
      ),
    );
  if (repeated > 0) {
    const upTo = informative + redundant;
    const places = rng
      .uniform({ size: repeated })
      .mul(upTo - 1)
      .add(0.5)
      .astype(np.int64);
    parts.push(np.hstack(parts).at(':', places));
  }
  if (useless > 0) parts.push(rng.standardNormal([n, useless]));
  let X = np.hstack(parts);
  let y = np.array(
    sizes.flatMap((size, k) => new Array<number>(size).fill(k % classes)),
    { dtype: np.int64 },
  );

  const flipped = readNumber(who, 'flipY', options.flipY ?? 0.01);
  if (flipped >= 0) {
    const mask = rng.uniform({ size: n }).lt(flipped);
    y.put(mask, rng.randint(classes, { size: mask.sum() }));
  }
  X = X.add(
    isNull(given, 'shift')
      ? rng.uniform({ size: features }).mul(2).sub(1).mul(separation)
      : asarray(who, options.shift ?? 0),
  );
  X = X.mul(
    isNull(given, 'scale')
      ? rng.uniform({ size: features }).mul(100).add(1)
      : asarray(who, options.scale ?? 1),
  );
  if (readFlag(who, 'shuffle', options.shuffle ?? true)) {
    [X, y] = shuffledRows(rng, X, y) as [NdArray, NdArray];
    const order = np.arange(features);
    rng.shuffle(order);
    X = X.at(':', order);
  }
  return [X, y];
}

/** Elsewhere null counts as left out; for these options it asks for random values. */
function isNull(given: readonly unknown[], name: 'shift' | 'scale'): boolean {
  const options = given.at(-1);
  return typeof options === 'object' && options !== null && Reflect.get(options, name) === null;
}

/** Refuses numbers of features and clusters that cannot be. */
function checkCounts(counts: Readonly<Record<string, number>>): void {
  const {
    features = 0,
    informative = 0,
    redundant = 0,
    repeated = 0,
    classes = 0,
    perClass = 0,
    useless = 0,
  } = counts;
  if (useless < 0) {
    throw new ValueError({
      who,
      seen: `${informative} informative, ${redundant} redundant and ${repeated} repeated features of ${features}`,
      expected:
        'Number of informative, redundant and repeated features must sum to less than the number of total features',
    });
  }
  if (informative < Math.log2(classes * perClass)) {
    throw new ValueError({
      who,
      seen: `nClasses(${classes}) * nClustersPerClass(${perClass}) must be smaller or equal 2**nInformative(${informative})=${2 ** informative}`,
      hint: 'raise nInformative or lower nClustersPerClass',
    });
  }
}

/** The share of each class. */
function readWeights(weights: unknown, classes: number): readonly number[] {
  if (weights === undefined) return new Array<number>(classes).fill(1 / classes);
  const found = Array.from(asarray(who, weights), (weight) => weight.item());
  const rest = 1 - found.reduce((sum, weight) => sum + weight, 0);
  if (found.length === classes) return found;
  if (found.length === classes - 1) return [...found, rest];
  throw new ValueError({
    who,
    seen: `${found.length} weights for ${classes} classes`,
    expected: 'Weights specified but incompatible with number of classes.',
  });
}

/** The samples of each cluster, by the weight of its class (cluster k belongs to class k mod classes). */
function clusterSizes(n: number, weights: readonly number[], perClass: number): number[] {
  const clusters = weights.length * perClass;
  const sizes = Array.from({ length: clusters }, (_, k) =>
    Math.trunc((n * (weights[k % weights.length] as number)) / perClass),
  );
  const missing = n - sizes.reduce((sum, size) => sum + size, 0);
  for (let i = 0; i < missing; i++) sizes[i % clusters] = (sizes[i % clusters] as number) + 1;
  return sizes;
}

/** The centres of the clusters: corners of the cube from −separation to separation. */
function cornersAt(
  rng: RandomState,
  clusters: number,
  dimensions: number,
  separation: number,
  hypercube: unknown,
): NdArray {
  const corners = hypercubeCorners(rng, clusters, dimensions)
    .astype(np.float64)
    .mul(2 * separation)
    .sub(separation);
  if (readFlag(who, 'hypercube', hypercube ?? true)) return corners;
  return corners.mul(rng.uniform({ size: [clusters, 1] })).mul(rng.uniform({ size: [1, dimensions] }));
}

/** Normal numbers made into clusters: each stretched at random and moved to its centre. */
function clusters(rng: RandomState, sizes: readonly number[], centers: NdArray, normal: NdArray): NdArray {
  const d = centers.sizes[1] as number;
  let start = 0;
  const parts = sizes.map((size, k) => {
    const stretch = rng
      .uniform({ size: [d, d] })
      .mul(2)
      .sub(1);
    const part = normal
      .at(`${start}:${start + size}`)
      .matmul(stretch)
      .add(centers.at(k));
    start += size;
    return part;
  });
  return np.concatenate(parts);
}
