/** How a message was changed. */
export type MutationKind = 'whole' | 'nudged' | 'torn' | 'spliced' | 'lying' | 'flood';

/** A sender that never ends its line: more than any framer may hold. */
const FLOOD_BYTES = 16_384;
const FLOOD_SHARE = 0.000_5;

type Random = () => number;
const below = (random: Random, bound: number): number => Math.floor(random() * bound);
const pick = (seeds: readonly Uint8Array[], random: Random): Uint8Array =>
  seeds[below(random, seeds.length)]!;

/** One to three bytes flipped, lost, added, repeated or turned into a digit. */
function nudged(seed: Uint8Array, random: Random): Uint8Array {
  const bytes = [...seed];
  for (let times = 1 + below(random, 3); times > 0 && bytes.length > 0; times -= 1) {
    const at = below(random, bytes.length);
    const kind = below(random, 5);
    if (kind === 0) bytes[at] = bytes[at]! ^ (1 << below(random, 8));
    else if (kind === 1) bytes.splice(at, 1);
    else if (kind === 2) bytes.splice(at, 0, below(random, 256));
    else if (kind === 3) bytes.splice(at, 0, ...bytes.slice(at, at + 1 + below(random, 6)));
    else bytes.splice(at, 1 + below(random, 4), 0x30 + below(random, 10));
  }
  return Uint8Array.from(bytes);
}

/** The beginning of one message and the end of another. */
function spliced(one: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const head = one.subarray(0, below(random, one.length + 1));
  return Uint8Array.from([...head, ...other.subarray(below(random, other.length + 1))]);
}

/** One of the first bytes, where lengths and counts stand, says something else. */
function lying(seed: Uint8Array, random: Random): Uint8Array {
  const bytes = Uint8Array.from(seed);
  if (bytes.length > 0) bytes[below(random, Math.min(bytes.length, 4))] = below(random, 256);
  return bytes;
}

/** In one piece, or cut once: that is how a port hands bytes over. */
function inPieces(bytes: Uint8Array, random: Random): readonly Uint8Array[] {
  if (random() < 0.7) return [bytes];
  const cut = below(random, bytes.length + 1);
  return [bytes.subarray(0, cut), bytes.subarray(cut)];
}

/**
 * Takes one of a device's messages and damages it: a quarter is left whole, so that every driver
 * also finds its way back.
 */
export function mutate(
  seeds: readonly Uint8Array[],
  random: Random,
): { readonly kind: MutationKind; readonly chunks: readonly Uint8Array[] } {
  const seed = pick(seeds, random);
  const turn = random();
  if (turn < FLOOD_SHARE)
    return {
      kind: 'flood',
      chunks: [new Uint8Array(FLOOD_BYTES).fill(seed[below(random, seed.length)] ?? 0)],
    };
  if (turn < 0.25) return { kind: 'whole', chunks: inPieces(seed, random) };
  if (turn < 0.65) return { kind: 'nudged', chunks: inPieces(nudged(seed, random), random) };
  if (turn < 0.78) return { kind: 'torn', chunks: [seed.subarray(0, below(random, seed.length + 1))] };
  if (turn < 0.9)
    return { kind: 'spliced', chunks: inPieces(spliced(seed, pick(seeds, random), random), random) };
  return { kind: 'lying', chunks: inPieces(lying(seed, random), random) };
}
