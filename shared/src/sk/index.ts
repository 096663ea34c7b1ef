import { accuracyScore } from './accuracy-score.ts';
import { confusionMatrix } from './confusion-matrix.ts';
import { LinearRegression } from './linear-regression.ts';
import { makeBlobs } from './make-blobs.ts';
import { makeCircles } from './make-circles.ts';
import { makeClassification } from './make-classification.ts';
import { makeMoons } from './make-moons.ts';
import { makeRegression } from './make-regression.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { MinMaxScaler } from './min-max-scaler.ts';
import { r2Score } from './r2-score.ts';
import { StandardScaler } from './standard-scaler.ts';
import { trainTestSplit } from './train-test-split.ts';

/** What a first course uses of scikit-learn, under its names in camelCase: seeded data, scalers, a baseline, metrics. */
export const sk = {
  makeRegression,
  makeCircles,
  makeMoons,
  makeBlobs,
  makeClassification,
  trainTestSplit,
  StandardScaler,
  MinMaxScaler,
  LinearRegression,
  meanSquaredError,
  r2Score,
  accuracyScore,
  confusionMatrix,
};
