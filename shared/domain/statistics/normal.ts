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
  return (Math.exp((-size * size) / 2) * polynomial(size, HART_ABOVE)) / polynomial(size, HART_BELOW);
}

/** Coefficients of Hart's approximation, lowest power first. */
const HART_ABOVE = [
  220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688,
  0.0352624965998911,
];
const HART_BELOW = [
  440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207,
  1.75566716318264, 0.0883883476483184,
];

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
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const CENTRE_BELOW = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
];
const TAIL_ABOVE = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const TAIL_BELOW = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const FAR_ABOVE = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
];
const FAR_BELOW = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
];

function polynomial(x: number, lowestFirst: readonly number[]): number {
  let sum = 0;
  for (let power = lowestFirst.length - 1; power >= 0; power -= 1) sum = sum * x + lowestFirst[power]!;
  return sum;
}
