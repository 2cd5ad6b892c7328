/**
 * Standard normal distribution function.
 * Hart 1968 in the double-precision form of West 2005, Wilmott Magazine 70-76; absolute error below 1e-14.
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const size = Math.abs(z);
  const tail = size > 37 ? 0 : size < 7.071_067_811_865_47 ? hartTail(size) : farTail(size);
  return z > 0 ? 1 - tail : tail;
}

function hartTail(size: number): number {
  const above = polynomial(size, [
    220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688,
    0.0352624965998911,
  ]);
  const below = polynomial(size, [
    440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207,
    1.75566716318264, 0.0883883476483184,
  ]);
  return (Math.exp((-size * size) / 2) * above) / below;
}

function farTail(size: number): number {
  const fraction = size + 1 / (size + 2 / (size + 3 / (size + 4 / (size + 0.65))));
  return Math.exp((-size * size) / 2) / fraction / 2.506628274631;
}

/**
 * Quantile of the standard normal distribution: Wichura 1988, algorithm AS 241 (PPND16), Applied
 * Statistics 37:477-484; relative error about 1e-16.
 * @param p probability; 0 and 1 give minus and plus infinity
 * @returns NaN outside 0 to 1
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(r, CENTRE_ABOVE)) / polynomial(r, CENTRE_BELOW);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const size =
    r <= 5
      ? polynomial(r - 1.6, TAIL_ABOVE) / polynomial(r - 1.6, TAIL_BELOW)
      : polynomial(r - 5, FAR_ABOVE) / polynomial(r - 5, FAR_BELOW);
  return q < 0 ? -size : size;
}

/** Coefficients of AS 241, lowest power first. */
const CENTRE_ABOVE = [
  3.387132872796366608, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
  4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
];
const CENTRE_BELOW = [
  1, 4.2313330701600911252e1, 6.871870074920579083e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
  3.930789580009271061e4, 2.8729085735721942674e4, 5.226495278852854561e3,
];
const TAIL_ABOVE = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 2.4178072517745061177e-1, 2.27238449892691845833e-2, 7.7454501427834140764e-4,
];
const TAIL_BELOW = [
  1, 2.05319162663775882187, 1.6763848301838038494, 6.8976733498510000455e-1, 1.4810397642748007459e-1,
  1.51986665636164571966e-2, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const FAR_ABOVE = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 2.9656057182850489123e-1,
  2.6532189526576123093e-2, 1.2426609473880784386e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const FAR_BELOW = [
  1, 5.9983220655588793769e-1, 1.3692988092273580531e-1, 1.48753612908506148525e-2, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

function polynomial(x: number, lowestFirst: readonly number[]): number {
  return lowestFirst.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
