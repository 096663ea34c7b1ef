/*
 * log Γ and its derivatives in double precision. Each is moved up by its recurrence to where its asymptotic series
 * is exact to the last digit, and comes to negative numbers by reflection.
 */

/** B₂, B₄, B₆, …: the Bernoulli numbers. */
const bernoulli = [
  1 / 6,
  -1 / 30,
  1 / 42,
  -1 / 30,
  5 / 66,
  -691 / 2730,
  7 / 6,
  -3617 / 510,
  43867 / 798,
  -174611 / 330,
] as const;

/** From here on the asymptotic series are exact to double precision. */
const far = 12;

const eulerGamma = 0.5772156649015329;

/** (−1)ᵏ ζ(k) / k for k = 2, 3, …: log Γ(1 + z) = −γz + Σ (−1)ᵏ ζ(k)/k zᵏ. */
const aroundOne = Array.from({ length: 28 }, (_, i) => {
  const k = i + 2;
  return ((k % 2 === 0 ? 1 : -1) * hurwitzZeta(k, 1)) / k;
});

/** log |Γ(x)|: infinity at 0, −1, −2, … */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) === Number.POSITIVE_INFINITY || (x <= 0 && Number.isInteger(x))) {
    return Number.POSITIVE_INFINITY;
  }
  if (x < 0.5) return Math.log(Math.PI / Math.abs(sinPi(x))) - lgamma(1 - x);
  // log Γ is 0 at 1 and 2: there differences of large terms would lose its digits.
  if (Math.abs(x - 1) < 0.25) return lgammaAroundOne(x - 1);
  if (Math.abs(x - 2) < 0.25) return lgammaAroundOne(x - 2) + Math.log1p(x - 2);
  let product = 1;
  let up = x;
  while (up < far) product *= up++;
  const square = 1 / (up * up);
  let series = 0;
  for (let k = bernoulli.length; k >= 1; k--) {
    series = series * square + (bernoulli[k - 1] as number) / (2 * k * (2 * k - 1));
  }
  return (up - 0.5) * Math.log(up) - up + Math.log(2 * Math.PI) / 2 + series / up - Math.log(product);
}

function lgammaAroundOne(z: number): number {
  let series = 0;
  for (let i = aroundOne.length - 1; i >= 0; i--) series = series * z + (aroundOne[i] as number);
  // + 0: log Γ(1) is 0, not −0.
  return z * (series * z - eulerGamma) + 0;
}

/** ψ(x) = (log Γ)′(x): NaN at −1, −2, …, and infinite at 0 with the sign of −x. */
export function digamma(x: number): number {
  if (x === 0) return Object.is(x, -0) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  if (x < 0) return Number.isInteger(x) ? Number.NaN : digamma(1 - x) - Math.PI / tanPi(x);
  let shift = 0;
  let up = x;
  while (up < far) shift += 1 / up++;
  if (up === Number.POSITIVE_INFINITY) return up;
  const square = 1 / (up * up);
  let series = 0;
  for (let k = bernoulli.length; k >= 1; k--) {
    series = (series + (bernoulli[k - 1] as number) / (2 * k)) * square;
  }
  return Math.log(up) - 0.5 / up - series - shift;
}

/** The n-th derivative of ψ, n ≥ 1: (−1)ⁿ⁺¹ n! ζ(n + 1, x). */
export function polygamma(n: number, x: number): number {
  // Below 0 the trigamma function alone has a simple reflection.
  if (n === 1 && x < 0.5) return (Math.PI / sinPi(x)) ** 2 - polygamma(1, 1 - x);
  let factorial = n % 2 === 0 ? -1 : 1;
  for (let k = 2; k <= n; k++) factorial *= k;
  return factorial * hurwitzZeta(n + 1, x);
}

/** ζ(s, q) = Σ 1 / (q + k)ˢ over k ≥ 0, for whole s ≥ 2, by the Euler–Maclaurin formula. */
function hurwitzZeta(s: number, q: number): number {
  if (q <= 0 && Number.isInteger(q)) return Number.POSITIVE_INFINITY;
  // Below, the sum up to `far` would not end in reasonable time, or not at all.
  if (q < -1e6) return Number.NaN;
  let sum = 0;
  let up = q;
  while (up < far) sum += (up++) ** -s;
  let term = s * up ** (-s - 1);
  let series = 0;
  let factorial = 2;
  for (let k = 1; k <= bernoulli.length; k++) {
    series += ((bernoulli[k - 1] as number) / factorial) * term;
    term *= ((s + 2 * k - 1) * (s + 2 * k)) / (up * up);
    factorial *= (2 * k + 1) * (2 * k + 2);
  }
  return sum + up ** (1 - s) / (s - 1) + 0.5 * up ** -s + series;
}

/** sin(πx), exactly 0 at whole numbers: the argument is brought near 0 before π rounds it. */
function sinPi(x: number): number {
  const rest = x - 2 * Math.round(x / 2);
  return Math.sin(Math.PI * (Math.abs(rest) > 0.5 ? Math.sign(rest) - rest : rest));
}

function tanPi(x: number): number {
  return Math.tan(Math.PI * (x - Math.round(x)));
}
