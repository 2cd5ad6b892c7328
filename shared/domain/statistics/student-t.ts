import { normalQuantile } from './normal.ts';

/**
 * Distribution function of Student's t, from the regularised incomplete beta function.
 * @param degrees of freedom, above 0
 */
export function studentCdf(t: number, degrees: number): number {
  if (Number.isNaN(t) || !(degrees > 0)) return Number.NaN;
  const tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** Steps at most; Newton's need about six, halvings of the bracket in their place some fifty. */
const MAX_STEPS = 100;
/** A step this small relative to the quantile changes nothing. */
const ENOUGH = 1e-12;

/**
 * Quantile of Student's t: Newton's method on the distribution function, kept inside a bracket.
 * @returns NaN outside 0 to 1 or without degrees of freedom
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p >= 0 && p <= 1) || !(degrees > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, degrees);
  if (p === 1) return Number.POSITIVE_INFINITY;
  let high = Math.max(1, normalQuantile(p));
  while (studentCdf(high, degrees) < p) high *= 2;
  let low = 0;
  let t = Math.min(high, normalQuantile(p));
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const excess = studentCdf(t, degrees) - p;
    if (excess < 0) low = t;
    else high = t;
    const newton = t - excess / studentDensity(t, degrees);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= ENOUGH * next) return next;
    t = next;
  }
  return t;
}

function studentDensity(t: number, degrees: number): number {
  const height = Math.exp(logGamma((degrees + 1) / 2) - logGamma(degrees / 2));
  return (height / Math.sqrt(degrees * Math.PI)) * (1 + (t * t) / degrees) ** (-(degrees + 1) / 2);
}

/** Regularised incomplete beta function I_x(a, b): Lentz's continued fraction (DLMF 8.17.22). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** Terms of the fraction; it converges within a few dozen for any degrees of freedom used here. */
const MAX_TERMS = 500;

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const guard = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= MAX_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return result;
}

/** Lanczos approximation (g = 7, nine terms), relative error below 1e-14 for arguments above 0.5. */
const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 0.000009984369578019572, 1.5056327351493116e-7,
];

function logGamma(z: number): number {
  const x = z - 1;
  const base = x + 7.5;
  const sum = LANCZOS.reduce(
    (total, coefficient, i) => (i === 0 ? coefficient : total + coefficient / (x + i)),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(base) - base + Math.log(sum);
}
