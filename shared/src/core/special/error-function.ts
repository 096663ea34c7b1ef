/*
 * The error function and its relatives in double precision, to about 1e-15 relative.
 *
 * Near 0 erf is its Taylor series. Elsewhere the work is done on erfcx(x) = e^(x²) erfc(x), which is smooth and
 * falls like 1/x: (1 + 2x) erfcx(x) is a short Chebyshev series in s = (x − 4) / (x + 4), which brings 0 … ∞ to
 * −1 … 1.
 */

const twoOverRootPi = 2 / Math.sqrt(Math.PI);

/** (−1)ⁿ / (n! (2n + 1)), the coefficients of x^(2n) in erf(x) · √π / 2x. */
const taylor = taylorCoefficients(19);

function taylorCoefficients(count: number): Float64Array {
  const coefficients = new Float64Array(count);
  let factorial = 1;
  for (let n = 0; n < count; n++) {
    if (n > 0) factorial *= -n;
    coefficients[n] = 1 / (factorial * (2 * n + 1));
  }
  return coefficients;
}

/** Chebyshev coefficients of (1 + 2x) erfcx(x), computed with 50 digits at 200 nodes. */
// biome-ignore format: one list of numbers
const chebyshev = Float64Array.of(
  1.1774832005374487, -0.007260796620301901, -0.081265123236185, 0.06009212804122225, -0.02875393558027666,
  0.01059566336347286, -0.003136927294554264, 0.0007456494372536184, -0.0001369696503010054,
  1.7183861600300937e-5, -7.158364623450346e-7, -2.4261399442449534e-7, 5.5765709395703566e-8,
  -2.1057869513809494e-9, -1.1717889351884957e-9, 1.9098355172456688e-10, 1.408871764208813e-11,
  -6.901108320480815e-12, 9.167958364111294e-14, 2.1454508286554553e-13, -1.4716575027010623e-14,
  -6.668675118770408e-15, 7.504598509880083e-16, 2.22009300666632e-16, -3.1704898956330886e-17,
);

/** The area under 2/√π e^(−t²) from 0 to x: −1 … 1. */
export function erf(x: number): number {
  if (Math.abs(x) < 1) return x * twoOverRootPi * evenSeries(x * x);
  return x < 0 ? erfcTail(-x) - 1 : 1 - erfcTail(x);
}

/** 1 − erf(x), with all its digits where erf(x) itself is nearly 1. */
export function erfc(x: number): number {
  if (Math.abs(x) < 0.5) return 1 - x * twoOverRootPi * evenSeries(x * x);
  return x < 0 ? 2 - erfcTail(-x) : erfcTail(x);
}

/** The x in −∞ … ∞ with erf(x) = y; NaN outside −1 … 1. */
export function erfinv(y: number): number {
  if (Math.abs(y) >= 1 || Number.isNaN(y))
    return Math.abs(y) === 1 ? y * Number.POSITIVE_INFINITY : Number.NaN;
  if (y === 0) return y;
  // Winitzki's approximation is right to 2e-3; each Halley step then triples the number of digits.
  const left = Math.log((1 - y) * (1 + y));
  const half = 2 / (Math.PI * 0.147) + left / 2;
  let x = Math.sqrt(Math.sqrt(half * half - left / 0.147) - half);
  const size = Math.abs(y);
  for (let step = 0; step < 3; step++) {
    const error = size < 0.5 ? erf(x) - size : 1 - size - erfc(x);
    const newton = error / (twoOverRootPi * Math.exp(-x * x));
    x -= newton / (1 + x * newton);
  }
  return y < 0 ? -x : x;
}

function evenSeries(square: number): number {
  let sum = 0;
  for (let n = taylor.length - 1; n >= 0; n--) sum = sum * square + (taylor[n] as number);
  return sum;
}

/** erfc for x ≥ 0.5. */
function erfcTail(x: number): number {
  if (!(x < 28)) return Number.isNaN(x) ? x : 0;
  // Clenshaw's recurrence for the Chebyshev series.
  const s = (x - 4) / (x + 4);
  let b1 = 0;
  let b2 = 0;
  for (let n = chebyshev.length - 1; n > 0; n--) {
    const b0 = 2 * s * b1 - b2 + (chebyshev[n] as number);
    b2 = b1;
    b1 = b0;
  }
  const scaled = s * b1 - b2 + (chebyshev[0] as number);
  // e^(−x²) with x split so that the square of the larger part is exact.
  const large = Math.fround(x);
  const exponential = Math.exp(-large * large) * Math.exp((large - x) * (large + x));
  return (exponential * scaled) / (1 + 2 * x);
}
