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
    let text = '';
    for (const key of Object.keys(value).sort()) {
      const member = (value as Readonly<Record<string, unknown>>)[key];
      if (member !== undefined)
        text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
    }
    return `{${text}}`;
  }
  throw new TypeError(`canonicalJson: ${typeof value} has no JSON form`);
}

/**
 * The text whose SHA-256 is a fact's hash: every field but the hash itself, keys in order.
 * @param payloadText the canonical text of the payload, where it has been written already
 */
export function canonicalFact(
  fact: Omit<Fact, 'hash'>,
  payloadText: string = canonicalJson(fact.payload),
): string {
  const { epoch, gymId, happenedAtMs, id, kind, kioskId, memberId, prevHash, seq, version, zone } = fact;
  return (
    `{"epoch":${canonicalJson(epoch)},"gymId":${canonicalJson(gymId)},"happenedAtMs":${canonicalJson(happenedAtMs)},` +
    `"id":${canonicalJson(id)},"kind":${canonicalJson(kind)},"kioskId":${canonicalJson(kioskId)},` +
    `"memberId":${canonicalJson(memberId)},"payload":${payloadText},"prevHash":${canonicalJson(prevHash)},` +
    `"seq":${canonicalJson(seq)},"version":${canonicalJson(version)},"zone":${canonicalJson(zone)}}`
  );
}
