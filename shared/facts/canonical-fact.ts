import type { Fact } from './fact.ts';

/**
 * JSON with object keys in code-unit order and no white space, so that the same value always gives
 * the same text (the ordering rule of RFC 8785; numbers are printed as ECMAScript prints them,
 * which is that RFC's rule too).
 * @throws TypeError on values JSON cannot hold faithfully (undefined in arrays, NaN, functions …)
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonicalJson: ${value} has no JSON form`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${entries.join(',')}}`;
  }
  throw new TypeError(`canonicalJson: ${typeof value} has no JSON form`);
}

/** The text whose SHA-256 is a fact's hash: every field but the hash itself. */
export function canonicalFact(fact: Omit<Fact, 'hash'>): string {
  const { gymId, kioskId, epoch, seq, id, kind, version, memberId, happenedAtMs, zone, payload, prevHash } =
    fact;
  return canonicalJson({
    gymId,
    kioskId,
    epoch,
    seq,
    id,
    kind,
    version,
    memberId,
    happenedAtMs,
    zone,
    payload,
    prevHash,
  });
}
